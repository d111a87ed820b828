namespace BookingPlatform.NoShow.Risk;

/// <summary>
/// What is known of a booking before it begins: how it was made and what became of the person's earlier ones. What is not known stays null and says nothing.
/// There is no place here for a name, gender, age, nationality or postcode: the model cannot learn what it is never shown.
/// </summary>
public sealed record Visit
{
    /// <summary>The person's earlier bookings of which it is known whether they came; 0 or more.</summary>
    public int? PastVisits { get; init; }

    /// <summary>How many of those they did not come to; at most <see cref="PastVisits"/>.</summary>
    public int PastNoShows { get; init; }

    /// <summary>How many bookings the person called off before this one.</summary>
    public int? PastCancellations { get; init; }

    /// <summary>How many other bookings the person has on the day.</summary>
    public int? OthersThatDay { get; init; }

    /// <summary>From making the booking to its start, in days and parts of days.</summary>
    public double? LeadDays { get; init; }

    /// <summary>The way it was made, in the business's own short words; see <see cref="Channels"/> for those the model knows beforehand.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether the person said again that they are coming.</summary>
    public bool? Confirmed { get; init; }

    /// <summary>Whether a reminder can reach the person.</summary>
    public bool? Reachable { get; init; }

    /// <summary>The start on the business's own clock; null when only the day is known.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Day of the start, on the business's own calendar.</summary>
    public DayOfWeek? Day { get; init; }

    /// <summary>How many people it is for.</summary>
    public int? Party { get; init; }

    /// <summary>The price divided by the usual (median) price of the service: 2 is twice as dear.</summary>
    public double? PriceRatio { get; init; }
}

/// <summary>Ways of booking that mean the same in every business.</summary>
public static class Channels
{
    public const string Desk = "desk";

    public const string Online = "online";

    public const string Partner = "partner";
}

/// <summary>A visit and whether the person stayed away.</summary>
public readonly record struct Outcome(Visit Visit, bool Missed);
