using BookingPlatform.Kernel;

namespace BookingPlatform.NoShow.Reports;

/// <summary>What the report answers.</summary>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day, included.</param>
/// <param name="By">What the rows are.</param>
/// <param name="Total">All together.</param>
/// <param name="Items">Most missed first; hours by the clock.</param>
internal sealed record NoShowReport(DateOnly From, DateOnly To, string By, ReportRow Total, IReadOnlyList<ReportRow> Items)
{
    /// <summary>As many days before the policy began as since; null without a policy that has begun.</summary>
    public PolicyEffect? Policy { get; init; }
}

/// <param name="Group">A service, a channel or an hour.</param>
/// <param name="Expected">Bookings of which it is known whether somebody came.</param>
/// <param name="Missed">To how many of them nobody came.</param>
/// <param name="Lost">Their price, by currency.</param>
internal sealed record ReportRow(string Group, int Expected, int Missed, IReadOnlyList<Money> Lost)
{
    /// <summary>0 to 1.</summary>
    public double Rate => Expected == 0 ? 0 : (double)Missed / Expected;

    /// <summary>Where the true rate lies with 95 % probability: few bookings say little.</summary>
    public Interval Likely => Interval.Of(Missed, Expected);
}

/// <param name="Since">The day the policy began.</param>
/// <param name="Days">How many days each side has.</param>
/// <param name="Before">Before that day.</param>
/// <param name="After">From it on.</param>
internal sealed record PolicyEffect(DateOnly Since, int Days, ReportRow Before, ReportRow After)
{
    /// <summary>Whether the difference is larger than chance makes it: the intervals do not overlap. Other things may have changed as well.</summary>
    public bool IsClear => After.Likely.To < Before.Likely.From || Before.Likely.To < After.Likely.From;
}

/// <summary>Wilson's score interval for a share (1927): unlike the textbook's it stays between 0 and 1 and holds for few.</summary>
internal readonly record struct Interval(double From, double To)
{
    private const double Z = 1.96;

    public static Interval Of(int missed, int expected)
    {
        if (expected == 0)
            return new(0, 1);
        var share = (double)missed / expected;
        var centre = share + Z * Z / (2 * expected);
        var half = Z * Math.Sqrt(share * (1 - share) / expected + Z * Z / (4.0 * expected * expected));
        var scale = 1 + Z * Z / expected;
        return new(Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }
}
