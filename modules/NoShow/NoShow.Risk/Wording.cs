using System.Globalization;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Reasons as a colleague would say them.</summary>
internal static class Wording
{
    public static string History(Visit visit) => (visit.PastVisits, visit.PastNoShows) switch
    {
        (null or <= 0, _) => "no earlier visits",
        (1, 0) => "came the last time",
        (1, _) => "did not come the last time",
        var (past, missed) when missed <= 0 => $"came all {past} times before",
        var (past, missed) => $"{Math.Min(missed, past.Value)} of {past} did not come",
    };

    public static string Cancellations(Visit visit) => visit.PastCancellations switch
    {
        null or <= 0 => "never called off",
        1 => "called off once before",
        var times => $"called off {times} times before",
    };

    public static string Others(Visit visit) => visit.OthersThatDay switch
    {
        null or <= 0 => "nothing else booked that day",
        1 => "another booking that day",
        var others => $"{others} other bookings that day",
    };

    public static string Lead(Visit visit) => visit.LeadDays switch
    {
        null or < 1 => "booked on the day",
        < 2 => "booked the day before",
        var days => string.Create(CultureInfo.InvariantCulture, $"booked {Math.Floor(days.Value):0} days ahead"),
    };

    public static string Price(Visit visit) => visit.PriceRatio switch
    {
        > 1.05 => "dearer than usual",
        < 0.95 => "cheaper than usual",
        _ => "the usual price",
    };
}
