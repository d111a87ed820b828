using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>What follows from how a push ended: for the operation, for the connection, and for the outbox.</summary>
internal sealed class Verdict(SyncDb db, Work work, ConnectionDesk desk, RetryPause pauses, KnownEmails emails, NewsDesk news)
{
    private const int LooksAtDifference = 3;

    public async Task<Delivery> Record(Operation operation, int version, Outcome outcome, OpenedConnector connector, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (outcome is not Outcome.Confirmed && await IsOvertaken(operation, version, ct))
            return await Overtaken(operation, ct);
        var delivery = outcome switch
        {
            Outcome.Confirmed confirmed => await Confirmed(operation, version, confirmed, ct),
            Outcome.Differs { Guest: var guest, Fields: var fields } => await Differs(operation, guest, $"{connector.Vendor} took the change but still shows another {fields.InWords()}.", ct),
            Outcome.NotNeeded => await NotNeeded(operation, ct),
            Outcome.Failed { Why: PmsFailure.Transient passing } => await Passing(operation, passing, ct),
            Outcome.Failed { Why: (PmsFailure.Auth or PmsFailure.Configuration) and var refusal } => await Refused(operation, refusal, ct),
            Outcome.Failed { Why: PmsFailure.Business refusal } => await ForStaff(operation, FailureClass.Business, refusal, ct),
            Outcome.Failed { Why: PmsFailure.NotSupported missing } => await ForStaff(operation, FailureClass.NotSupported, missing, ct),
            _ => throw new InvalidOperationException($"Unhandled outcome {outcome}."),
        };
        operation.Keep(CallTape.Text);
        await work.SaveAsync(ct);
        return delivery;
    }

    /// <summary>
    /// Another node took over while this one was slow, and has read the customer back as they are: what went wrong here no longer counts. The statement holds the row
    /// until we have written, so that a confirmation comes either before it or after.
    /// </summary>
    private async Task<bool> IsOvertaken(Operation operation, int version, CancellationToken ct) =>
        await db.Operations.Where(row => row.Id == operation.Id && !(row.State == OperationState.InStep && row.ConfirmedVersion >= version))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ChangedAtUtc, work.Now), ct) == 0;

    private async Task<Delivery> Overtaken(Operation operation, CancellationToken ct)
    {
        db.Entry(operation).State = EntityState.Detached;
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    private async Task<Delivery> Confirmed(Operation operation, int version, Outcome.Confirmed confirmed, CancellationToken ct)
    {
        operation.Confirm(version, Snapshot.Hash(confirmed.Guest), work.Now);
        operation.Agree(confirmed.Sides.Agreement);
        await emails.Remember(operation.CustomerId, [confirmed.EmailBefore, confirmed.Guest.Email], ct);
        await desk.Succeeded(operation.ConnectionId, ct);
        await news.Compared(operation, confirmed.Guest, confirmed.Sides, ct);
        return Delivery.Done;
    }

    /// <summary>Some systems show a change only after a while, so it is looked at a few more times; then people should look.</summary>
    private async Task<Delivery> Differs(Operation operation, ExternalGuest guest, string sentence, CancellationToken ct)
    {
        await desk.Succeeded(operation.ConnectionId, ct);
        var pause = pauses.After(operation.Attempts, null);
        var again = operation.Attempts + 1 < LooksAtDifference;
        operation.Differ(sentence, Snapshot.Hash(guest), again ? work.Now + pause : null, work.Now);
        return again ? Delivery.Later(pause, sentence, countsAsFailure: false) : Delivery.Done;
    }

    /// <summary>Kept while something else is to be done for them there.</summary>
    private async Task<Delivery> NotNeeded(Operation operation, CancellationToken ct)
    {
        if (await db.Errands.AnyAsync(errand => errand.ConnectionId == operation.ConnectionId && errand.CustomerId == operation.CustomerId && errand.State != OperationState.InStep, ct))
            operation.RestInStep(work.Now);
        else
            db.Operations.Remove(operation);
        return Delivery.Done;
    }

    private async Task<Delivery> Passing(Operation operation, PmsFailure.Transient failure, CancellationToken ct)
    {
        if (await desk.Failed(operation.ConnectionId, operation.Id, failure, ct))
            return await Parked(operation, ct);
        if (pauses.IsLast(operation.Attempts))
        {
            operation.GiveUp(FailureClass.Transient, failure.Message, work.Now);
            return Delivery.Done;
        }

        var pause = pauses.After(operation.Attempts, failure.RetryAfter);
        operation.Postpone(FailureClass.Transient, failure.Message, work.Now + pause, work.Now);
        return Delivery.Later(pause, "The hotel system failed in passing.", countsAsFailure: false);
    }

    private async Task<Delivery> Refused(Operation operation, PmsFailure refusal, CancellationToken ct)
    {
        await desk.Close(operation.ConnectionId, ConnectionHealth.Refused, refusal.Message, notBefore: null, ct);
        return await Parked(operation, ct);
    }

    private async Task<Delivery> Parked(Operation operation, CancellationToken ct) =>
        await desk.Park(operation, ct) ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "The connection has just opened again.", countsAsFailure: false);

    /// <summary>The PMS answered, so the connection is well; repeating cannot help.</summary>
    private async Task<Delivery> ForStaff(Operation operation, FailureClass failure, PmsFailure why, CancellationToken ct)
    {
        await desk.Succeeded(operation.ConnectionId, ct);
        var refusal = why as PmsFailure.Business;
        operation.NeedStaff(failure, why.Message, work.Now, refusal?.Code, refusal?.OtherGuest?.Value);
        return Delivery.Done;
    }
}
