using System.Globalization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The queue of records that may be one person's (S0-32, S0-46), likeliest first.</summary>
internal sealed class ListDuplicates(CustomersDb db, ChangeDuplicateSettings settings, IContactMask mask)
{
    private const int UsualPage = 25;
    private const int LargestPage = 200;

    /// <param name="MinProbability">Null for the business's own threshold.</param>
    /// <param name="Cursor">Where the page before ended.</param>
    /// <param name="Certain">Only certain ones, only the others, or both.</param>
    /// <param name="Limit">How many at once.</param>
    internal sealed record Request(double? MinProbability = null, string? Cursor = null, bool? Certain = null, int? Limit = null);

    /// <param name="Customers">Two; the one that is better known first.</param>
    internal sealed record Item(Guid Id, IReadOnlyList<CustomerAnswer> Customers, double Probability, IReadOnlyList<ReasonAnswer> Reasons, bool Certain, DuplicateState State)
    {
        public string? DecidedBy { get; init; }

        public DateTime? DecidedAt { get; init; }

        /// <summary>Where the list goes on behind this pair.</summary>
        internal string Cursor { get; init; } = "";

        /// <summary>The evidence in bits, of which the reasons are the parts.</summary>
        public double Bits { get; init; }
    }

    /// <param name="Bits">Each bit doubles the odds, or halves them when negative.</param>
    internal sealed record ReasonAnswer(string Field, string Text, double Bits);

    internal sealed record Response(IReadOnlyList<Item> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/duplicates", async (double? minProbability, string? cursor, bool? certain, int? limit, ListDuplicates feature, CancellationToken ct) =>
                (await feature.Handle(new(minProbability, cursor, certain, limit), ct)).ToHttp())
            .Needs(Right.SeeCustomers)
            .Produces<Response>()
            .WithSummary("Pairs of records that may be one person's, likeliest first, from minProbability on (usually the business's threshold).");
        api.MapGet("/duplicates/{id:guid}", async (Guid id, ListDuplicates feature, CancellationToken ct) => (await feature.Get(id, ct)).ToHttp())
            .Needs(Right.SeeCustomers)
            .Produces<Item>()
            .WithSummary("One pair, decided or not.");
    }

    public async Task<Answer<Response>> Handle(Request asked, CancellationToken ct)
    {
        if (asked.MinProbability is { } least && !(least >= 0 && least <= 1))
            return Refusal.Invalid("minProbability", "Give a probability from 0 to 1.");
        var most = asked.Limit ?? UsualPage;
        if (most is < 1 or > LargestPage)
            return Refusal.Invalid("limit", $"Ask for 1 to {LargestPage} at a time.");
        var pairs = db.Duplicates.AsNoTracking().Where(pair => pair.State == DuplicateState.Open);
        if (asked.Cursor is { Length: > 0 } text)
        {
            if (Cursor.Read(text) is not { } after || !double.TryParse(after.Text, CultureInfo.InvariantCulture, out var bits) || !double.IsFinite(bits))
                return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.");
            pairs = pairs.Where(pair => pair.Bits < bits || pair.Bits == bits && pair.Id.CompareTo(after.Id) > 0);
        }

        var limits = await settings.Limits(ct);
        var found = await limits.Among(pairs, asked.MinProbability, asked.Certain).OrderByDescending(pair => pair.Bits).ThenBy(pair => pair.Id).Take(most + 1).ToListAsync(ct);
        var items = await Tell(found.Take(most).ToList(), limits, ct);
        return new Response(items, found.Count <= most ? null : CursorOf(found[most - 1]));
    }

    public async Task<Answer<Item>> Get(Guid id, CancellationToken ct) =>
        await db.Duplicates.AsNoTracking().SingleOrDefaultAsync(pair => pair.Id == id, ct) is { } pair && await Tell([pair], await settings.Limits(ct), ct) is [var item]
            ? item
            : Refusal.NotFound("pair of customers");

    /// <summary>The open pairs before and behind this one in the queue; itself may be decided by now.</summary>
    public async Task<(Guid? Previous, Guid? Next)> Beside(Guid id, CancellationToken ct)
    {
        if (await db.Duplicates.AsNoTracking().SingleOrDefaultAsync(pair => pair.Id == id, ct) is not { Bits: var bits })
            return (null, null);
        var open = (await settings.Limits(ct)).Among(db.Duplicates.Where(pair => pair.State == DuplicateState.Open && pair.Id != id));
        var before = await open.Where(pair => pair.Bits > bits || pair.Bits == bits && pair.Id.CompareTo(id) < 0).OrderBy(pair => pair.Bits).ThenByDescending(pair => pair.Id).Select(pair => (Guid?)pair.Id).FirstOrDefaultAsync(ct);
        var after = await open.Where(pair => pair.Bits < bits || pair.Bits == bits && pair.Id.CompareTo(id) > 0).OrderByDescending(pair => pair.Bits).ThenBy(pair => pair.Id).Select(pair => (Guid?)pair.Id).FirstOrDefaultAsync(ct);
        return (before, after);
    }

    /// <summary>How many pairs wait for somebody, and how many of them are certain.</summary>
    public async Task<(int All, int Certain)> Count(CancellationToken ct)
    {
        var (limits, open) = (await settings.Limits(ct), db.Duplicates.Where(pair => pair.State == DuplicateState.Open));
        return (await limits.Among(open).CountAsync(ct), await limits.Among(open, certain: true).CountAsync(ct));
    }

    /// <summary>Open pairs of one customer, likeliest first.</summary>
    public async Task<IReadOnlyList<Item>> Of(Guid customerId, CancellationToken ct)
    {
        var limits = await settings.Limits(ct);
        // Few: the state is looked at here, so that the index of the pair serves the question and not that of the queue.
        var own = await Suggestions.Of(db, customerId).AsNoTracking().ToListAsync(ct);
        return await Tell(limits.Among(own.Where(pair => pair.State is DuplicateState.Open).AsQueryable()).OrderByDescending(pair => pair.Bits).ToList(), limits, ct);
    }

    /// <summary>With both records; a pair one of which was deleted a moment ago is left out.</summary>
    private async Task<List<Item>> Tell(List<Duplicate> pairs, DuplicateLimits limits, CancellationToken ct)
    {
        var ids = pairs.SelectMany(pair => (Guid[])[pair.OneId, pair.OtherId]).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var customers = await db.Customers.AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, ct);
        return pairs.Where(pair => customers.ContainsKey(pair.OneId) && customers.ContainsKey(pair.OtherId))
            .Select(pair => Describe(pair, [customers[pair.OneId], customers[pair.OtherId]], limits)).ToList();
    }

    private Item Describe(Duplicate pair, Customer[] customers, DuplicateLimits limits) => new(
        pair.Id,
        customers.OrderByDescending(customer => customer.Email is not null).ThenByDescending(customer => customer.LastVisit ?? DateOnly.MinValue).ThenBy(customer => customer.Id).Select(CustomerAnswer.Of).Select(customer => mask.IsAlwaysOn ? customer.Mask() : customer).ToList(),
        pair.Probability,
        pair.ReadReasons().Select(reason => new ReasonAnswer(reason.Field, ReasonWords.Of(reason), Math.Round(reason.Bits, 1))).ToList(),
        limits.IsCertain(pair),
        pair.State)
    {
        DecidedBy = pair.DecidedBy,
        DecidedAt = pair.DecidedAtUtc,
        Bits = Math.Round(pair.Bits, 1),
        Cursor = CursorOf(pair),
    };

    private static string CursorOf(Duplicate pair) => new Cursor(0, pair.Bits.ToString("R", CultureInfo.InvariantCulture), pair.Id).ToString();
}
