using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Kernel.Ui;

/// <summary>How a business writes days, times, numbers and money: in its language, on its clock. For people only; programs get ISO 8601.</summary>
public static partial class BusinessText
{
    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.OrdinalIgnoreCase);
    private const char NoBreak = '\u00a0';

    public static CultureInfo Culture(this Business business) => Cultures.GetOrAdd(business.Language, Gregorian);

    /// <summary><c>Saturday 21 November 2026</c>.</summary>
    public static string ShowLongDay(this Business business, DateOnly day) => day.ToString(Era().Replace(business.Culture().DateTimeFormat.LongDatePattern, ""), business.Culture());

    /// <summary><c>21 Nov 2026</c>, in the order of the language.</summary>
    public static string ShowDay(this Business business, DateOnly day) => day.ToString(ShortPattern(business.Culture()), business.Culture());

    /// <summary>The local day of an instant.</summary>
    public static string ShowDay(this Business business, DateTime utc) => business.ShowDay(business.Day(utc));

    /// <summary><c>14:32</c>, or <c>2:32 PM</c> where that is the custom.</summary>
    public static string ShowTime(this Business business, TimeOnly time) => time.ToString(business.Culture().DateTimeFormat.ShortTimePattern, business.Culture());

    /// <summary>The local time of an instant.</summary>
    public static string ShowTime(this Business business, DateTime utc) => business.ShowTime(business.TimeOfDay(utc));

    /// <summary><c>21 Nov 2026, 14:32</c>.</summary>
    public static string ShowMoment(this Business business, DateTime utc) => $"{business.ShowDay(utc)}, {business.ShowTime(utc)}";

    /// <summary><c>1,204</c>.</summary>
    public static string ShowNumber(this Business business, long number) => number.ToString("N0", business.Culture());

    /// <summary><c>€85.00</c>, <c>85,00 €</c>, <c>¥12,500</c>, <c>KWD 1.250</c>: the currency's own digits, the language's own order.</summary>
    public static string ShowMoney(this Business business, Money money)
    {
        var culture = business.Culture();
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = Currencies.MinorDigits(money.Currency);
        format.CurrencySymbol = Symbol(business, money.Currency, culture);
        if (char.IsLetter(format.CurrencySymbol[^1]))
            SetApart(format);
        return money.ToDecimal().ToString("C", format).Replace(' ', NoBreak);
    }

    /// <summary>The symbol people in this country write for it; the ISO code where that could be mistaken or is another script's word.</summary>
    private static string Symbol(Business business, string currency, CultureInfo culture)
    {
        var home = culture.IsNeutralCulture ? null : new RegionInfo(culture.Name);
        if (home?.ISOCurrencySymbol == currency)
            return home.CurrencySymbol;
        var country = new RegionInfo(business.Country);
        return country.ISOCurrencySymbol == currency && !country.CurrencySymbol.Any(char.IsLetter) ? country.CurrencySymbol : currency;
    }

    /// <summary>"KWD 1.250" and "-KWD 1.250" instead of "KWD1.250" in languages that write the symbol close to the amount.</summary>
    private static void SetApart(NumberFormatInfo format)
    {
        if (format.CurrencyPositivePattern < 2)
            format.CurrencyPositivePattern += 2;
        format.CurrencyNegativePattern = format.CurrencyPositivePattern == 2 ? 9 : 8;
    }

    /// <summary>Bookings are made, exported and sent in the Gregorian calendar everywhere, so pages show no other.</summary>
    private static CultureInfo Gregorian(string language)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(language).Clone();
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } calendar)
            culture.DateTimeFormat.Calendar = calendar;
        return CultureInfo.ReadOnly(culture);
    }

    /// <summary>.NET knows no medium date, so the long one without its weekday and with the month cut short.</summary>
    private static string ShortPattern(CultureInfo culture) =>
        Weekday().Replace(Era().Replace(culture.DateTimeFormat.LongDatePattern, ""), "").Replace("MMMM", "MMM", StringComparison.Ordinal).Trim();

    /// <summary>At the start with what is written to it ("dddd,", "ddddที่"), at the end with what stands before it.</summary>
    [GeneratedRegex(@"^dddd\S*\s*|[\s,،၊]*dddd.*$")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\s*\bg+\b")]
    private static partial Regex Era();
}
