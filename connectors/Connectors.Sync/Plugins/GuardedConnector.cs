using BookingPlatform.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>Stands between us and foreign code: a plugin that throws or never returns is a passing failure of its PMS, not ours.</summary>
internal sealed class GuardedConnector(IPmsConnector inner, string vendor, TimeProvider clock, ILogger log) : IPmsConnector
{
    /// <summary>Longer than a well-behaved plugin takes with its own time limits and repetitions.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => Guard("test", inner.TestConnection, ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => Guard("find", limited => inner.FindGuests(query, limited), ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => Guard("read", limited => inner.ReadGuest(id, limited), ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => Guard("create", limited => inner.CreateGuest(guest, limited), ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => Guard("update", limited => inner.UpdateGuest(id, change, limited), ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => Guard("note", limited => inner.AddNote(id, text, limited), ct);

    private async Task<PmsAnswer<T>> Guard<T>(string operation, Func<CancellationToken, Task<PmsAnswer<T>>> act, CancellationToken ct) where T : notnull
    {
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
            log.LogError(e, "The plugin for {Vendor} threw during {Operation}", vendor, operation);
            return new PmsFailure.Transient($"The plugin for {vendor} has a fault ({e.GetType().Name}). We will try again; tell the operator if it stays.") { MayHaveHappened = true };
        }
    }
}
