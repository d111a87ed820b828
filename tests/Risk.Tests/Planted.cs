using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Risk.Tests;

/// <summary>Visits whose outcomes are drawn from weights that are known.</summary>
internal static class Planted
{
    public const double Partner = 0.9;
    public const double Dearer = -0.5;
    public const double LongAhead = 1.4;
    public const double Evening = 0.6;

    public static List<Outcome> Outcomes(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => Draw(random)).ToList();
    }

    public static double TrueProbability(Visit visit)
    {
        var logOdds = -2.4;
        logOdds += visit.Channel == Channels.Partner ? Partner : 0;
        logOdds += Dearer * Math.Log2(visit.PriceRatio!.Value);
        logOdds += visit.LeadDays >= 61 ? LongAhead : 0;
        logOdds += visit.Time!.Value.Hour >= 18 ? Evening : 0;
        return 1 / (1 + Math.Exp(-logOdds));
    }

    private static Outcome Draw(Random random)
    {
        var visit = new Visit
        {
            Channel = random.Next(3) switch { 0 => Channels.Partner, 1 => Channels.Online, _ => Channels.Desk },
            PriceRatio = Math.Pow(2, random.NextDouble() * 4 - 2),
            LeadDays = Math.Pow(2, random.NextDouble() * 7),
            Time = new TimeOnly(random.Next(8, 21), 0),
            Day = (DayOfWeek)random.Next(7),
            Party = random.Next(1, 5),
        };
        return new(visit, random.NextDouble() < TrueProbability(visit));
    }
}
