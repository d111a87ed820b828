using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>Days of the week as a set.</summary>
[Flags]
internal enum Weekdays
{
    None = 0,
    Sunday = 1,
    Monday = 2,
    Tuesday = 4,
    Wednesday = 8,
    Thursday = 16,
    Friday = 32,
    Saturday = 64,
    All = 127,
}

/// <summary>What a service costs on some days: in a season, on some weekdays, or both.</summary>
internal sealed class PriceRule : IBelongToBusiness, IVersioned
{
    private const int DaysOfYear = 366;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ServiceId { get; init; }

    public required string Name { get; set; }

    /// <summary>First day of the season; null for since ever.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day of the season; null for ever.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The season comes back every year; it may pass the end of one: 20 December to 6 January.</summary>
    public bool IsYearly { get; set; }

    /// <summary>The set as a number, so that databases need not know its words.</summary>
    public int WeekdayBits { get; set; } = (int)Weekdays.All;

    /// <summary>Per appointment, per place of a class, per night of a stay.</summary>
    public long PriceMinor { get; set; }

    /// <summary>Times the people of an appointment or stay; a class always counts its places.</summary>
    public bool IsPerPerson { get; set; }

    /// <summary>Stays with a night at this price have at least so many nights; 0 for any.</summary>
    public int MinNights { get; set; }

    public int Version { get; set; }

    public Weekdays Weekdays
    {
        get => (Weekdays)WeekdayBits;
        set => WeekdayBits = (int)value;
    }

    public bool Covers(DateOnly day) => Weekdays.HasFlag((Weekdays)(1 << (int)day.DayOfWeek)) && IsInSeason(day);

    /// <summary>How many days of a year it is about, in sevenths: the fewer, the more it knows about each of them.</summary>
    public int Reach => SeasonDays * System.Numerics.BitOperations.PopCount((uint)WeekdayBits);

    private int SeasonDays => this is { From: { } from, Until: { } until }
        ? Math.Min(DaysOfYear, IsYearly && InYear(until) < InYear(from) ? DaysOfYear - (InYear(from) - InYear(until)) + 1 : until.DayNumber - from.DayNumber + 1)
        : DaysOfYear;

    private bool IsInSeason(DateOnly day)
    {
        if (!IsYearly || this is not { From: { } from, Until: { } until })
            return day >= (From ?? DateOnly.MinValue) && day <= (Until ?? DateOnly.MaxValue);
        var (first, last, asked) = (InYear(from), InYear(until), InYear(day));
        return first <= last ? asked >= first && asked <= last : asked >= first || asked <= last;
    }

    /// <summary>The place of a day in a leap year, so that 29 February never moves the days after it.</summary>
    private static int InYear(DateOnly day) => new DateOnly(2024, day.Month, day.Day).DayOfYear;
}
