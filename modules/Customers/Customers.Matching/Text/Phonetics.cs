using System.Text;

namespace BookingPlatform.Customers.Matching.Text;

/// <summary>
/// The sound of a name, roughly and for no one language: consonants in the order they stand, vowels only at the start.
/// In the line of Russell's Soundex (1918) and Philips' Metaphone (1990), but without their English: "Vasiliev", "Wassiljew" and "Vasilyev" sound alike.
/// </summary>
internal static class Phonetics
{
    private static readonly (string Written, char Sound)[] Groups =
    [
        ("tsch", 'c'), ("sch", 's'), ("tch", 'c'), ("dge", 'j'), ("ough", 'o'), ("ph", 'f'), ("sh", 's'), ("ch", 'c'), ("ck", 'k'), ("th", 't'),
        ("dt", 't'), ("gh", 'g'), ("kn", 'n'), ("qu", 'k'), ("ts", 's'), ("tz", 's'), ("cz", 'c'), ("sz", 's'), ("zh", 's'), ("kh", 'k'), ("ks", 'x'),
    ];

    public static string Of(ReadOnlySpan<char> folded)
    {
        var sound = new StringBuilder(folded.Length);
        for (var at = 0; at < folded.Length;)
        {
            var (next, length) = Next(folded[at..]);
            if (next is 'a' && (at > 0 || length == 0))
                next = '\0';
            if (next != '\0' && (sound.Length == 0 || sound[^1] != next))
                sound.Append(next);
            at += Math.Max(1, length);
        }

        return sound.ToString();
    }

    private static (char Sound, int Length) Next(ReadOnlySpan<char> rest)
    {
        foreach (var (written, sound) in Groups)
            if (rest.StartsWith(written, StringComparison.Ordinal))
                return (sound is 'o' ? 'a' : sound, written.Length);
        return (rest[0] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'j' => 'a',
            'h' or ' ' => '\0',
            'c' => rest.Length > 1 && rest[1] is 'e' or 'i' or 'y' ? 's' : 'k',
            'q' => 'k',
            'z' => 's',
            'w' => 'v',
            var letter => letter,
        }, 1);
    }
}
