using System.Text.Json;

namespace BookingPlatform.NoShow.Risk;

/// <summary>What one factor, or one level of it, is worth.</summary>
/// <param name="Factor">Name of the factor.</param>
/// <param name="Level">Which level; empty when the factor is a number.</param>
/// <param name="Weight">What it adds to the logarithm of the odds, per unit.</param>
/// <param name="Usual">Its mean among this business's bookings: only what differs from the ordinary booking counts.</param>
public sealed record Term(string Factor, string Level, double Weight, double Usual);

/// <summary>Why a probability is above or below the ordinary.</summary>
/// <param name="Words">For staff, for example "booked 62 days ahead".</param>
/// <param name="Weight">What it adds to the logarithm of the odds; negative when it makes a no-show less likely.</param>
public sealed record Reason(string Words, double Weight)
{
    /// <summary>Below it a reason is noise to the reader: it moves 10 % by less than one point.</summary>
    public const double Least = 0.1;

    public override string ToString() => $"{(Weight > 0 ? '+' : '−')} {Words}";
}

/// <summary>
/// A logistic model of staying away, small enough to be read: an intercept for the ordinary booking and a weight for each way of differing from it.
/// Immutable; the same visit has the same probability on every machine.
/// </summary>
/// <param name="Usual">The business's usual share of no-shows, between 0 and 1, both excluded.</param>
/// <param name="Intercept">Logarithm of the odds of the ordinary booking.</param>
/// <param name="Terms">The weights.</param>
/// <param name="Outcomes">From how many known outcomes it was learned; 0 for defaults.</param>
/// <param name="Missed">How many of those were no-shows.</param>
public sealed record RiskModel(double Usual, double Intercept, IReadOnlyList<Term> Terms, int Outcomes, int Missed)
{
    private ILookup<string, Term>? _byFactor;

    private ILookup<string, Term> ByFactor => _byFactor ??= Terms.ToLookup(term => term.Factor, StringComparer.Ordinal);

    /// <summary>Between 0 and 1, both excluded.</summary>
    public double Probability(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return Logistic.Of(Intercept + Factors.All.Sum(factor => Contribution(factor, visit)));
    }

    /// <summary>What speaks for and against, strongest first; what hardly matters is left out.</summary>
    public IReadOnlyList<Reason> Explain(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return Factors.All
            .Select(factor => new Reason(factor.Words(visit), Contribution(factor, visit)))
            .Where(reason => Math.Abs(reason.Weight) >= Reason.Least)
            .OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Words, StringComparer.Ordinal)
            .ToList();
    }

    private double Contribution(Factor factor, Visit visit) =>
        factor.Read(visit, Usual) is { } reading
            ? ByFactor[factor.Name].Sum(term => term.Weight * ((term.Level == reading.Level ? reading.Value : 0) - term.Usual))
            : 0;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It was something else.</exception>
    public static RiskModel FromJson(string json) => JsonSerializer.Deserialize<RiskModel>(json) ?? throw new JsonException("A model is never null.");

    public bool Equals(RiskModel? other) =>
        other is not null && (Usual, Intercept, Outcomes, Missed) == (other.Usual, other.Intercept, other.Outcomes, other.Missed) && Terms.SequenceEqual(other.Terms);

    public override int GetHashCode() => HashCode.Combine(Usual, Intercept, Terms.Count, Outcomes, Missed);
}
