using System.Text.Json;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using PmsDone = BookingPlatform.Connectors.Abstractions.Done;

namespace BookingPlatform.Connectors.Sync.Errands;

/// <summary>
/// The guests of a merged customer become one in the PMS too, which most of them never take back. Both guests are stored as they were before anything is sent;
/// a victim that is gone already counts as merged.
/// </summary>
internal sealed class MergeThere(SyncDb db, Work work)
{
    public async Task<ErrandOutcome> Run(Errand errand, OpenedConnector connector, CancellationToken ct)
    {
        if (errand.Victim is not { } victim || await Survivor(errand, ct) is not { } survivor)
            return new ErrandOutcome.Missing(ErrandCode.NoGuest, $"{connector.Vendor} no longer has both guests that were to become one. Look there which of them is left.");
        var pair = new GuestMerge(new ExternalGuestId(survivor), new ExternalGuestId(victim));
        if (!errand.Wanted)
            return Said(await connector.Pms.UnmergeGuests(pair, ct));
        if (!connector.Capabilities.Can(PmsFeatures.Merge))
            return Said(await connector.Pms.MergeGuests(pair, ct));
        if (errand.Snapshots is null && await KeepSnapshots(errand, pair, connector, ct) is { } unread)
            return new ErrandOutcome.Failed(unread);

        var merged = await connector.Pms.MergeGuests(pair, ct);
        if (merged.Failure is { } failure && !IsMergedAlready(failure, pair))
            return new ErrandOutcome.Failed(failure);
        await Follow(errand, victim, connector.Vendor, ct);
        return new ErrandOutcome.Done();
    }

    private static bool IsMergedAlready(PmsFailure failure, GuestMerge pair) => failure is PmsFailure.Gone gone && gone.MergedInto == pair.Survivor;

    /// <summary>Null when both are kept. One that is gone is kept as gone: perhaps an earlier try merged it.</summary>
    private async Task<PmsFailure?> KeepSnapshots(Errand errand, GuestMerge pair, OpenedConnector connector, CancellationToken ct)
    {
        var (survivor, victim) = (await connector.Pms.ReadGuest(pair.Survivor, ct), await connector.Pms.ReadGuest(pair.Victim, ct));
        if (survivor.Failure is { } missing)
            return missing;
        if (victim.Failure is { } unread and not PmsFailure.Gone)
            return unread;
        errand.Snapshots = JsonSerializer.Serialize(new { at = work.Now, survivor = survivor.Value, victim = victim.Succeeded ? victim.Value : null });
        await work.SaveAsync(ct);
        return null;
    }

    private Task<string?> Survivor(Errand errand, CancellationToken ct) =>
        db.Links.Where(link => link.ConnectionId == errand.ConnectionId && link.CustomerId == errand.CustomerId).Select(link => link.ExternalId).SingleOrDefaultAsync(ct);

    /// <summary>The victim is nobody any more: its link and its own operation go with it.</summary>
    private async Task Follow(Errand errand, string victim, string vendor, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Links.Where(link => link.ConnectionId == errand.ConnectionId && link.ExternalId == victim).ExecuteDeleteAsync(ct);
        await db.Differences.Where(row => row.ConnectionId == errand.ConnectionId && row.ExternalId == victim).ExecuteDeleteAsync(ct);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = errand.CustomerId, Action = "customer.pms-merged", Sentence = $"Guest {victim} merged into this customer's guest in {vendor}, for ever" });
        await work.SaveAsync(ct);
    }

    private static ErrandOutcome Said(PmsAnswer<PmsDone> answer) => answer.Failure is { } failure ? new ErrandOutcome.Failed(failure) : new ErrandOutcome.Done();
}
