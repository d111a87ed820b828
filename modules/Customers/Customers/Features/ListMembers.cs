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

/// <summary>Who stands on a list: one customer, from the card, or many at once, each with one statement. Repeating it changes nothing.</summary>
internal sealed class ListMembers(CustomersDb db, Membership membership, Work work, ICustomerMarks marks)
{
    /// <param name="CustomerIds">These customers; ids that are nobody's are left out.</param>
    /// <param name="Filter">Or all that this filter finds: the query of the list's address, such as <c>flagged=true&amp;q=anna</c>.</param>
    /// <param name="Remove">Takes them off instead.</param>
    internal sealed record Request(IReadOnlyList<Guid>? CustomerIds, string? Filter, bool Remove = false);

    /// <param name="Changed">How many were added, or taken off; the others were there already, or not on it.</param>
    internal sealed record Response(int Changed);

    public static void Map(IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/customer-lists/{id:guid}/members");
        members.MapPut("/{customerId:guid}", async (Guid id, Guid customerId, ListMembers feature, CancellationToken ct) => (await feature.Set(id, customerId, true, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Put a customer on a list.");
        members.MapDelete("/{customerId:guid}", async (Guid id, Guid customerId, ListMembers feature, CancellationToken ct) => (await feature.Set(id, customerId, false, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ChangeCustomers)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Take a customer off a list.");
        members.MapPost("", async (Guid id, Request request, ListMembers feature, CancellationToken ct) => (await feature.Many(id, request, ct)).ToHttp())
            .Needs(Right.ChangeCustomers)
            .Produces<Response>()
            .WithSummary("Put up to 10,000 customers on a list, or take them off: by customerIds or by filter.");
    }

    public async Task<Answer<Done>> Set(Guid id, Guid customerId, bool on, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Lists.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } list)
            return Refusal.NotFound("list");
        if (!await db.Customers.AnyAsync(row => row.Id == customerId, ct))
            return Refusal.NotFound("customer");
        var changed = on
            ? await membership.Add(id, db.Customers.Where(row => row.Id == customerId), ct)
            : await membership.Remove(id, db.Customers.Where(row => row.Id == customerId), ct);
        if (changed > 0)
            work.Audit(on ? ListHistory.Added(customerId, list.Name) : ListHistory.Removed(customerId, list.Name));
        await work.SaveAsync(ct);
        return new Done();
    }

    /// <summary>Exactly these lists, as the boxes on the card are ticked: all changes together or none.</summary>
    public async Task<Answer<Done>> SetAll(Guid customerId, IReadOnlySet<Guid> ticked, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!await db.Customers.AnyAsync(row => row.Id == customerId, ct))
            return Refusal.NotFound("customer");
        var lists = await db.Lists.ToListAsync(ct);
        var stored = await db.ListMembers.Where(member => member.CustomerId == customerId).ToListAsync(ct);
        foreach (var list in lists.Where(list => ticked.Contains(list.Id) && stored.All(member => member.ListId != list.Id)))
        {
            db.ListMembers.Add(new ListMember { ListId = list.Id, CustomerId = customerId });
            work.Audit(ListHistory.Added(customerId, list.Name));
        }

        foreach (var member in stored.Where(member => !ticked.Contains(member.ListId)))
        {
            db.ListMembers.Remove(member);
            work.Audit(ListHistory.Removed(customerId, lists.Single(list => list.Id == member.ListId).Name));
        }

        return await work.TrySaveVersionAsync(ct) ? new Done() : Refusal.Stale();
    }

    public async Task<Answer<Response>> Many(Guid id, Request request, CancellationToken ct)
    {
        if (!(await Meant(request, ct)).Is(out var filter, out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        if (await db.Lists.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } list)
            return Refusal.NotFound("list");
        var meant = membership.Of(filter);
        if (await meant.Take(Membership.MostAtOnce + 1).CountAsync(ct) > Membership.MostAtOnce)
            return TooMany(request.Filter is null ? "customerIds" : "filter");
        var changed = request.Remove ? await membership.Remove(id, meant, ct) : await membership.Add(id, meant, ct);
        if (changed > 0)
            work.Audit(request.Remove ? ListHistory.ManyRemoved(list, changed) : ListHistory.ManyAdded(list, changed));
        await work.SaveAsync(ct);
        return new Response(changed);
    }

    private async Task<Answer<CustomerFilter>> Meant(Request request, CancellationToken ct)
    {
        if (request.CustomerIds is { } ids)
            return ids.Count > Membership.MostAtOnce ? TooMany("customerIds") : new CustomerFilter { Only = ids };
        if (request.Filter is null)
            return Refusal.Invalid("customerIds", "Say who: customerIds, or a filter.");
        if (!CustomerFilter.Read(FilterAsked.Of(request.Filter)).Is(out var filter, out var refusal))
            return refusal;
        return filter.ListId is { } list && !await db.Lists.AnyAsync(row => row.Id == list, ct) ? ListsOfCustomers.Unknown() : await filter.Known(marks, ct);
    }

    private static Refusal TooMany(string field) => Refusal.Invalid(field, $"At most {Membership.MostAtOnce:N0} customers at a time. Narrow the filter, and do it in parts.", "too-many");
}
