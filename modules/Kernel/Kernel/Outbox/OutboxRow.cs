using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;

namespace BookingPlatform.Kernel.Outbox;

public enum OutboxState
{
    Waiting,
    Dead,
}

/// <summary>One fact on its way to one listener. Delivered rows are deleted; dead ones stay until people replay or discard them.</summary>
public sealed partial class OutboxRow : IBelongToBusiness
{
    public const int LongestCause = 120;

    /// <summary>Given by the database, so that facts told by transactions that waited for each other stand in that order.</summary>
    public long Seq { get; private set; }

    public Guid Id { get; private init; }

    public Guid BusinessId { get; set; }

    /// <summary>The aggregate whose facts are delivered in order.</summary>
    public Guid About { get; private init; }

    public int Lane { get; private init; }

    /// <summary>Whom it concerns, to search by: the customer the fact names, otherwise what it is about.</summary>
    public Guid? CustomerId { get; private init; }

    /// <summary>The booking the fact names, to search by.</summary>
    public Guid? BookingId { get; private init; }

    public string Fact { get; private init; } = "";

    public string Listener { get; private init; } = "";

    public string Body { get; private init; } = "";

    public string? TraceParent { get; private init; }

    public OutboxState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTime ToldAtUtc { get; private init; }

    /// <summary>When it may be tried; <see cref="AtOnce"/> before the first try.</summary>
    public DateTime DueAtUtc { get; private set; }

    public string? Error { get; private set; }

    /// <summary>The beginning of the error without what differs from row to row: rows with one cause are shown, found and retried together.</summary>
    public string? Cause { get; private set; }

    /// <summary>Past on every clock: what was told while a clock ran ahead does not wait until the others get there.</summary>
    internal static DateTime AtOnce { get; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static OutboxRow For(ToldFact told, FactCatalog.Outlet outlet, Guid businessId, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(),
        BusinessId = businessId,
        About = told.About,
        Lane = OutboxLane.Of(told.About),
        CustomerId = FactIds.CustomerOf(told.Fact) ?? told.About,
        BookingId = FactIds.BookingOf(told.Fact),
        Fact = outlet.Fact,
        Listener = outlet.Listener,
        Body = JsonSerializer.Serialize(told.Fact, told.Type),
        TraceParent = Activity.Current?.Id,
        ToldAtUtc = now,
        DueAtUtc = AtOnce,
    };

    internal void Postpone(DateTime dueAt, string reason, bool countsAsFailure)
    {
        (DueAtUtc, Error, Cause) = (dueAt, Shorten(reason), CauseOf(reason));
        if (countsAsFailure)
            Attempts++;
    }

    internal void Bury(string reason)
    {
        (State, Error, Cause) = (OutboxState.Dead, Shorten(reason), CauseOf(reason));
        Attempts++;
    }

    /// <summary>Ids and long numbers out, and short enough for an index on every database.</summary>
    public static string CauseOf(string reason)
    {
        var cause = Differing().Replace(reason, "…");
        return cause.Length <= LongestCause ? cause : cause[..LongestCause];
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F-]{22}|[0-9a-fA-F]{24,}|[0-9]{4,}")]
    private static partial Regex Differing();

    private static string Shorten(string reason) => reason.Length <= 1000 ? reason : reason[..1000];
}

/// <summary>A lane is leased by one node at a time and holds the rows of some aggregates: so no two nodes ever work on one aggregate.</summary>
[AcrossBusinesses("Nodes share the work of all businesses by lane.")]
public sealed class OutboxLane
{
    public const int Count = 32;

    public int Lane { get; init; }

    public string Owner { get; private set; } = "";

    public DateTime LeasedUntilUtc { get; private set; }

    public static int Of(Guid about)
    {
        Span<byte> bytes = stackalloc byte[16];
        about.TryWriteBytes(bytes);
        return bytes[15] % Count;
    }
}
