using BookingPlatform.Customers.Lists;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The lists of a business (S1-18): made, renamed, deleted. Deleting one touches no customer.</summary>
internal sealed class ManageLists(CustomersDb db, Work work)
{
    private const int Most = 500;

    internal sealed record Request(string? Name);

    /// <param name="Id">Never changes.</param>
    /// <param name="Name">Unique in the business, whatever the case.</param>
    /// <param name="Customers">How many are on it, without the deleted ones.</param>
    /// <param name="Version">Rises with every change of the name.</param>
    internal sealed record Response(Guid Id, string Name, int Customers, int Version);

    internal sealed record All(IReadOnlyList<Response> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customer-lists", async (ManageLists feature, CancellationToken ct) => TypedResults.Ok(new All(await feature.Get(ct))))
            .Needs(Right.SeeCustomers)
            .WithSummary("The lists of customers, by name.");
        api.MapPost("/customer-lists", async (Request request, ManageLists feature, CancellationToken ct) =>
                (await feature.Make(request.Name, ct)).ToHttp(list => TypedResults.Created($"/api/v1/customer-lists/{list.Id}", list)))
            .Needs(Right.ChangeCustomers)
            .Produces<Response>(StatusCodes.Status201Created)
            .WithSummary("Make a list. 409 name-taken.");
        api.MapPatch("/customer-lists/{id:guid}", async (Guid id, Request request, HttpRequest http, ManageLists feature, CancellationToken ct) =>
                (await feature.Rename(id, request.Name, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ChangeCustomers)
            .Produces<Response>()
            .WithSummary("Rename a list.");
        api.MapDelete("/customer-lists/{id:guid}", async (Guid id, HttpRequest http, ManageLists feature, CancellationToken ct) =>
                (await feature.Delete(id, IfMatch.Version(http), ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Delete a list; its customers stay.");
    }

    public async Task<IReadOnlyList<Response>> Get(CancellationToken ct) => (await db.Lists.AsNoTracking().OrderBy(list => list.NameKey)
        .Select(list => new Response(list.Id, list.Name,
            db.ListMembers.Count(member => member.ListId == list.Id && db.Customers.Any(customer => customer.Id == member.CustomerId && customer.DeletedAtUtc == null)), list.Version))
        .ToListAsync(ct)).OrderBy(list => list.Name, StringComparer.InvariantCultureIgnoreCase).ToList();

    /// <summary>Only the names, for choosing.</summary>
    public async Task<IReadOnlyList<ListName>> Names(CancellationToken ct) => (await db.Lists.Select(list => new ListName(list.Id, list.Name)).ToListAsync(ct))
        .OrderBy(list => list.Name, StringComparer.InvariantCultureIgnoreCase).ToList();

    public async Task<Answer<Response>> Make(string? typed, CancellationToken ct)
    {
        if (!CustomerList.CleanName(typed).Is(out var name, out var refusal))
            return refusal;
        if (await db.Lists.CountAsync(ct) >= Most)
            return Refusal.Conflict("too-many-lists", $"There are {Most} lists already. Delete one that nobody uses.");
        var list = CustomerList.Named(name);
        db.Lists.Add(list);
        work.Audit(ListHistory.Made(list));
        return await Save(list, customers: 0, ct);
    }

    public async Task<Answer<Response>> Rename(Guid id, string? typed, int? version, CancellationToken ct)
    {
        if (await db.Lists.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } list)
            return Refusal.NotFound("list");
        if (version is not null && version != list.Version)
            return Refusal.Stale();
        if (!CustomerList.CleanName(typed).Is(out var name, out var refusal))
            return refusal;
        var before = list.Name;
        list.Rename(name);
        if (before != name)
            work.Audit(ListHistory.Renamed(list, before));
        return await Save(list, await db.ListMembers.CountAsync(member => member.ListId == id, ct), ct);
    }

    public async Task<Answer<Done>> Delete(Guid id, int? version, CancellationToken ct)
    {
        if (await db.Lists.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } list)
            return Refusal.NotFound("list");
        if (version is not null && version != list.Version)
            return Refusal.Stale();
        db.Lists.Remove(list);
        work.Audit(ListHistory.Deleted(list));
        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.Stale();
    }

    private async Task<Answer<Response>> Save(CustomerList list, int customers, CancellationToken ct)
    {
        var (id, key) = (list.Id, list.NameKey);
        if (await db.Lists.AnyAsync(other => other.NameKey == key && other.Id != id, ct) || !await work.TrySaveAsync(ct))
            return NameTaken("list");
        return new Response(list.Id, list.Name, customers, list.Version);
    }

    internal static Refusal NameTaken(string what) => Refusal.Conflict("name-taken", $"There is a {what} of this name already. Choose another name.") with
    {
        Errors = new Dictionary<string, string[]> { ["name"] = [$"There is a {what} of this name already."] },
    };
}
