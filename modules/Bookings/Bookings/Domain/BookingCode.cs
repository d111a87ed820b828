using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace BookingPlatform.Bookings.Domain;

/// <summary>A booking's code for people: eight characters of Crockford's base32 in two groups, <c>K7QM-2XP4</c>. No I, L, O, U, so it survives the telephone.</summary>
internal static class BookingCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public static string New() => Group(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Understands a code as people type it: lower case, O for 0, I or L for 1, any or no separator.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? code)
    {
        var letters = (text ?? "").Where(char.IsLetterOrDigit).Select(Meant).ToArray();
        code = letters.Length == Length && letters.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal)) ? Group(new string(letters)) : null;
        return code is not null;
    }

    private static char Meant(char typed) => char.ToUpperInvariant(typed) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };

    private static string Group(string letters) => $"{letters[..4]}-{letters[4..]}";
}
