namespace BookingPlatform.Bookings.Domain;

/// <summary>A stretch of time in UTC: the start belongs to it, the end does not.</summary>
internal readonly record struct Interval(DateTime From, DateTime Until)
{
    public bool Overlaps(Interval other) => From < other.Until && other.From < Until;

    public bool Contains(Interval other) => From <= other.From && other.Until <= Until;

    public Interval Widen(TimeSpan before, TimeSpan after) => new(From - before, Until + after);

    /// <summary>What remains of these, sorted and apart, when others are cut out.</summary>
    public static IReadOnlyList<Interval> Without(IReadOnlyList<Interval> intervals, IEnumerable<Interval> cuts) =>
        cuts.Aggregate(intervals, (left, cut) => left.SelectMany(one => one.Except(cut)).ToList());

    private IEnumerable<Interval> Except(Interval cut)
    {
        if (!Overlaps(cut))
            return [this];
        return new[] { this with { Until = cut.From }, this with { From = cut.Until } }.Where(rest => rest.From < rest.Until);
    }

    /// <summary>Sorted, with those that touch or overlap made one.</summary>
    public static IReadOnlyList<Interval> Merge(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (var next in intervals.OrderBy(interval => interval.From))
        {
            if (merged.Count > 0 && next.From <= merged[^1].Until)
                merged[^1] = merged[^1] with { Until = next.Until > merged[^1].Until ? next.Until : merged[^1].Until };
            else
                merged.Add(next);
        }

        return merged;
    }
}

/// <summary>The nights in a room: the arrival day's is the first, the departure day's is not among them.</summary>
internal readonly record struct Nights(DateOnly Arrival, DateOnly Departure)
{
    public const int Most = 365;

    public int Count => Departure.DayNumber - Arrival.DayNumber;
}
