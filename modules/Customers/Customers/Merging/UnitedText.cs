using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.Merging;

/// <summary>Puts the alerts, or the notes, of several records into one text: each once, none lost.</summary>
internal static class UnitedText
{
    private const string Cut = "…";

    /// <param name="texts">In the order they shall stand; nulls are left out.</param>
    /// <param name="between">What stands between two of them.</param>
    /// <param name="longest">Where all do not fit in full, the short ones do and the long ones share the rest; the whole of them stays with the merged records.</param>
    public static string? Of(IEnumerable<string?> texts, string between, int longest)
    {
        var given = texts.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (given.Count <= 1)
            return given.FirstOrDefault();
        var all = given.SelectMany(text => text.Split(between)).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var room = longest - between.Length * (all.Count - 1);
        var share = Share(all, room);
        return Words.Cut(string.Join(between, all.Select(text => text.Length <= share ? text : Words.Cut(text, Math.Max(1, share - Cut.Length)) + Cut)), longest);
    }

    /// <summary>The most that each may have: what short ones leave over goes to the long ones.</summary>
    private static int Share(List<string> texts, int room)
    {
        var left = texts.Count;
        foreach (var length in texts.Select(text => text.Length).Order())
        {
            if (length > room / left)
                return room / left;
            room -= length;
            left--;
        }

        return int.MaxValue;
    }
}
