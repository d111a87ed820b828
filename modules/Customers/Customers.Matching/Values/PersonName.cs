using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching.Values;

/// <summary>A name taken apart and folded. Empty parts are not known.</summary>
/// <param name="Given">First name or names.</param>
/// <param name="Family">Last name with its particles.</param>
/// <param name="Others">Middle names, maiden name, whatever else the full name says.</param>
/// <param name="Generation">1 for senior, 2 for junior or II, and so on.</param>
internal readonly record struct PersonName(string Given, string Family, string Others, string Generation)
{
    private static readonly HashSet<string> Titles =
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "dame", "lady", "lord", "rev", "reverend", "hon", "herr", "frau", "fraulein", "mme", "mlle", "monsieur",
        "madame", "senor", "senora", "sra", "dott", "sig", "signor", "signora", "ing", "dipl", "phd", "md", "esq", "capt", "captain", "col", "colonel", "gen", "maj", "major", "lt", "sgt", "von und zu",
    ];

    private static readonly HashSet<string> Particles =
        ["de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "des", "du", "la", "le", "van", "von", "zu", "zur", "ten", "ter", "al", "el", "bin", "ibn", "bint", "ben", "abu", "mac", "mc", "o", "st", "san", "santa"];

    private static readonly Dictionary<string, string> Generations =
        "sr senior snr i|jr jnr junior ii 2nd|iii 3rd|iv 4th".Split('|').Index().SelectMany(group => group.Item.Split(' ').Select(word => (word, $"{group.Index + 1}"))).ToDictionary();

    /// <summary>Reads what is known of a name.</summary>
    /// <param name="given">First name; may hold several, a title or a generation.</param>
    /// <param name="family">Last name.</param>
    /// <param name="full">The whole name in one text, in either order.</param>
    /// <param name="others">Middle names, maiden names.</param>
    /// <param name="generation">Jr, Sr, II …</param>
    public static PersonName Read(string? given, string? family, string? full = null, string? others = null, string? generation = null)
    {
        if (string.IsNullOrEmpty(full) && string.IsNullOrEmpty(others) && string.IsNullOrEmpty(generation) && IsOneWord(given) && IsOneWord(family))
            return new(OneWord(given), OneWord(family), "", "");
        var (first, last, rest) = (Words(given), Words(family), Words(others));
        var suffix = Generations.GetValueOrDefault(Folding.Fold(generation), "");
        TakeGeneration(last, ref suffix);
        TakeGeneration(first, ref suffix);
        if (first.Count == 0 && last.Count == 0 && !string.IsNullOrWhiteSpace(full))
            (first, last) = Split(full, rest, ref suffix);
        else if (!string.IsNullOrWhiteSpace(full))
            rest.AddRange(Words(full).Where(word => !first.Contains(word) && !last.Contains(word)));
        return new(Join(first), Join(last), string.Join(' ', rest.Distinct().Order(StringComparer.Ordinal)), suffix);
    }

    private static bool IsOneWord(string? text) => text is null || text.All(char.IsAsciiLetter);

    private static string OneWord(string? text) => Folding.Fold(text) is var folded && Missing.Is(folded) ? "" : folded;

    private static string Join(List<string> words) => string.Join(' ', words) is var name && Missing.Is(name) ? "" : name;

    private static List<string> Words(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return [];
        var folded = Folding.Fold(text);
        if (Missing.Is(folded))
            return [];
        if (!folded.Contains(' ', StringComparison.Ordinal))
            return [folded];
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 1 && words.Any(word => !Titles.Contains(word)))
            words.RemoveAll(Titles.Contains);
        return words;
    }

    private static void TakeGeneration(List<string> words, ref string generation)
    {
        if (words.Count < 2 || !Generations.TryGetValue(words[^1], out var found))
            return;
        generation = found;
        words.RemoveAt(words.Count - 1);
    }

    private static (List<string> First, List<string> Last) Split(string full, List<string> rest, ref string generation)
    {
        var comma = full.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && Words(full[..comma]) is { Count: > 0 and <= 3 } last && Words(full[(comma + 1)..]) is { Count: > 0 } first && !Generations.ContainsKey(first[0]))
        {
            TakeGeneration(last, ref generation);
            TakeGeneration(first, ref generation);
            rest.AddRange(first.Skip(1));
            return ([first[0]], last);
        }

        return SplitInOrder(Words(full), rest, ref generation);
    }

    private static (List<string> First, List<string> Last) SplitInOrder(List<string> words, List<string> rest, ref string generation)
    {
        TakeGeneration(words, ref generation);
        if (words.Count < 2)
            return ([], words);
        var family = words.Count - 1;
        while (family > 1 && Particles.Contains(words[family - 1]))
            family--;
        rest.AddRange(words[1..family]);
        return ([words[0]], words[family..]);
    }
}
