namespace BookingPlatform.Customers.Duplicates;

/// <summary>A business's two thresholds, in bits.</summary>
internal sealed record DuplicateLimits(double Suggest, double Certain)
{
    /// <summary>Whoever asks for the probability of a pair finds that pair, although it was rounded on the way.</summary>
    private const double Rounding = 1e-6;

    public static DuplicateLimits Of(double suggest, double certain) => new(Evidence.ToBits(suggest), Evidence.ToBits(certain));

    /// <summary>The pairs that are to be shown.</summary>
    /// <param name="pairs">Among these.</param>
    /// <param name="least">Another probability than the business's own.</param>
    /// <param name="certain">Only certain ones, only the others, or both.</param>
    public IQueryable<Duplicate> Among(IQueryable<Duplicate> pairs, double? least = null, bool? certain = null)
    {
        var (from, sure) = (least is { } probability ? Math.Clamp(Evidence.ToBits(probability), -1000, 1000) - Rounding : Suggest, Certain);
        pairs = pairs.Where(pair => pair.Bits >= from);
        return certain switch
        {
            true => pairs.Where(pair => pair.CertainBits >= sure),
            false => pairs.Where(pair => pair.CertainBits == null || pair.CertainBits < sure),
            _ => pairs,
        };
    }

    public bool IsCertain(Duplicate pair) => pair.CertainBits >= Certain;
}
