using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Tests.Rules;

/// <summary>Businesses on walls with different clocks.</summary>
internal static class Businesses
{
    public static Business Berlin { get; } = In("Europe/Berlin");

    /// <summary>Clocks change at midnight there.</summary>
    public static Business SaoPaulo { get; } = In("America/Sao_Paulo");

    public static Business Kathmandu { get; } = In("Asia/Kathmandu");

    private static Business In(string zone) => new(Guid.CreateVersion7(), "b", "B", zone, "EUR", "en-GB", "DE");

    public static DateTime Utc(int year, int month, int day, int hour = 0, int minute = 0) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
