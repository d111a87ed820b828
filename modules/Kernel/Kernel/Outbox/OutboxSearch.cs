using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>How a change on its way stands, as people see it.</summary>
public enum WorkState
{
    /// <summary>Not tried yet; it goes at once.</summary>
    OnItsWay,

    /// <summary>Tried in vain, and tried again by itself.</summary>
    TriedAgain,

    /// <summary>Its queue is held back by people.</summary>
    HeldBack,

    /// <summary>Tried in vain for so long, or so clearly, that only people can decide.</summary>
    GivenUp,
}

/// <summary>Finds changes on their way: by state, kind, person, booking and cause, each by an index, however many there are.</summary>
public sealed class OutboxSearch(KernelDb db, FactCatalog catalog)
{
    private const int MostLookedAt = 5_000;

    /// <summary>Names of all listeners of this version.</summary>
    public IReadOnlyList<string> Listeners => catalog.Listeners;

    public bool Knows(string listener) => catalog.Find(listener) is not null;

    public async Task<IReadOnlyList<OutboxItem>> Find(OutboxQuery query, int most, CancellationToken ct) => await Items(Rows(query).OrderByDescending(row => row.Seq).Take(most)).ToListAsync(ct);

    public async Task<OutboxItem?> One(OutboxQuery query, CancellationToken ct) => await Items(Rows(query)).SingleOrDefaultAsync(ct);

    /// <param name="most">Counting stops there: nobody reads the exact number of a million.</param>
    public Task<int> Count(OutboxQuery query, int most, CancellationToken ct) => Rows(query).OrderByDescending(row => row.Seq).Take(most).CountAsync(ct);

    /// <summary>How many of them failed at least once.</summary>
    public Task<int> CountFailed(OutboxQuery query, CancellationToken ct) => Rows(query).CountAsync(row => row.State == OutboxState.Dead || row.Cause != null, ct);

    /// <summary>The last number given, so that what is confirmed is what was counted and not what came since.</summary>
    public async Task<long> LastNumber(OutboxQuery query, CancellationToken ct) => await Rows(query).MaxAsync(row => (long?)row.Seq, ct) ?? 0;

    /// <summary>
    /// When the oldest that is not held back was told; null when nothing waits. Looked for among the few thousand that are due first, which an index hands over: where a million
    /// wait, or are held back, a probe of the load balancer must not wait with them.
    /// </summary>
    public async Task<DateTime?> OldestWaiting(bool everywhere, CancellationToken ct) => await First(Source(everywhere).Where(row => row.State == OutboxState.Waiting), everywhere).Take(MostLookedAt)
        .Where(row => !Pauses(everywhere).Any(pause => pause.BusinessId == row.BusinessId && pause.Listener == row.Listener))
        .MinAsync(row => (DateTime?)row.ToldAtUtc, ct);

    private static IQueryable<OutboxRow> First(IQueryable<OutboxRow> rows, bool everywhere) => everywhere ? rows.OrderBy(row => row.DueAtUtc) : rows.OrderBy(row => row.Seq);

    /// <summary>What the errors have in common, each cause once.</summary>
    public async Task<IReadOnlyList<string>> Causes(CancellationToken ct) => await db.Outbox.Where(row => row.Cause != null).Select(row => row.Cause!).Distinct().Take(MostLookedAt).ToListAsync(ct);

    internal IQueryable<OutboxRow> Rows(OutboxQuery query)
    {
        var rows = ByState(Source(query.Everywhere), query);
        if (query.Business is { } business)
            rows = rows.Where(row => row.BusinessId == business);
        if (query.Listener is { } listener)
            rows = rows.Where(row => row.Listener == listener);
        if (query.Cause is { } cause)
            rows = rows.Where(row => row.Cause == cause);
        if (query.Number is { } number)
            rows = rows.Where(row => row.Seq == number);
        if (query.UpTo is { } last)
            rows = rows.Where(row => row.Seq <= last);
        if (query.Before is { } before)
            rows = rows.Where(row => row.Seq < before);
        return ByMeaning(rows, query);
    }

    /// <summary>What the words typed may mean, all at once: people, bookings, kinds, causes.</summary>
    private static IQueryable<OutboxRow> ByMeaning(IQueryable<OutboxRow> rows, OutboxQuery query)
    {
        if (query.People is null && query.Kinds is null)
            return rows;
        var (people, bookings) = (query.People?.Customers ?? [], query.People?.Bookings ?? []);
        var (kinds, causes) = (query.Kinds?.Listeners ?? [], query.Kinds?.Causes ?? []);
        return (people.Count + bookings.Count, kinds.Count + causes.Count) switch
        {
            ( > 0, 0) when bookings.Count == 0 => rows.Where(row => EF.Parameter(people).Contains(row.CustomerId!.Value)),
            ( > 0, 0) when people.Count == 0 => rows.Where(row => EF.Parameter(bookings).Contains(row.BookingId!.Value)),
            ( > 0, 0) => rows.Where(row => EF.Parameter(people).Contains(row.CustomerId!.Value) || EF.Parameter(bookings).Contains(row.BookingId!.Value)),
            (0, > 0) => rows.Where(row => EF.Parameter(kinds).Contains(row.Listener) || EF.Parameter(causes).Contains(row.Cause!)),
            (0, 0) => rows.Where(row => false),
            _ => rows.Where(row => EF.Parameter(people).Contains(row.CustomerId!.Value) || EF.Parameter(bookings).Contains(row.BookingId!.Value) || EF.Parameter(kinds).Contains(row.Listener) || EF.Parameter(causes).Contains(row.Cause!)),
        };
    }

    private static IQueryable<OutboxRow> ByState(IQueryable<OutboxRow> rows, OutboxQuery query) => query.State switch
    {
        WorkState.GivenUp => rows.Where(row => row.State == OutboxState.Dead),
        WorkState.HeldBack => rows.Where(row => row.State == OutboxState.Waiting && EF.Parameter(query.HeldBack).Contains(row.Listener)),
        WorkState.TriedAgain => rows.Where(row => row.State == OutboxState.Waiting && row.Cause != null),
        WorkState.OnItsWay => rows.Where(row => row.State == OutboxState.Waiting && row.Cause == null),
        _ => rows,
    };

    private static IQueryable<OutboxItem> Items(IQueryable<OutboxRow> rows) => rows.AsNoTracking().Select(row => new OutboxItem(row.Seq, row.BusinessId, row.Fact, row.Listener, row.State, row.CustomerId, row.BookingId, row.ToldAtUtc)
    {
        Id = row.Id,
        DueAtUtc = row.DueAtUtc < row.ToldAtUtc ? row.ToldAtUtc : row.DueAtUtc,
        Attempts = row.Attempts,
        Error = row.Error,
        Cause = row.Cause,
        Body = row.Body,
        TraceParent = row.TraceParent,
    });

    private IQueryable<OutboxRow> Source(bool everywhere) => everywhere ? db.Outbox.AcrossBusinesses() : db.Outbox;

    private IQueryable<OutboxPause> Pauses(bool everywhere) => everywhere ? db.Pauses.AcrossBusinesses() : db.Pauses;
}

/// <summary>Which changes; everything left out does not matter.</summary>
public sealed record OutboxQuery
{
    public WorkState? State { get; init; }

    /// <summary>The queues that are held back, for <see cref="WorkState.HeldBack"/>.</summary>
    public IReadOnlyCollection<string> HeldBack { get; init; } = [];

    public string? Listener { get; init; }

    public string? Cause { get; init; }

    /// <summary>The change of that number.</summary>
    public long? Number { get; init; }

    /// <summary>Not those that came later.</summary>
    public long? UpTo { get; init; }

    /// <summary>The page behind that one.</summary>
    public long? Before { get; init; }

    public OutboxPeople? People { get; init; }

    public OutboxKinds? Kinds { get; init; }

    /// <summary>Of all businesses: for the operator of the installation alone.</summary>
    public bool Everywhere { get; init; }

    public Guid? Business { get; init; }
}

/// <summary>Whom changes concern.</summary>
public sealed record OutboxPeople(IReadOnlyCollection<Guid> Customers, IReadOnlyCollection<Guid> Bookings);

/// <summary>What they are for, or why they failed.</summary>
public sealed record OutboxKinds(IReadOnlyCollection<string> Listeners, IReadOnlyCollection<string> Causes);

/// <summary>One change on its way to one listener.</summary>
/// <param name="Number">Rises with time; people name it on the telephone.</param>
/// <param name="BusinessId">Whose.</param>
/// <param name="Fact">What happened, as the program calls it.</param>
/// <param name="Listener">Who is to hear it.</param>
/// <param name="State">Waiting, or given up.</param>
/// <param name="CustomerId">Whom it concerns; where it concerns no customer, what else.</param>
/// <param name="BookingId">The booking it names.</param>
/// <param name="ToldAtUtc">When it happened.</param>
public sealed record OutboxItem(long Number, Guid BusinessId, string Fact, string Listener, OutboxState State, Guid? CustomerId, Guid? BookingId, DateTime ToldAtUtc)
{
    /// <summary>The same at every try: what makes acting twice harmless.</summary>
    public Guid Id { get; init; }

    public DateTime DueAtUtc { get; init; }

    public int Attempts { get; init; }

    /// <summary>Why the last try failed.</summary>
    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The fact itself: ids and states.</summary>
    public string Body { get; init; } = "";

    /// <summary>The trace it belongs to (W3C).</summary>
    public string? TraceParent { get; init; }
}
