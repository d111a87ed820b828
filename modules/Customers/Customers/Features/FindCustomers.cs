using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The address book: all customers by name, or those that what staff typed may mean.</summary>
internal sealed class FindCustomers(CustomersDb db, CustomerSearch search)
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    internal sealed record Response(IReadOnlyList<CustomerAnswer> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers", async (string? q, string? cursor, int? limit, FindCustomers feature, CancellationToken ct) => (await feature.Handle(q, cursor, limit, ct)).ToHttp())
        .Needs(Right.SeeCustomers)
        .Produces<Response>()
        .WithSummary("All customers by last name, or those found by q in names, email and telephone.");

    public async Task<Answer<Response>> Handle(string? q, string? cursor, int? limit, CancellationToken ct)
    {
        var most = limit ?? UsualPage;
        if (most is < 1 or > LargestPage)
            return Refusal.Invalid("limit", $"Ask for 1 to {LargestPage} at a time.");
        Cursor? after = null;
        if (cursor is { Length: > 0 } && (after = Cursor.Read(cursor)) is null)
            return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.");
        return string.IsNullOrWhiteSpace(q) ? await List(most, after, ct) : await Search(q, most, after, ct);
    }

    private async Task<Response> Search(string q, int most, Cursor? after, CancellationToken ct)
    {
        var page = await search.Find(q, most, after is null ? null : new SearchPosition(after.Place, after.Text, after.Id), ct);
        return new(page.Customers.Select(CustomerAnswer.Of).ToList(), page.Last is { } last ? new Cursor(last.Place, last.Text, last.CustomerId).ToString() : null);
    }

    private async Task<Response> List(int most, Cursor? after, CancellationToken ct)
    {
        var customers = db.Customers.AsNoTracking();
        if (after is var (_, name, id))
            customers = customers.Where(customer => string.Compare(customer.SortName, name) >= 0 && (customer.SortName != name || customer.Id > id));
        var found = await customers.OrderBy(customer => customer.SortName).ThenBy(customer => customer.Id).Take(most + 1).ToListAsync(ct);
        var page = found.Take(most).ToList();
        return new(page.Select(CustomerAnswer.Of).ToList(), found.Count > most ? new Cursor(0, page[^1].SortName, page[^1].Id).ToString() : null);
    }
}
