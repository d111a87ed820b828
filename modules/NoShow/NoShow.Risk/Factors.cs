using System.Globalization;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Everything the model looks at. Adding one takes a line here and a weight in <see cref="Defaults"/>.</summary>
internal static class Factors
{
    public const string History = "history";
    public const string Returning = "returning";
    public const string Cancellations = "cancellations";
    public const string Others = "others-that-day";
    public const string Lead = "lead";
    public const string Channel = "channel";
    public const string Confirmed = "confirmed";
    public const string Reachable = "reachable";
    public const string Hour = "hour";
    public const string Day = "day";
    public const string Party = "party";
    public const string Price = "price";

    /// <summary>How many visits the usual share weighs against a person's own record: after one no-show in one visit nobody is a certain case.</summary>
    public const double UsualWeighs = 4;

    /// <summary>Counts beyond it say no more, and wrong data cannot run away with the sum.</summary>
    private const int Most = 50;

    public static IReadOnlyList<Factor> All { get; } =
    [
        new(History, true, ReadHistory, Wording.History),
        new(Returning, false, (visit, _) => visit.PastVisits is { } past ? Yes(past > 0) : null, visit => visit.PastVisits > 0 ? "has been here before" : "first visit"),
        new(Cancellations, true, (visit, _) => Number(visit.PastCancellations, count => Math.Log2(1 + Math.Clamp(count, 0, Most))), Wording.Cancellations),
        new(Others, true, (visit, _) => Number(visit.OthersThatDay, count => Math.Log2(1 + Math.Clamp(count, 0, Most))), Wording.Others),
        new(Lead, false, (visit, _) => visit.LeadDays is { } days && !double.IsNaN(days) ? new Reading(LeadLevel(days), 1) : null, Wording.Lead),
        new(Channel, false, (visit, _) => string.IsNullOrWhiteSpace(visit.Channel) ? null : new Reading(visit.Channel.Trim().ToLowerInvariant(), 1), visit => $"booked by: {visit.Channel}"),
        new(Confirmed, false, (visit, _) => visit.Confirmed is { } yes ? Yes(yes) : null, visit => visit.Confirmed is true ? "has confirmed" : "has not confirmed"),
        new(Reachable, false, (visit, _) => visit.Reachable is { } yes ? Yes(yes) : null, visit => visit.Reachable is true ? "a reminder can reach them" : "no reminder can reach them"),
        new(Hour, false, (visit, _) => visit.Time is { } time ? new Reading(HourLevel(time), 1) : null, visit => string.Create(CultureInfo.InvariantCulture, $"at {visit.Time:HH:mm}")),
        new(Day, false, (visit, _) => visit.Day is { } day ? new Reading(day.ToString().ToLowerInvariant(), 1) : null, visit => $"on a {visit.Day}"),
        new(Party, true, (visit, _) => Number(visit.Party, party => Math.Log2(Math.Clamp(party, 1, Most))), visit => visit.Party > 1 ? $"for {visit.Party} people" : "for one person"),
        new(Price, true, (visit, _) => visit.PriceRatio is { } ratio && double.IsFinite(ratio) && ratio > 0 ? new Reading("", Math.Clamp(Math.Log2(ratio), -3, 3)) : null, Wording.Price),
    ];

    /// <summary>Doubling steps: the difference between today and tomorrow is that between one month and two.</summary>
    public static string LeadLevel(double days) => days switch
    {
        < 1 => "0",
        < 3 => "1-2",
        < 8 => "3-7",
        < 15 => "8-14",
        < 31 => "15-30",
        < 61 => "31-60",
        _ => "61+",
    };

    public static string HourLevel(TimeOnly time) => time.Hour switch
    {
        < 9 => "before 9",
        < 12 => "9-12",
        < 15 => "12-15",
        < 18 => "15-18",
        _ => "after 18",
    };

    /// <summary>
    /// How many times likelier than usual, as a logarithm: the mean of a beta distribution that starts at the usual share and learns from the person's own record.
    /// With the weight 1 it is Bayes' rule; a newcomer has 0.
    /// </summary>
    private static Reading? ReadHistory(Visit visit, double usual)
    {
        if (visit.PastVisits is not { } past)
            return null;
        past = Math.Clamp(past, 0, Most);
        var missed = Math.Clamp(visit.PastNoShows, 0, past);
        var odds = (missed + UsualWeighs * usual) / (past - missed + UsualWeighs * (1 - usual));
        return new("", Math.Log(odds) - Math.Log(usual / (1 - usual)));
    }

    private static Reading Yes(bool yes) => new(yes ? "yes" : "no", 1);

    private static Reading? Number(int? number, Func<int, double> scale) => number is { } known ? new Reading("", scale(known)) : null;
}
