using System.Diagnostics;
using BookingPlatform.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>
/// Stands between us and foreign code: a plugin that throws or never returns is a passing failure of its PMS, not ours. What the plugin does not offer is not
/// even asked of it; the answer carries the steps by which staff do it there.
/// </summary>
internal sealed class GuardedConnector(IPmsConnector inner, string vendor, PmsCapabilities capabilities, TimeProvider clock, ILogger log) : IPmsConnector
{
    private static readonly ActivitySource Trace = new($"{Kernel.Telemetry.Name}.Pms");

    /// <summary>Longer than a well-behaved plugin takes with its own time limits and repetitions.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => Guard("test", inner.TestConnection, ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => Guard("find", limited => inner.FindGuests(query, limited), ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => Guard("read", limited => inner.ReadGuest(id, limited), ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => Guard("create", limited => inner.CreateGuest(guest, limited), ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => Guard("update", limited => inner.UpdateGuest(id, change, limited), ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => Guard("note", limited => inner.AddNote(id, text, limited), ct);

    public Task<PmsAnswer<Done>> MergeGuests(GuestMerge merge, CancellationToken ct) =>
        Offered(PmsFeatures.Merge, "merge guests", limited => inner.MergeGuests(merge, limited), ct);

    public Task<PmsAnswer<Done>> UnmergeGuests(GuestMerge merge, CancellationToken ct) =>
        Offered(PmsFeatures.Unmerge, "take a merge back", limited => inner.UnmergeGuests(merge, limited), ct);

    public Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) =>
        Offered(PmsFeatures.Reassign, "give a reservation to another guest", limited => inner.ReassignReservation(reservation, guest, limited), ct);

    public Task<PmsAnswer<Done>> MarkNoShow(ExternalReservationId reservation, CancellationToken ct) =>
        Offered(PmsFeatures.NoShow, "mark a no-show", limited => inner.MarkNoShow(reservation, limited), ct);

    public Task<PmsAnswer<Done>> UndoNoShow(ExternalReservationId reservation, CancellationToken ct) =>
        Offered(PmsFeatures.UndoNoShow, "take a no-show back", limited => inner.UndoNoShow(reservation, limited), ct);

    public IReadOnlyList<PmsNews>? ReadWebhook(string body) => inner.ReadWebhook(body);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => Guard("changes", limited => inner.ChangedSince(mark, limited), ct);

    public Task<PmsAnswer<IReadOnlyList<ExternalGuest>>> Fetch(PmsNews news, CancellationToken ct) => Guard("fetch", limited => inner.Fetch(news, limited), ct);

    public Task<PmsAnswer<Done>> BanGuest(ExternalGuestId id, GuestBan ban, CancellationToken ct) =>
        Offered(PmsFeatures.Ban, "ban a guest", limited => inner.BanGuest(id, ban, limited), ct);

    private Task<PmsAnswer<Done>> Offered(PmsFeatures feature, string what, Func<CancellationToken, Task<PmsAnswer<Done>>> act, CancellationToken ct) => capabilities.Can(feature)
        ? Guard(what, act, ct)
        : Task.FromResult<PmsAnswer<Done>>(new PmsFailure.NotSupported($"{vendor} does not let us {what}. {capabilities.ByHand.GetValueOrDefault(feature, "Do it there by hand.")}"));

    private async Task<PmsAnswer<T>> Guard<T>(string operation, Func<CancellationToken, Task<PmsAnswer<T>>> act, CancellationToken ct) where T : notnull
    {
        using var activity = Trace.StartActivity($"pms {operation}", ActivityKind.Client)?.SetTag("booking.pms.vendor", vendor);
        using var deadline = new CancellationTokenSource(Longest, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await act(limited.Token).WaitAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PmsFailure.Transient($"{vendor} did not answer in time. We will try again.") { MayHaveHappened = true };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            log.LogError(e, "The plugin for {Vendor} threw during {Operation}", vendor, operation);
            return new PmsFailure.Transient($"The plugin for {vendor} has a fault ({e.GetType().Name}). We will try again; tell the operator if it stays.") { MayHaveHappened = true };
        }
    }
}
