using BookingPlatform.Customers.Email;

namespace BookingPlatform.Customers.Search;

/// <summary>Where to look, in this order: each place is one range of the search rows, and whoever is found in an earlier place is not listed again.</summary>
internal sealed record SearchPlan(IReadOnlyList<SearchPlace> Places)
{
    private const int MostWords = 6;

    /// <returns>The plan; without places when the text holds no word.</returns>
    public static SearchPlan For(string? text)
    {
        var words = Words.Of(text).Take(MostWords).ToList();
        words = words.Where((word, at) => !IsSaidBy(words, word, at)).ToList();
        return new(words switch
        {
            [] => [],
            [var word] => [new(word, [])],
            [var one, var other] => [new($"{one} {other}", []), new($"{other} {one}", []), Led(words)],
            _ => [new(string.Join(' ', words), []), Led(words)],
        });
    }

    /// <summary>"an anna" asks for nothing that "anna" does not.</summary>
    private static bool IsSaidBy(List<string> words, string word, int at) => words
        .Where((other, otherAt) => otherAt != at && other.StartsWith(word, StringComparison.Ordinal) && (other != word || otherAt < at))
        .Any();

    /// <summary>
    /// Wherever in the row the words stand. The longest is most likely the rarest, so it leads the way;
    /// the words of public mail providers have no rows of their own and can only follow.
    /// </summary>
    private static SearchPlace Led(List<string> words)
    {
        var lead = words.OrderBy(MailProviders.StartsWord).ThenByDescending(word => word.Length).First();
        return new SearchPlace(lead, words.Where(word => word != lead).Select(word => $" {word}").ToList());
    }
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
