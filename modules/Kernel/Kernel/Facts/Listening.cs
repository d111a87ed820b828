namespace BookingPlatform.Kernel.Facts;

/// <summary>Hears a fact inside the transaction that tells it: for state that must never disagree. It must not call <c>SaveAsync</c>.</summary>
public interface IListen<in TFact> where TFact : class
{
    Task Hear(TFact fact, CancellationToken ct);
}

/// <summary>Hears a fact after the commit, at least once, in order per aggregate: for the outside world and heavy work.</summary>
public interface IDeliver<TFact> where TFact : class
{
    /// <summary>Acts on the fact. An exception means: try again later, with back-off, at last to the dead letters.</summary>
    Task<Delivery> Deliver(Envelope<TFact> envelope, CancellationToken ct);
}

/// <summary>A fact on its way to one listener.</summary>
/// <param name="Id">The same at every attempt: the key that makes acting twice harmless.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Attempt">1 at the first attempt.</param>
/// <param name="ToldAtUtc">When it was committed.</param>
public sealed record Envelope<TFact>(Guid Id, TFact Fact, int Attempt, DateTime ToldAtUtc) where TFact : class;

/// <summary>What became of an attempt.</summary>
public abstract record Delivery
{
    public static Delivery Done { get; } = new Delivered();

    /// <summary>Not now: the aggregate's later facts wait behind it.</summary>
    /// <param name="reason">For the Jobs page, in plain words, without personal data.</param>
    /// <param name="countsAsFailure">False while a whole system is known to be away, so that nothing becomes a dead letter for it.</param>
    public static Delivery Later(TimeSpan after, string reason, bool countsAsFailure = true) => new Postponed(after, reason, countsAsFailure);

    /// <summary>Trying again is useless: to the dead letters, where people see the reason.</summary>
    public static Delivery GiveUp(string reason) => new Refused(reason);

    internal sealed record Delivered : Delivery;

    internal sealed record Postponed(TimeSpan After, string Reason, bool CountsAsFailure) : Delivery;

    internal sealed record Refused(string Reason) : Delivery;
}
