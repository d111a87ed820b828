using NodaTime;
using NodaTime.TimeZones;

namespace BookingPlatform.Kernel.Time;

/// <summary>Between the instants we store (UTC) and the clock on the business's wall.</summary>
public static class BusinessTime
{
    /// <exception cref="DateTimeZoneNotFoundException">The IANA database has no such zone.</exception>
    public static DateTimeZone Zone(string timeZone) => DateTimeZoneProviders.Tzdb[timeZone];

    public static bool IsZone(string timeZone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not null;

    /// <summary>The instant with the offset valid there and then.</summary>
    public static DateTimeOffset At(this Business business, DateTime utc) =>
        Instant.FromDateTimeUtc(utc).InZone(Zone(business.TimeZone)).ToDateTimeOffset();

    public static DateOnly Day(this Business business, DateTime utc) => DateOnly.FromDateTime(business.At(utc).DateTime);

    public static TimeOnly TimeOfDay(this Business business, DateTime utc) => TimeOnly.FromDateTime(business.At(utc).DateTime);

    /// <summary>
    /// The instant of a wall-clock time. A time skipped when clocks go forward becomes the one after the gap, an ambiguous one the earlier of the two.
    /// </summary>
    public static DateTime Utc(this Business business, DateOnly day, TimeOnly time) =>
        Zone(business.TimeZone).ResolveLocal(Local(day, time), Resolvers.LenientResolver).ToDateTimeUtc();

    /// <summary>Whether the wall clock never shows this time, because it falls into the hour skipped in spring.</summary>
    public static bool IsSkipped(this Business business, DateOnly day, TimeOnly time) =>
        Zone(business.TimeZone).MapLocal(Local(day, time)).Count == 0;

    /// <summary>First instant of a local day; not always midnight, where clocks change at midnight. A day that was left out altogether (Samoa, 30 December 2011) has none and starts with the next.</summary>
    public static DateTime StartOfDay(this Business business, DateOnly day) =>
        Zone(business.TimeZone).ResolveLocal(Local(day, TimeOnly.MinValue), FirstInstant).ToDateTimeUtc();

    private static readonly ZoneLocalMappingResolver FirstInstant = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static LocalDateTime Local(DateOnly day, TimeOnly time) => LocalDate.FromDateOnly(day) + LocalTime.FromTimeOnly(time);
}
