namespace BookingPlatform.Customers.Matching;

/// <summary>From where on pairs are shown and from where on they may be joined without a person.</summary>
public sealed record MatchSettings
{
    /// <summary>Probability from which a pair is suggested.</summary>
    public double Suggest { get; init; } = 0.8;

    /// <summary>Probability from which a pair that nothing speaks against is certain.</summary>
    public double Certain { get; init; } = 0.999;

    /// <summary>Email domains of the business itself; its addresses count as missing.</summary>
    public IReadOnlyCollection<string> OwnDomains { get; init; } = [];

    internal float SuggestBits => Bits(Suggest);

    internal float CertainBits => Bits(Certain);

    private static float Bits(double probability) => (float)Math.Log2(probability / (1 - probability));
}

/// <summary>What a pair is.</summary>
public enum Verdict
{
    /// <summary>Two people, as far as anybody can tell.</summary>
    Different,

    /// <summary>Worth showing to somebody.</summary>
    Suggested,

    /// <summary>One person, and nothing speaks against it.</summary>
    Certain,
}
