using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Host.Search;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Operations.Changes;

/// <summary>
/// Finds changes on their way by whatever people have in hand: a name, a booking code, a number, an id, what it is for, or a word of the error. Names and codes are
/// shown to those who may see them anyway; others see ids.
/// </summary>
internal sealed class FindWork(OutboxSearch search, OutboxDesk desk, Searching searching, ICustomers customers, IBookings bookings)
{
    public const int PageSize = 50;

    /// <summary>Beyond this a heading says "more than".</summary>
    public const int MostCounted = 10_000;

    private const int MostHits = 50;

    /// <param name="Text">As typed.</param>
    internal sealed record Asked(string? Text, WorkState? State, string? Listener, string? Cause, long? Before);

    /// <param name="People">By id, of those the viewer may know.</param>
    /// <param name="Codes">By booking.</param>
    internal sealed record Page(IReadOnlyList<OutboxItem> Items, int Count, IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Codes, IReadOnlySet<string> HeldBack);

    public async Task<Page> Handle(Asked asked, Func<string, bool> may, CancellationToken ct)
    {
        var query = await Understand(asked, may, ct);
        var items = await search.Find(query, PageSize + 1, ct);
        var count = asked.Before is null && items.Count <= PageSize ? items.Count : await search.Count(query with { Before = null }, MostCounted + 1, ct);
        return new Page(items, count, await NamesOf(items, may, ct), await CodesOf(items, may, ct), query.HeldBack.ToHashSet());
    }

    /// <summary>Turns what was asked into columns that have an index.</summary>
    public async Task<OutboxQuery> Understand(Asked asked, Func<string, bool> may, CancellationToken ct)
    {
        var heldBack = (await desk.Pauses(ct)).Select(pause => pause.Listener).ToList();
        var query = new OutboxQuery { State = asked.State, HeldBack = heldBack, Listener = asked.Listener, Cause = asked.Cause, Before = asked.Before };
        var text = asked.Text?.Trim() ?? "";
        if (text.Length == 0)
            return query;
        if (long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return query with { Number = number };
        if (Guid.TryParse(text, out var id))
            return await OfOne(query, id, ct);
        return query with { People = await PeopleNamed(text, may, ct), Kinds = await KindsNamed(text, ct) };
    }

    /// <summary>A customer's id or a booking's: one index each, where either-or would read everything.</summary>
    private async Task<OutboxQuery> OfOne(OutboxQuery query, Guid id, CancellationToken ct)
    {
        var ofCustomer = query with { People = new([id], []) };
        return await search.Count(ofCustomer, 1, ct) > 0 ? ofCustomer : query with { People = new([], [id]) };
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<OutboxItem> items, Func<string, bool> may, CancellationToken ct) => may(Right.SeeCustomers)
        ? (await customers.FindMany(items.Select(item => item.CustomerId).OfType<Guid>().Distinct().ToList(), ct)).ToDictionary(card => card.Key, card => card.Value.Name)
        : new Dictionary<Guid, string>();

    public async Task<IReadOnlyDictionary<Guid, string>> CodesOf(IEnumerable<OutboxItem> items, Func<string, bool> may, CancellationToken ct) =>
        may(Right.SeeBookings) && items.Select(item => item.BookingId).OfType<Guid>().Distinct().ToList() is { Count: > 0 } ids
            ? (await bookings.FindMany(ids, ct)).ToDictionary(card => card.Id, card => card.Code)
            : new Dictionary<Guid, string>();

    /// <summary>As the dashboard's own search finds them, with the same rights. A booking stands for its customer too: a mail about it names only the person.</summary>
    private async Task<OutboxPeople> PeopleNamed(string text, Func<string, bool> may, CancellationToken ct)
    {
        var (people, booked) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var hit in await searching.Find(text, MostHits, may, ct))
            if (hit.Href.Split('/') is ["", var kind, var last, ..] && Guid.TryParse(last, out var id))
                (kind == "bookings" ? booked : people).Add(id);
        people.UnionWith(booked.Count == 0 ? [] : (await bookings.CustomersOf(booked, ct)).Values);
        return new(people, booked);
    }

    private async Task<OutboxKinds> KindsNamed(string text, CancellationToken ct)
    {
        bool Says(string? words) => words?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
        return new(
            search.Listeners.Where(listener => Says(listener) || Says(WorkWords.TitleOf(listener))).ToList(),
            (await search.Causes(ct)).Where(Says).ToList());
    }
}
