namespace BookingPlatform.Connectors.Abstractions;

/// <summary>What stands as one part in the path of an address. Everything else is escaped there, but dots alone are steps up (RFC 3986, section 5.2.4).</summary>
public static class PathPart
{
    /// <summary>Whether it stays in its place.</summary>
    /// <param name="value">An id.</param>
    public static bool Holds(string? value) => value is not ("." or "..");

    internal static string Of(string value) => Holds(value) ? value : throw new ArgumentException("An id of dots alone would climb out of its place in an address.", nameof(value));
}
