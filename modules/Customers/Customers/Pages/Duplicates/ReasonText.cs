using System.Globalization;
using BookingPlatform.Customers.Features;

namespace BookingPlatform.Customers.Pages.Duplicates;

/// <summary>Reasons as the pages write them.</summary>
internal static class ReasonText
{
    private const int Few = 2;

    /// <summary>The two that say most for it, and what says most against it: "+ same phone (+9.1), − different first name (−4.2)".</summary>
    public static string Top(ListDuplicates.Item pair)
    {
        var seen = pair.Reasons.Where(reason => reason.Field.Length > 0).ToList();
        return string.Join(", ", seen.Where(reason => reason.Bits > 0).Take(Few).Concat(seen.Where(reason => reason.Bits < 0).Take(1)).Select(Of));
    }

    public static string Of(ListDuplicates.ReasonAnswer reason) => $"{(reason.Bits < 0 ? '−' : '+')} {reason.Text} ({Bits(reason.Bits)})";

    public static string Bits(double bits) => string.Create(CultureInfo.InvariantCulture, $"{(bits < 0 ? '−' : '+')}{Math.Abs(bits):0.0}");
}
