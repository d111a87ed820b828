using System.Globalization;
using System.Text;

namespace BookingPlatform.Bench.NoShows;

/// <summary>
/// Bookings drawn from a truth that is written beside each, so that the command can be tried without anybody's data. People differ in a reliability that no column tells,
/// which only their record betrays; the column gender is drawn at random and means nothing.
/// </summary>
internal sealed class MadeBookings(int seed)
{
    private static readonly string[] Ways = ["desk", "online", "partner"];
    private static readonly (string Name, int Price)[] Services = [("Massage", 9000), ("Haircut", 4500), ("Tour", 12000)];
    private static readonly double[] HowFar = [0.2, 0.6, 1.2, 2.5, 5, 10, 20, 40, 80];

    private readonly Random _random = new(seed);

    public string Csv(int count)
    {
        var reliability = Enumerable.Range(0, Math.Max(2, count / 6)).Select(_ => 0.9 * Normal()).ToArray();
        var csv = new StringBuilder("starts_at,booked_at,customer_id,gender,channel,service,price,party,confirmed,reachable,no_show,true_probability\n");
        for (var at = 0; at < count; at++)
            Append(csv, _random.Next(reliability.Length), reliability, new DateTime(2024, 1, 1, 9, 0, 0, DateTimeKind.Utc).AddHours(17520.0 * at / count));
        return csv.ToString();
    }

    private void Append(StringBuilder csv, int person, double[] reliability, DateTime about)
    {
        var start = about.Date.AddHours(_random.Next(8, 21));
        var lead = HowFar[_random.Next(HowFar.Length)] * (0.6 + 0.8 * _random.NextDouble());
        var channel = _random.Next(Ways.Length);
        var (service, usual) = Services[_random.Next(Services.Length)];
        var dearer = Math.Pow(2, _random.NextDouble() * 2 - 1);
        var (party, confirmed, reachable) = (_random.Next(1, 5), _random.NextDouble() < 0.4, _random.NextDouble() < 0.85);
        var logOdds = -2.6 + reliability[person] + 0.35 * Math.Log2(1 + lead) - 0.7 + 0.3 * channel - 0.4 * Math.Log2(dearer)
            + (confirmed ? -0.8 : 0) + (reachable ? 0 : 0.5) + (start.Hour >= 18 ? 0.3 : 0);
        var probability = 1 / (1 + Math.Exp(-logOdds));
        csv.Append(CultureInfo.InvariantCulture, $"{start:yyyy-MM-ddTHH:mm}Z,{start.AddDays(-lead):yyyy-MM-ddTHH:mm}Z,{person},{(_random.Next(2) == 0 ? 'F' : 'M')},{Ways[channel]},{service},{usual * dearer:0},{party},{(confirmed ? "yes" : "no")},{(reachable ? "yes" : "no")},{(_random.NextDouble() < probability ? "yes" : "no")},{probability:0.0000}\n");
    }

    /// <summary>Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
