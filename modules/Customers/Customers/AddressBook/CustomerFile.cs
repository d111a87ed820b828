using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>Customers as a CSV file, whatever their number, in constant memory: one statement, row by row from the database to the wire.</summary>
internal sealed class CustomerFile(CustomersDb db, Membership membership, ICustomerMarks marks, IBusinesses businesses, Work work)
{
    /// <summary>That it was done, by whom, for which and how many stands in the history before the first byte is sent.</summary>
    public async Task<IResult> Send(CustomerFilter filter, string what, IReadOnlyList<AddressBookColumn> columns, CancellationToken ct)
    {
        var list = await db.Lists.SingleOrDefaultAsync(row => row.Id == filter.ListId, ct);
        if (filter.ListId is not null && list is null)
            return Kernel.Web.Answers.ToProblem(ListsOfCustomers.Unknown());
        var business = await businesses.Get(work.BusinessId, ct);
        var name = $"{what}-{business.Slug}-{business.Day(work.Now):yyyy-MM-dd}.csv";
        var meant = membership.Of(await filter.Known(marks, ct)).AsNoTracking();
        work.Audit(CustomerHistory.Exported(work.BusinessId, name, await meant.CountAsync(ct), filter.InWords(list?.Name)));
        await work.SaveAsync(ct);
        return TypedResults.Stream(stream => Write(meant, columns, stream, ct), "text/csv; charset=utf-8", name);
    }

    private async Task Write(IQueryable<Customer> meant, IReadOnlyList<AddressBookColumn> columns, Stream stream, CancellationToken ct)
    {
        await using var csv = Spreadsheets.Writer(stream);
        foreach (var column in columns)
            csv.WriteField(column.Header);
        await csv.EndRecordAsync(ct);
        await foreach (var row in Rows(meant).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var column in columns)
                csv.WriteInert(column.Get(row));
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    /// <summary>Oldest first: the order in which a database gives them without sorting them all beforehand.</summary>
    private IQueryable<AddressBookRow> Rows(IQueryable<Customer> meant) => meant.OrderBy(customer => customer.Id)
        .Select(customer => new AddressBookRow
        {
            FirstName = customer.FirstName,
            LastName = customer.LastName,
            Email = customer.Email!.Address,
            EmailState = customer.Email == null ? EmailState.Placeholder : customer.Email.State,
            Phone = customer.PhoneE164 ?? customer.PhoneAsTyped,
            Street = customer.Street,
            PostalCode = customer.PostalCode,
            City = customer.City,
            Region = customer.Region,
            Country = customer.Country,
            Language = customer.Language,
            Notes = customer.Notes,
            Alert = customer.AlertMessage,
            Lists = db.ListMembers.Where(member => member.CustomerId == customer.Id).Join(db.Lists, member => member.ListId, list => list.Id, (member, list) => list.Name).ToList(),
            LastVisit = customer.LastVisit,
            CustomerId = customer.Id,
            CreatedAtUtc = customer.CreatedAtUtc,
        });
}
