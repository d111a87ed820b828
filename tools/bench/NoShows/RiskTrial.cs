using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Bench.NoShows;

/// <summary>Learns from the earlier part and forecasts the rest.</summary>
internal sealed class RiskTrial
{
    private const double Learned = 0.7;
    private const int Fewest = 50;

    public RiskTrial(IReadOnlyList<PastBooking> bookings, int seed)
    {
        if (bookings.Count < Fewest)
            throw new UserMistake($"{bookings.Count} bookings with a known outcome are too few; {Fewest} are the least.");
        ByDate = bookings.Count(booking => booking.Start is not null) > bookings.Count / 2;
        var ordered = ByDate ? bookings.Where(booking => booking.Start is not null).ToList() : Shuffled(bookings, seed);
        var cut = (int)(ordered.Count * Learned);
        Earlier = Priced(ordered, cut).Take(cut).ToList();
        Rest = Priced(ordered, cut).Skip(cut).ToList();
        Model = RiskTrainer.Learn(Earlier.Select(booking => booking.Outcome).ToList());
    }

    public bool ByDate { get; }

    public IReadOnlyList<PastBooking> Earlier { get; }

    public IReadOnlyList<PastBooking> Rest { get; }

    public RiskModel Model { get; }

    public IReadOnlyList<Forecast> Forecasts(Func<PastBooking, double> probability) =>
        Rest.Select(booking => new Forecast(probability(booking), booking.Outcome.Missed)).ToList();

    /// <summary>Yardstick: everybody is like everybody.</summary>
    public double BaseRate => Earlier.Average(booking => booking.Outcome.Missed ? 1.0 : 0);

    /// <summary>Yardstick: the person's own share, drawn towards everybody's by four visits.</summary>
    public double HistoryOnly(PastBooking booking) =>
        (booking.Outcome.Visit.PastNoShows + 4 * BaseRate) / (Math.Max(booking.Outcome.Visit.PastVisits ?? 0, booking.Outcome.Visit.PastNoShows) + 4);

    /// <summary>Prices beside the median of their service in the part that is learned from.</summary>
    private static IEnumerable<PastBooking> Priced(List<PastBooking> ordered, int cut)
    {
        var usual = ordered.Take(cut).Where(booking => booking.Price > 0).GroupBy(booking => booking.Service ?? "")
            .ToDictionary(group => group.Key, group => group.Select(booking => booking.Price!.Value).Order().ElementAt(group.Count() / 2));
        return ordered.Select(booking => booking.Price is > 0 and { } price && usual.TryGetValue(booking.Service ?? "", out var median)
            ? booking with { Outcome = booking.Outcome with { Visit = booking.Outcome.Visit with { PriceRatio = price / median } } }
            : booking);
    }

    private static List<PastBooking> Shuffled(IReadOnlyList<PastBooking> bookings, int seed)
    {
        var shuffled = bookings.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }
}
