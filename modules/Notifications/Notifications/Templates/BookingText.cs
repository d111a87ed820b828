using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Notifications.Mail;
using NodaTime;

namespace BookingPlatform.Notifications.Templates;

/// <summary>A booking in the words of a language, on the clock of the business's wall.</summary>
internal static class BookingText
{
    public static BookingModel Of(BookingCard booking, Business business, Speech speech)
    {
        var culture = speech.Culture;
        var isStay = booking is { Arrival: not null, Departure: not null };
        var day = Day(booking.Arrival ?? business.Day(booking.StartsAtUtc), culture);
        return new BookingModel(booking.Code, OneLine.Of(booking.Service), booking.Resource is { } resource ? OneLine.Of(resource) : null, day)
        {
            IsStay = isStay,
            When = isStay ? null : When(booking, business, culture),
            Arrival = isStay ? Fill(speech.Words.From, day, Time(business, booking.StartsAtUtc, culture)) : null,
            Departure = isStay ? Fill(speech.Words.Until, Day(booking.Departure!.Value, culture), Time(business, booking.EndsAtUtc, culture)) : null,
            Party = booking.Party > 1 ? booking.Party.ToString(culture) : null,
            Price = booking.Price.AmountMinor == 0 ? null : MoneyText.Say(booking.Price, culture),
        };
    }

    private static string When(BookingCard booking, Business business, CultureInfo culture)
    {
        var (first, last) = (business.Day(booking.StartsAtUtc), business.Day(booking.EndsAtUtc));
        var (from, until) = (Time(business, booking.StartsAtUtc, culture), Time(business, booking.EndsAtUtc, culture));
        return first == last
            ? $"{Day(first, culture)}, {from}–{until}"
            : $"{Day(first, culture)}, {from} – {Day(last, culture)}, {until}";
    }

    private static string Day(DateOnly day, CultureInfo culture) => day.ToString("D", culture);

    /// <summary>In the hour that a clock going back shows twice, the time alone would be two times; then the offset says which.</summary>
    private static string Time(Business business, DateTime utc, CultureInfo culture)
    {
        var zone = BusinessTime.Zone(business.TimeZone);
        var there = Instant.FromDateTimeUtc(utc).InZone(zone);
        var time = there.ToDateTimeUnspecified().ToString("t", culture);
        return zone.MapLocal(there.LocalDateTime).Count == 2 ? $"{time} (UTC{there.Offset})" : time;
    }

    private static string Fill(string phrase, string day, string time) =>
        phrase.Replace("{{day}}", day, StringComparison.Ordinal).Replace("{{time}}", time, StringComparison.Ordinal);
}
