namespace BookingPlatform.Customers.Search;

/// <summary>Where to look, in this order: each place is one range of the search rows, and whoever is found in an earlier place is not listed again.</summary>
internal sealed record SearchPlan(IReadOnlyList<SearchPlace> Places)
{
    private const int MostWords = 6;

    /// <returns>The plan; without places when the text holds no word.</returns>
    public static SearchPlan For(string? text)
    {
        var typed = Words.Of(text);
        var words = typed.Where((word, at) => !typed.Where((other, otherAt) => otherAt != at && other.StartsWith(word, StringComparison.Ordinal) && (other != word || otherAt < at)).Any())
            .Take(MostWords).ToList();
        return new(words.Count switch
        {
            0 => [],
            1 => [new(words[0], [])],
            2 => [new($"{words[0]} {words[1]}", []), new($"{words[1]} {words[0]}", []), .. ByEachWord(words)],
            _ => [new(string.Join(' ', words), []), .. ByEachWord(words)],
        });
    }

    /// <summary>The longest word is most likely the rarest, so it leads the way.</summary>
    private static IEnumerable<SearchPlace> ByEachWord(List<string> words) => words
        .OrderByDescending(word => word.Length)
        .Select(lead => new SearchPlace(lead, words.Where(word => word != lead).Select(word => $" {word}").ToList()));
}

/// <summary>The rows that start with a text and contain others.</summary>
/// <param name="Start">A word, or several as they stand in a row; the last may be unfinished.</param>
/// <param name="Contained">Beginnings of words further right, each with the space before it.</param>
internal sealed record SearchPlace(string Start, IReadOnlyList<string> Contained)
{
    /// <summary>Just behind everything that starts with it: the last code point of Unicode sorts after all text.</summary>
    public string End => Start + "\U0010FFFF";

    public bool Holds(string row) => row.StartsWith(Start, StringComparison.Ordinal) && Contained.All(word => row.Contains(word, StringComparison.Ordinal));
}
