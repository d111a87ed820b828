using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Suppressions;

/// <summary>Which addresses get no mail and why: those that mail came back from, those whose owner complained, and customers who object to advertising.</summary>
internal sealed class ListSuppressions(NotificationsDb db, ICustomers customers, IBusinesses businesses, Work work)
{
    private const int Most = 50;

    /// <param name="Id">Of the entry; of an objection the customer.</param>
    /// <param name="Address">Null for an objection of somebody without an address.</param>
    /// <param name="Reason"><c>hard-bounce</c>, <c>complaint</c> or <c>objection</c>.</param>
    internal sealed record Item(Guid Id, string? Address, string Reason, Guid? CustomerId, DateTimeOffset? At)
    {
        public required string? CustomerName { get; init; }

        /// <summary>What the other mail server said.</summary>
        public required string? Detail { get; init; }
    }

    internal sealed record Page(IReadOnlyList<Item> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("suppressions", async (string? cursor, ListSuppressions feature, CancellationToken ct) => (await feature.Addresses(cursor, ct)).ToHttp())
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Addresses that get no mail, newest first.").Produces<Page>();
        api.MapGet("suppressions/objections", async (Guid? cursor, ListSuppressions feature, CancellationToken ct) => TypedResults.Ok(await feature.Objections(cursor, ct)))
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Customers who object to advertising by email.").Produces<Page>();
    }

    public async Task<Answer<Page>> Addresses(string? cursor, CancellationToken ct)
    {
        if (Position.Read(cursor) is not { } after)
            return Refusal.Invalid("cursor", "This cursor is not one this list gave.");
        var found = await db.Suppressions.AsNoTracking().Where(one => one.LiftedAtUtc == null)
            .Where(one => one.AtUtc < after.At || (one.AtUtc == after.At && one.Id.CompareTo(after.Id) < 0))
            .OrderByDescending(one => one.AtUtc).ThenByDescending(one => one.Id).Take(Most + 1).ToListAsync(ct);
        var shown = found.Take(Most).ToList();
        var (names, business) = (await customers.FindMany(shown.Select(one => one.CustomerId).OfType<Guid>().Distinct().ToList(), ct), await businesses.Get(work.BusinessId, ct));
        var items = shown.Select(one => new Item(one.Id, one.Address, Code(one.Reason), one.CustomerId, business.At(one.AtUtc))
        {
            CustomerName = one.CustomerId is { } id && names.TryGetValue(id, out var customer) ? customer.Name : null,
            Detail = one.Detail,
        }).ToList();
        return new Page(items, found.Count > Most ? new Position(shown[^1].AtUtc, shown[^1].Id).ToString() : null);
    }

    public async Task<Page> Objections(Guid? after, CancellationToken ct)
    {
        var ids = await db.Objections.Where(one => one.Email && (after == null || one.CustomerId.CompareTo(after.Value) > 0)).OrderBy(one => one.CustomerId).Select(one => one.CustomerId).Take(Most + 1).ToListAsync(ct);
        var people = await customers.FindMany(ids.Take(Most).ToList(), ct);
        var items = ids.Take(Most).Where(people.ContainsKey).Select(id => people[id])
            .Select(one => new Item(one.Id, one.Email, "objection", one.Id, null) { CustomerName = one.Name, Detail = null }).ToList();
        return new Page(items, ids.Count > Most ? ids[Most - 1].ToString() : null);
    }

    public static string Code(SuppressionReason reason) => reason is SuppressionReason.HardBounce ? "hard-bounce" : "complaint";
}
