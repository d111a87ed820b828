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

/// <summary>Filters of the address book under a name, for everybody in the business.</summary>
internal sealed class SavedFilters(CustomersDb db, Work work)
{
    private const int Most = 50;

    internal sealed record Request(string? Name, string? Query);

    /// <param name="Id">Never changes.</param>
    /// <param name="Name">Unique in the business, whatever the case.</param>
    /// <param name="Query">To be put behind the address of the list.</param>
    internal sealed record Response(Guid Id, string Name, string Query);

    internal sealed record All(IReadOnlyList<Response> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customer-filters", async (SavedFilters feature, CancellationToken ct) => TypedResults.Ok(new All(await feature.Get(ct))))
            .Needs(Right.SeeCustomers)
            .WithSummary("The saved filters, by name.");
        api.MapPost("/customer-filters", async (Request request, SavedFilters feature, CancellationToken ct) =>
                (await feature.Save(request, ct)).ToHttp(filter => TypedResults.Created($"/api/v1/customer-filters/{filter.Id}", filter)))
            .Needs(Right.ChangeCustomers)
            .Produces<Response>(StatusCodes.Status201Created)
            .WithSummary("Save a filter under a name. 409 name-taken.");
        api.MapDelete("/customer-filters/{id:guid}", async (Guid id, SavedFilters feature, CancellationToken ct) => (await feature.Delete(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Delete a saved filter.");
    }

    public async Task<IReadOnlyList<Response>> Get(CancellationToken ct) => (await db.SavedFilters.Select(filter => new Response(filter.Id, filter.Name, filter.Query)).ToListAsync(ct))
        .OrderBy(filter => filter.Name, StringComparer.InvariantCultureIgnoreCase).ToList();

    public async Task<Answer<Response>> Save(Request request, CancellationToken ct)
    {
        if (!CustomerList.CleanName(request.Name).Is(out var name, out var refusal) || !Clean(request.Query).Is(out var query, out refusal))
            return refusal;
        if (await db.SavedFilters.CountAsync(ct) >= Most)
            return Refusal.Conflict("too-many-filters", $"There are {Most} saved filters already. Delete one that nobody uses.");
        var filter = new SavedFilter { Name = name, NameKey = CustomerList.KeyOf(name), Query = query };
        if (await db.SavedFilters.AnyAsync(other => other.NameKey == filter.NameKey, ct))
            return ManageLists.NameTaken("filter");
        db.SavedFilters.Add(filter);
        work.Audit(ListHistory.FilterSaved(filter));
        return await work.TrySaveAsync(ct) ? new Response(filter.Id, filter.Name, filter.Query) : ManageLists.NameTaken("filter");
    }

    public async Task<Answer<Done>> Delete(Guid id, CancellationToken ct)
    {
        if (await db.SavedFilters.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } filter)
            return Refusal.NotFound("filter");
        db.SavedFilters.Remove(filter);
        work.Audit(ListHistory.FilterDeleted(filter));
        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.NotFound("filter");
    }

    /// <summary>Only what the list understands: nothing else of an address is kept.</summary>
    private static Answer<string> Clean(string? query)
    {
        var asked = FilterAsked.Of(query);
        if (CustomerFilter.Read(asked).IsRefused(out var refusal))
            return refusal;
        var sort = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).TryGetValue("sort", out var named) ? named.ToString() : null;
        if (CustomerOrder.Named(sort).IsRefused(out refusal))
            return refusal;
        var parts = asked.Parts().Concat(string.IsNullOrEmpty(sort) ? [] : [KeyValuePair.Create("sort", (string?)sort)]).ToList();
        var clean = QueryString.Create(parts).ToString().TrimStart('?');
        if (parts.Count == 0)
            return Refusal.Invalid("query", "Choose a filter first, then save it.");
        return clean.Length <= SavedFilter.LongestQuery ? clean : Refusal.Invalid("query", "This filter is too long to be saved.");
    }
}
