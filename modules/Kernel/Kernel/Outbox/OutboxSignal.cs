namespace BookingPlatform.Kernel.Outbox;

/// <summary>Wakes this node's dispatcher as soon as a transaction with facts for outside has committed.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public void Dispose() => bell.Dispose();

    internal Task<bool> Wait(TimeSpan atMost, CancellationToken ct) => bell.WaitAsync(atMost, ct);
}
