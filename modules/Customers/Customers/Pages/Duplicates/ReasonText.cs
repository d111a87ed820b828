using System.Globalization;
using BookingPlatform.Customers.Features;

namespace BookingPlatform.Customers.Pages.Duplicates;

/// <summary>Reasons as the pages write them.</summary>
internal static class ReasonText
{
    private const int Few = 2;

    /// <summary>The two that say most, one of them against it if there is one: "+ same phone (+9.1), − different first name (−4.2)".</summary>
    public static string Top(ListDuplicates.Item pair)
    {
        var against = pair.Reasons.FirstOrDefault(reason => reason.Bits < 0);
        var top = pair.Reasons.Where(reason => reason != against).Take(against is null ? Few : Few - 1).Append(against).OfType<ListDuplicates.ReasonAnswer>();
        return string.Join(", ", top.Select(Of));
    }

    public static string Of(ListDuplicates.ReasonAnswer reason) => $"{(reason.Bits < 0 ? '−' : '+')} {reason.Text} ({Bits(reason.Bits)})";

    public static string Bits(double bits) => string.Create(CultureInfo.InvariantCulture, $"{(bits < 0 ? '−' : '+')}{Math.Abs(bits):0.0}");
}
