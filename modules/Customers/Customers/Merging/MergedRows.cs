using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>Keeps the rows that hang on a customer's record in step with a merge and its undo: where it is found, and the lists it is on.</summary>
internal sealed class MergedRows(CustomersDb db)
{
    /// <summary>Nobody finds these records any more. One statement.</summary>
    public async Task TakeOut(IEnumerable<Customer> customers, CancellationToken ct)
    {
        var all = customers.ToList();
        var (ids, texts) = (all.Select(customer => customer.Id).ToArray(), all.SelectMany(SearchRow.TextsOf).Distinct().ToArray());
        await db.SearchRows.Where(row => EF.Parameter(texts).Contains(row.Text) && EF.Parameter(ids).Contains(row.CustomerId)).ExecuteDeleteAsync(ct);
    }

    public void PutIn(Customer customer) => db.SearchRows.AddRange(SearchRow.TextsOf(customer).Select(text => new SearchRow { Text = text, CustomerId = customer.Id }));

    public void PutOn(Guid customerId, IEnumerable<Guid> lists) => db.ListMembers.AddRange(lists.Select(list => new ListMember { ListId = list, CustomerId = customerId }));

    public Task TakeOff(Guid customerId, IReadOnlyCollection<Guid> lists, CancellationToken ct) => lists.Count == 0
        ? Task.CompletedTask
        : db.ListMembers.Where(member => member.CustomerId == customerId && EF.Parameter(lists.ToArray()).Contains(member.ListId)).ExecuteDeleteAsync(ct);
}
