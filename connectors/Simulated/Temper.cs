using System.Globalization;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Simulated;

/// <summary>How well the practice hotel behaves.</summary>
internal sealed class Temper(ConnectorContext context)
{
    private readonly TimeSpan delay = TimeSpan.FromMilliseconds(Number(SimulatedPlugin.Delay, context));
    private readonly int failuresInHundred = Number(SimulatedPlugin.FailureRate, context);
    private readonly string behaviour = context.Settings.Find(SimulatedPlugin.Behaviour) ?? Behaviours.Normal;

    /// <summary>Whether it pretends to have written and did not.</summary>
    public bool Forgets => behaviour is Behaviours.Forgetful;

    /// <summary>One request: waits its turn and its time, then carries it out, or fails before it, or (when it writes) fails after it.</summary>
    public async Task<PmsAnswer<T>> Request<T>(bool writes, Func<Task<PmsAnswer<T>>> act, CancellationToken ct) where T : notnull
    {
        await context.WaitForTurn(ct);
        if (delay > context.RequestTimeout)
        {
            await Task.Delay(context.RequestTimeout, context.Clock, ct);
            return new PmsFailure.Transient("The simulated hotel system did not answer in time. We will try again.") { MayHaveHappened = false };
        }

        await Task.Delay(delay, context.Clock, ct);
        if (Refusal() is { } refusal)
            return refusal;
        if (Random.Shared.Next(100) >= failuresInHundred)
            return await act();
        var happened = writes && Random.Shared.Next(2) == 0;
        if (happened)
            await act();
        return new PmsFailure.Transient("The simulated hotel system failed, as it was told to. We will try again.") { MayHaveHappened = happened };
    }

    private PmsFailure? Refusal() => behaviour switch
    {
        Behaviours.Unauthorized => new PmsFailure.Auth("The simulated hotel system does not accept our credentials, as it was told to. Change its behaviour on the connection page."),
        Behaviours.Busy => new PmsFailure.Transient("The simulated hotel system asks us to slow down, as it was told to. We will try again.") { RetryAfter = TimeSpan.FromSeconds(30) },
        _ => null,
    };

    private static int Number(string key, ConnectorContext context) => int.Parse(context.Settings.Find(key) ?? "0", CultureInfo.InvariantCulture);
}
