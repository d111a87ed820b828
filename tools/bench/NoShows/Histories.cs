using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Bench.NoShows;

/// <summary>Each person's record as it was on the day before a booking began: what a front desk could have known.</summary>
internal static class Histories
{
    /// <summary>When nearly every line has a person of its own, the column names bookings and not people.</summary>
    private const double MostStrangers = 0.98;

    public static List<PastBooking> Add(List<PastBooking> oldestFirst)
    {
        var people = oldestFirst.Where(booking => booking.Person is not null && booking.Start is not null).ToLookup(booking => booking.Person!);
        return people.Count == 0 || people.Count > MostStrangers * oldestFirst.Count ? oldestFirst : Record(oldestFirst);
    }

    private static List<PastBooking> Record(List<PastBooking> oldestFirst)
    {
        var known = new Dictionary<string, (int Visits, int Missed)>(StringComparer.Ordinal);
        var recorded = new List<PastBooking>(oldestFirst.Count);
        foreach (var day in oldestFirst.GroupBy(booking => booking.Start?.Date))
        {
            var thatDay = day.Where(booking => booking.Person is not null).CountBy(booking => booking.Person!).ToDictionary();
            recorded.AddRange(day.Select(booking => booking.Person is { } person ? With(booking, known.GetValueOrDefault(person), thatDay[person] - 1) : booking));
            foreach (var booking in day)
                if (booking.Person is { } person && known.GetValueOrDefault(person) is var (visits, missed))
                    known[person] = (visits + 1, missed + (booking.Outcome.Missed ? 1 : 0));
        }

        return recorded;
    }

    private static PastBooking With(PastBooking booking, (int Visits, int Missed) record, int others) =>
        booking with { Outcome = booking.Outcome with { Visit = booking.Outcome.Visit with { PastVisits = record.Visits, PastNoShows = record.Missed, OthersThatDay = others } } };
}
