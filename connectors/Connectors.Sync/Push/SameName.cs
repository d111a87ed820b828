using System.Text;
using System.Text.RegularExpressions;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>Whether two systems write the same person's name: regardless of case, Latin accents, punctuation and the order of the words, and of nothing else.</summary>
internal static partial class SameName
{
    public static bool Agrees(this GuestName a, GuestName b) => Key(a) is { Length: > 0 } key && key == Key(b);

    private static string Key(GuestName name)
    {
        var plain = CombiningAccents().Replace($"{name.First} {name.Last}".Normalize(NormalizationForm.FormKD), "").ToUpperInvariant();
        return string.Join(' ', Words().Matches(plain).Select(word => word.Value).Order(StringComparer.Ordinal));
    }

    // Only these marks are accents; in other scripts a combining mark is a vowel.
    [GeneratedRegex(@"[\u0300-\u036f]")]
    private static partial Regex CombiningAccents();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Words();
}
