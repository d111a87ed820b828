using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The address book: all customers in an order, those a filter leaves, or those that what staff typed may mean. Six statements at most, however many there are.</summary>
internal sealed class FindCustomers(CustomersDb db, CustomerSearch search, ListsOfCustomers lists, ICustomerMarks marks, IContactMask mask, Work work)
{
    public const int UsualPage = 50;
    private const int LargestPage = 200;

    internal sealed record Response(IReadOnlyList<CustomerAnswer> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers", async ([AsParameters] FilterAsked filter, string? sort, string? cursor, int? limit, FindCustomers feature, CancellationToken ct) =>
            (await feature.Handle(filter, new(sort, cursor, limit), ct)).ToHttp())
        .Needs(Right.SeeCustomers)
        .Produces<Response>()
        .WithSummary("All customers, those of a filter, or those found by q in names, email and telephone (then best first). sort: name, lastVisit, newest, flagged.");

    public async Task<Answer<Response>> Handle(FilterAsked asked, Part part, CancellationToken ct)
    {
        if (!CustomerFilter.Read(asked).Is(out var filter, out var refusal))
            return refusal;
        return filter.ListId is { } list && !await db.Lists.AnyAsync(row => row.Id == list, ct)
            ? ListsOfCustomers.Unknown()
            : await Handle(filter, part, ct);
    }

    public async Task<Answer<Response>> Handle(CustomerFilter filter, Part part, CancellationToken ct)
    {
        var most = part.Limit ?? UsualPage;
        if (most is < 1 or > LargestPage)
            return Refusal.Invalid("limit", $"Ask for 1 to {LargestPage} at a time.");
        if (!CustomerOrder.Named(part.Sort).Is(out var order, out var refusal))
            return refusal;
        Cursor? after = null;
        if (part.Cursor is { Length: > 0 } && (after = Cursor.Read(part.Cursor)) is null)
            return WrongCursor();
        filter = await filter.Known(marks, ct);
        var page = filter.Q is null || filter.Deleted ? await List(filter, order, most, after, ct) : await Search(filter, most, after, ct);
        if (!page.Is(out var found, out refusal))
            return refusal;
        var on = await lists.Of(found.Customers.Select(customer => customer.Id).ToList(), ct);
        var marked = await marks.Of(found.Customers.Select(customer => customer.Id).ToList(), ct);
        var isMasked = await mask.IsOnInLists(ct);
        var items = found.Customers.Select(customer => (CustomerAnswer.Of(customer) with { Lists = on[customer.Id].ToList() }).Marked(marked.GetValueOrDefault(customer.Id))).Select(customer => isMasked ? customer.Mask() : customer);
        return new Response(items.ToList(), found.Next?.ToString());
    }

    private async Task<Answer<Found>> Search(CustomerFilter filter, int most, Cursor? after, CancellationToken ct)
    {
        var among = filter.Narrows ? filter.Of(db, work.Now).Select(customer => customer.Id) : null;
        var page = await search.Find(filter.Q, most, after is null ? null : new SearchPosition(after.Place, after.Text, after.Id), among, ct);
        return new Found(page.Customers, page.Last is { } last ? new Cursor(last.Place, last.Text, last.CustomerId) : null);
    }

    private async Task<Answer<Found>> List(CustomerFilter filter, IReadOnlyList<CustomerOrder> order, int most, Cursor? after, CancellationToken ct)
    {
        var meant = filter.Of(db, work.Now).AsNoTracking();
        if (filter.Q is not null)
            meant = CustomerSearch.ByName(meant, filter.Q);
        var found = new List<(int Place, Customer Customer)>();
        for (var place = after?.Place ?? 0; place < order.Count && found.Count <= most; place++)
        {
            var stands = place == after?.Place ? after : null;
            if (order[place].Rows(meant, stands?.Text, stands?.Id ?? Guid.Empty) is not { } rows)
                return WrongCursor();
            found.AddRange((await rows.Take(most + 1 - found.Count).ToListAsync(ct)).Select(customer => (place, customer)));
        }

        var page = found.Take(most).ToList();
        return new Found(page.ConvertAll(row => row.Customer), found.Count <= most ? null : new Cursor(page[^1].Place, order[page[^1].Place].TextOf(page[^1].Customer), page[^1].Customer.Id));
    }

    private static Refusal WrongCursor() => Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.");

    /// <summary>Which part of the list, in which order.</summary>
    internal sealed record Part(string? Sort = null, string? Cursor = null, int? Limit = null);

    private sealed record Found(IReadOnlyList<Customer> Customers, Cursor? Next);
}
