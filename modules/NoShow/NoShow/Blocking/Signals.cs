using System.Globalization;
using System.Text;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.NoShow.Domain;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>Something somebody typed, in the form in which it is compared.</summary>
internal readonly record struct Signal(SignalKind Kind, string Value);

/// <summary>What may give a person away, from what the person typed and nothing else: pure functions, no device, no network address (S3-19, S3-20).</summary>
internal static class Signals
{
    private const int LeastPhoneDigits = 6;

    /// <summary>Of a person. An address that several people share, a booking site's alias or a placeholder says nothing about who somebody is.</summary>
    public static IEnumerable<Signal> Of(CustomerCard customer)
    {
        if (customer is { Email: { } email, EmailState: not (EmailState.Shared or EmailState.Relay or EmailState.Placeholder) })
        {
            yield return new(SignalKind.Email, Email(email));
            yield return new(SignalKind.EmailFamily, Family(email));
        }

        if (Digits(customer.Phone) is { Length: >= LeastPhoneDigits } phone)
            yield return new(SignalKind.Phone, phone);
        if (customer.Address?.PostalCode is { Length: > 0 } postcode)
            yield return new(SignalKind.NameAndPostcode, $"{Letters(customer.Name)}|{Letters(postcode)}");
    }

    /// <summary>Of somebody new, of whom only that is known.</summary>
    public static IEnumerable<Signal> Typed(string email, string? phone)
    {
        yield return new(SignalKind.EmailFamily, Family(email));
        if (Digits(phone) is { Length: >= LeastPhoneDigits } digits)
            yield return new(SignalKind.Phone, digits);
    }

    /// <summary>The habit behind a booking: the same service on the same weekday at the same hour, as far ahead.</summary>
    public static Signal Of(BookingCard booking, Business business)
    {
        var local = business.At(booking.StartsAtUtc);
        return new(SignalKind.Pattern, string.Create(CultureInfo.InvariantCulture, $"{booking.Service}|{(int)local.DayOfWeek}|{local.Hour}|{Ahead(booking.StartsAtUtc - booking.MadeAtUtc)}"));
    }

    /// <summary>As addresses are compared everywhere: without case.</summary>
    public static string Email(string address) => address.Trim().ToLowerInvariant();

    /// <summary>
    /// Without what people vary to seem new: what follows a plus sign, dots, and digits at the end of the local part; "a.smyth+spa2@x" and "asmyth7@x" are of one family.
    /// It is a hint for staff and never blocks, because "anna1" and "anna2" may well be two people.
    /// </summary>
    public static string Family(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0)
            return Email(address);
        var local = address[..at].Split('+')[0].Replace(".", "", StringComparison.Ordinal).Trim();
        var stem = local.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Email($"{(stem.Length > 2 ? stem : local)}{address[at..]}");
    }

    /// <summary>In words, for staff.</summary>
    public static string Say(SignalKind kind) => kind switch
    {
        SignalKind.Email => "email",
        SignalKind.EmailFamily => "a variant of the email",
        SignalKind.Phone => "telephone",
        SignalKind.NameAndPostcode => "name and postcode",
        _ => "service, weekday, hour and how far ahead",
    };

    private static string Ahead(TimeSpan lead) => lead.TotalDays switch
    {
        < 1 => "same day",
        < 3 => "days",
        < 14 => "weeks",
        _ => "longer",
    };

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    /// <summary>Letters and digits of any script, without case and accents.</summary>
    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
