namespace BookingPlatform.NoShow.Risk;

/// <summary>
/// What is believed before a business has outcomes of its own, and what its own outcomes start from. Directions and sizes follow published studies of missed appointments:
/// a person's record and the time ahead matter most (Dantas et al. 2018, 10.1016/j.healthpol.2018.02.002; Goffman et al. 2017);
/// more than four weeks ahead against the same day has the odds ratio 5.45 (PMC11149957), which the steps of the lead share out;
/// newcomers stay away more often (Davies et al. 2016, 10.3390/healthcare4010015); reminders help (Cochrane review, 10.1002/14651858.CD007458.pub3).
/// Hour, weekday, party, price and others on the day differ in direction from study to study: they start at nothing.
/// </summary>
internal static class Defaults
{
    /// <summary>Hotels and salons without figures of their own; clinics have about twice as much.</summary>
    public const double Usual = 0.10;

    /// <summary>How many bookings that share weighs against a business's own.</summary>
    public const double UsualWeighs = 100;

    public static IReadOnlyList<Term> Terms { get; } =
    [
        new(Factors.History, "", 1, 0),
        new(Factors.Returning, "yes", -0.10, 0.6),
        new(Factors.Returning, "no", 0.15, 0.4),
        new(Factors.Cancellations, "", 0.20, 0.2),
        new(Factors.Lead, "0", -0.90, 0.12),
        new(Factors.Lead, "1-2", -0.45, 0.18),
        new(Factors.Lead, "3-7", -0.10, 0.25),
        new(Factors.Lead, "8-14", 0.15, 0.2),
        new(Factors.Lead, "15-30", 0.40, 0.15),
        new(Factors.Lead, "31-60", 0.60, 0.07),
        new(Factors.Lead, "61+", 0.80, 0.03),
        new(Factors.Channel, Channels.Desk, -0.10, 0.5),
        new(Factors.Channel, Channels.Online, 0.10, 0.35),
        new(Factors.Channel, Channels.Partner, 0.15, 0.15),
        new(Factors.Confirmed, "yes", -0.60, 0.3),
        new(Factors.Confirmed, "no", 0.20, 0.7),
        new(Factors.Reachable, "yes", -0.05, 0.9),
        new(Factors.Reachable, "no", 0.35, 0.1),
    ];

    public static double WeightOf(string factor, string level) => Terms.FirstOrDefault(term => term.Factor == factor && term.Level == level)?.Weight ?? 0;

    /// <summary>The business's own share, held near the ordinary one while it has few bookings.</summary>
    public static double UsualOf(int missed, int outcomes) => (missed + Usual * UsualWeighs) / (outcomes + UsualWeighs);

    /// <summary>The defaults, with no more of the business in them than its share of no-shows.</summary>
    public static RiskModel Model(int missed, int outcomes)
    {
        var usual = UsualOf(missed, outcomes);
        return new(usual, Logistic.LogOdds(usual), Terms, outcomes, missed);
    }
}
