using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Lists;

/// <summary>A list as a customer's answer names it.</summary>
internal sealed record ListName(Guid Id, string Name);

/// <summary>Which lists customers are on, for many in one statement.</summary>
internal sealed class ListsOfCustomers(CustomersDb db, ICustomerMarks marks)
{
    public static Refusal Unknown() => Refusal.Invalid("listId", "This list does not exist any more.", "unknown-list");

    /// <summary>A customer as the API tells one, with the lists and marks.</summary>
    public async Task<CustomerAnswer> Tell(Customer customer, CancellationToken ct) =>
        (CustomerAnswer.Of(customer) with { Lists = (await Of([customer.Id], ct))[customer.Id].ToList() })
        .Marked((await marks.Of([customer.Id], ct)).GetValueOrDefault(customer.Id));

    /// <summary>By name.</summary>
    public async Task<ILookup<Guid, ListName>> Of(IReadOnlyCollection<Guid> customers, CancellationToken ct)
    {
        var rows = customers.Count == 0 ? [] : await db.ListMembers.Where(member => customers.Contains(member.CustomerId))
            .Join(db.Lists, member => member.ListId, list => list.Id, (member, list) => new { member.CustomerId, list.Id, list.Name })
            .ToListAsync(ct);
        return rows.OrderBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase).ToLookup(row => row.CustomerId, row => new ListName(row.Id, row.Name));
    }
}
