using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Errands;

/// <summary>Carries out a customer's open errands in the order they were asked, behind the customer's data, so that whoever gets a reservation is a guest first.</summary>
internal sealed class RunErrands(SyncDb db, Work work, CarryOut carryOut, ConnectionDesk desk, RetryPause pauses, PushQueue queue)
{
    public Task<bool> Any(Operation operation, CancellationToken ct) => Open(operation).AnyAsync(ct);

    /// <summary>A passing failure keeps the later errands waiting behind it; what staff have to do does not.</summary>
    public async Task<Delivery> Run(Operation operation, OpenedConnector connector, CancellationToken ct)
    {
        foreach (var id in await Open(operation).OrderBy(row => row.AskedAtUtc).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync(ct))
            if (await One(id, operation, connector, ct) is { } postponed)
                return postponed;
        return Delivery.Done;
    }

    /// <summary>A ban or a reservation waits for its guest without anybody's help, so it is looked at again whenever the customer is.</summary>
    private IQueryable<Errand> Open(Operation operation) => db.Errands.Where(row => row.ConnectionId == operation.ConnectionId && row.CustomerId == operation.CustomerId
        && (row.State == OperationState.Waiting || row.State == OperationState.Sending || row.Code == ErrandCode.NoGuest));

    /// <summary>Null when the next may follow.</summary>
    private async Task<Delivery?> One(Guid id, Operation operation, OpenedConnector connector, CancellationToken ct)
    {
        var errand = await db.Errands.SingleAsync(row => row.Id == id, ct);
        var (seen, before, nothing) = (errand.Rings, errand.Tried, errand.IsNothingToDo);
        errand.TakeUp(work.Now);
        await work.SaveAsync(ct);

        var outcome = connector.Failure is { } unusable ? new ErrandOutcome.Failed(unusable) : nothing ? new ErrandOutcome.Done() : await carryOut.Run(errand, connector, ct);
        await work.BeginAsync(ct);
        if (await db.Errands.Where(row => row.Id == id && row.Rings == seen).ExecuteUpdateAsync(set => set.SetProperty(row => row.Rings, seen), ct) == 0)
            return await AskedAnew(errand, ct);
        if (outcome is ErrandOutcome.Missing or ErrandOutcome.Failed { Why: PmsFailure.NotSupported })
            errand.WasNotTried(before);
        var delivery = await Record(errand, operation, outcome, ct);
        if (db.Entry(operation).State is not EntityState.Detached)
            operation.Keep(CallTape.Text);
        await work.SaveAsync(ct);
        return delivery;
    }

    /// <summary>While this was being done something else was asked, perhaps of another customer's queue: it goes last, whatever of the two reached the PMS first.</summary>
    private async Task<Delivery?> AskedAnew(Errand stale, CancellationToken ct)
    {
        db.Entry(stale).State = EntityState.Detached;
        var fresh = await db.Errands.SingleAsync(row => row.Id == stale.Id, ct);
        fresh.Wait(work.Now);
        await queue.Add(fresh.ConnectionId, fresh.CustomerId, ct);
        await work.SaveAsync(ct);
        return null;
    }

    private async Task<Delivery?> Record(Errand errand, Operation operation, ErrandOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case ErrandOutcome.Failed { Why: PmsFailure.Transient passing }:
                return await Passing(errand, operation, passing, ct);
            case ErrandOutcome.Failed { Why: (PmsFailure.Auth or PmsFailure.Configuration) and var refusal }:
                await desk.Close(errand.ConnectionId, ConnectionHealth.Refused, refusal.Message, notBefore: null, ct);
                return await Parked(errand, operation, ct);
            case ErrandOutcome.Failed { Why: PmsFailure.NotSupported missing }:
                errand.NeedStaff(FailureClass.NotSupported, missing.Message, ErrandCode.NotOffered, work.Now);
                break;
            case ErrandOutcome.Failed { Why: var refused }:
                errand.NeedStaff(FailureClass.Business, refused.Message, (refused as PmsFailure.Business)?.Code, work.Now);
                break;
            case ErrandOutcome.Missing missing:
                errand.NeedStaff(FailureClass.Business, missing.Sentence, missing.Code, work.Now);
                break;
            default:
                errand.Done(work.Now);
                break;
        }

        await desk.Succeeded(errand.ConnectionId, ct);
        return null;
    }

    private async Task<Delivery?> Passing(Errand errand, Operation operation, PmsFailure.Transient failure, CancellationToken ct)
    {
        if (await desk.Failed(errand.ConnectionId, operation.Id, failure, ct))
            return await Parked(errand, operation, ct);
        if (pauses.IsLast(errand.Attempts))
        {
            errand.GiveUp(failure.Message, work.Now);
            return null;
        }

        var pause = pauses.After(errand.Attempts, failure.RetryAfter);
        errand.Postpone(failure.Message, work.Now + pause, work.Now);
        return Delivery.Later(pause, "The hotel system failed in passing.", countsAsFailure: false);
    }

    private async Task<Delivery?> Parked(Errand errand, Operation operation, CancellationToken ct)
    {
        errand.Park(work.Now);
        return await desk.Park(operation, ct) ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "The connection has just opened again.", countsAsFailure: false);
    }
}
