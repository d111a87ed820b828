namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>Addresses of our own pages that come from outside, such as the one to return to.</summary>
internal static class LocalAddress
{
    /// <returns>The address; null when it could lead anywhere else. Browsers read "//" and "/\" as another host, and leave control characters out.</returns>
    public static string? Read(string? text) =>
        text is ['/', ..] and not ['/', '/' or '\\', ..] && !text.Any(char.IsControl) ? text : null;
}
