namespace BookingPlatform.Customers.Email;

/// <summary>
/// Suggests the mail provider that was probably meant: gnail.com → gmail.com. Compares by the restricted Damerau-Levenshtein distance
/// (optimal string alignment: letters missed, doubled, mistaken or swapped; F. Damerau 1964, V. Levenshtein 1966).
/// </summary>
internal static class TypoDomains
{
    /// <param name="domain">What stands behind the @, lower case.</param>
    /// <returns>The domain that was probably meant; null when it is a known one or near to none.</returns>
    public static string? Suggest(string domain)
    {
        if (domain.Length is < 4 or > 40 || MailProviders.Has(domain))
            return null;
        string? nearest = null;
        var least = Allowed(domain) + 1;
        foreach (var known in MailProviders.Domains)
        {
            if (Math.Abs(known.Length - domain.Length) >= least)
                continue;
            var distance = Distance(domain, known);
            if (distance < least && distance <= Allowed(known))
                (nearest, least) = (known, distance);
        }

        return nearest;
    }

    /// <summary>Short domains are near to each other by chance: one slip from seven letters, two from ten.</summary>
    private static int Allowed(string domain) => domain.Length switch { < 7 => 0, < 10 => 1, _ => 2 };

    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
