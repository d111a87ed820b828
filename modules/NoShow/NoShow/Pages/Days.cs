using System.Globalization;

namespace BookingPlatform.NoShow.Pages;

/// <summary>Days as date fields send them.</summary>
internal static class Days
{
    private const string Form = "yyyy-MM-dd";

    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Iso(this DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
