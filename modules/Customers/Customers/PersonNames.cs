using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers;

/// <summary>Whether two names can be one person's.</summary>
internal static class PersonNames
{
    /// <summary>Whether one part of a name became another, and not only its case, accents or spaces.</summary>
    public static bool Differ(string before, string after) =>
        Words.Of(before) is { Count: > 0 } words ? !words.SequenceEqual(Words.Of(after)) : before != after;

    /// <summary>The same words in any order, or the same last name and a first name that begins like the other: "Rob", "R." and "Robert".</summary>
    public static bool Agree((string First, string Last) one, (string First, string Last) other)
    {
        var (mine, theirs) = (Words.Of($"{one.First} {one.Last}"), Words.Of($"{other.First} {other.Last}"));
        if (mine.Count > 0 && mine.ToHashSet().SetEquals(theirs))
            return true;
        return Words.Of(one.Last) is { Count: > 0 } last && last.SequenceEqual(Words.Of(other.Last))
            && Words.Of(one.First) is [var my, ..] && Words.Of(other.First) is [var their, ..]
            && (my.StartsWith(their, StringComparison.Ordinal) || their.StartsWith(my, StringComparison.Ordinal));
    }

    /// <summary>"Smith, Anna" and "Anna Maria Smith"; without space or comma all of it is the last name.</summary>
    public static (string? First, string? Last) Split(string name)
    {
        if (name.Split(',', 2, StringSplitOptions.TrimEntries) is [var last, var first])
            return (first, last);
        var at = name.Trim().LastIndexOf(' ');
        return at < 0 ? (null, name) : (name.Trim()[..at], name.Trim()[(at + 1)..]);
    }
}
