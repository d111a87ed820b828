namespace BookingPlatform.Bench.Measure;

/// <summary>The median of some ratios with its 95 % interval, which takes nothing for granted about how they are spread.</summary>
internal sealed record Ratio(double Median, double Low, double High, int Pairs)
{
    public static Ratio Of(IEnumerable<double> ratios)
    {
        var sorted = ratios.Order().ToArray();
        var outside = RanksOutside(sorted.Length);
        return new Ratio(MedianOf(sorted), sorted[outside], sorted[^(outside + 1)], sorted.Length);
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>How many of the lowest and of the highest lie outside: so many that fewer than 2.5 % of coin tosses give as few heads (sign test).</summary>
    private static int RanksOutside(int count)
    {
        var (probability, sum, ranks) = (Math.Pow(0.5, count), 0.0, 0);
        for (; ranks < count / 2 && sum + probability <= 0.025; ranks++)
        {
            sum += probability;
            probability *= (double)(count - ranks) / (ranks + 1);
        }

        return Math.Max(0, ranks - 1);
    }
}
