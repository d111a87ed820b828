using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Errands;

/// <summary>What is asked.</summary>
/// <param name="ConnectionId">Of which PMS.</param>
/// <param name="CustomerId">In whose queue.</param>
/// <param name="Kind">What.</param>
/// <param name="SubjectId">About which booking or record.</param>
/// <param name="Wanted">False to take it back.</param>
internal sealed record Asked(Guid ConnectionId, Guid CustomerId, ErrandKind Kind, Guid SubjectId, bool Wanted)
{
    public string? Detail { get; init; }

    public string? Victim { get; init; }
}

/// <summary>Writes errands down and puts them into their customer's queue. The caller saves.</summary>
internal sealed class ErrandBook(SyncDb db, PushQueue queue, Work work)
{
    public async Task Ask(Asked asked, CancellationToken ct)
    {
        var errand = await db.Errands.SingleOrDefaultAsync(row => row.ConnectionId == asked.ConnectionId && row.Kind == asked.Kind && row.SubjectId == asked.SubjectId, ct)
            ?? db.Errands.Add(new Errand { ConnectionId = asked.ConnectionId, CustomerId = asked.CustomerId, Kind = asked.Kind, SubjectId = asked.SubjectId, Victim = asked.Victim }).Entity;
        errand.CustomerId = asked.CustomerId;
        errand.Ask(asked.Wanted, asked.Detail, work.Actor.Source is ActorSource.Platform ? "the platform" : work.Actor.Name, work.Now);
        await queue.Add(asked.ConnectionId, asked.CustomerId, ct);
    }

    /// <summary>Again, also what had been left to staff.</summary>
    public async Task Retry(IEnumerable<Errand> errands, CancellationToken ct)
    {
        foreach (var errand in errands)
        {
            errand.Wait(work.Now);
            await queue.Add(errand.ConnectionId, errand.CustomerId, ct);
        }
    }

    /// <summary>What staff and PMS could not do so far because this was missing is tried again.</summary>
    public async Task Wake(Guid connectionId, Guid subjectId, CancellationToken ct) =>
        await Retry(await db.Errands.Where(row => row.ConnectionId == connectionId && row.SubjectId == subjectId && row.State == OperationState.NeedsStaff).ToListAsync(ct), ct);
}
