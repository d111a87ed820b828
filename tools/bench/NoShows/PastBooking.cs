using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Bench.NoShows;

/// <summary>One line of the file.</summary>
/// <param name="Start">When it began; null when the file does not say.</param>
/// <param name="Person">Who it was for, as the file calls them; null when it does not.</param>
/// <param name="Service">What was booked.</param>
/// <param name="Price">What it cost.</param>
/// <param name="Outcome">What was known before, and what came of it.</param>
internal sealed record PastBooking(DateTime? Start, string? Person, string? Service, double? Price, Outcome Outcome)
{
    /// <summary>The probability it was drawn with, where the file is a made one.</summary>
    public double? Truth { get; init; }
}
