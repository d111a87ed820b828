using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Mail;
using NodaTime;

namespace BookingPlatform.Notifications.Templates;

/// <summary>A booking in the words of a language, on the clock of the business's wall.</summary>
internal static class BookingText
{
    public static BookingModel Of(BookingCard booking, Business business, Speech speech)
    {
        var there = business with { Language = speech.Culture.Name };
        var isStay = booking is { Arrival: not null, Departure: not null };
        var day = there.ShowLongDay(booking.Arrival ?? there.Day(booking.StartsAtUtc));
        return new BookingModel(booking.Code, OneLine.Of(booking.Service), booking.Resource is { } resource ? OneLine.Of(resource) : null, day)
        {
            IsStay = isStay,
            When = isStay ? null : When(booking, there),
            Arrival = isStay ? Fill(speech.Words.From, day, Time(booking.StartsAtUtc, there)) : null,
            Departure = isStay ? Fill(speech.Words.Until, there.ShowLongDay(booking.Departure!.Value), Time(booking.EndsAtUtc, there)) : null,
            Party = booking.Party > 1 ? there.ShowNumber(booking.Party) : null,
            Price = booking.Price.AmountMinor == 0 ? null : there.ShowMoney(booking.Price),
        };
    }

    private static string When(BookingCard booking, Business there)
    {
        var (first, last) = (there.Day(booking.StartsAtUtc), there.Day(booking.EndsAtUtc));
        var (from, until) = (Time(booking.StartsAtUtc, there), Time(booking.EndsAtUtc, there));
        return first == last
            ? $"{there.ShowLongDay(first)}, {from}–{until}"
            : $"{there.ShowLongDay(first)}, {from} – {there.ShowLongDay(last)}, {until}";
    }

    /// <summary>In the hour that a clock going back shows twice, the time alone would be two times; then the offset says which.</summary>
    private static string Time(DateTime utc, Business there)
    {
        var zone = BusinessTime.Zone(there.TimeZone);
        var local = Instant.FromDateTimeUtc(utc).InZone(zone);
        return zone.MapLocal(local.LocalDateTime).Count == 2 ? $"{there.ShowTime(utc)} (UTC{local.Offset})" : there.ShowTime(utc);
    }

    private static string Fill(string phrase, string day, string time) =>
        phrase.Replace("{{day}}", day, StringComparison.Ordinal).Replace("{{time}}", time, StringComparison.Ordinal);
}
