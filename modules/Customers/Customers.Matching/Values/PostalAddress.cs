using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching.Values;

/// <summary>An address taken apart and folded. Empty parts are not known.</summary>
internal readonly record struct PostalAddress(string Street, string Number, string City, string PostalCode)
{
    /// <summary>Words and how they are shortened.</summary>
    private const string Shortened = """
        street st, saint st, avenue ave, av ave, road rd, drive dr, lane ln, boulevard blvd, court ct, place pl, square sq, terrace tce, ter tce, highway hwy,
        parkway pkwy, circuit cct, crescent cres, circle cir, close cl, gardens gdns, north n, south s, east e, west w, northeast ne, northwest nw, southeast se, southwest sw,
        strasse str, platz pl, apartment apt, suite ste, building bldg, floor fl, mount mt, fort ft, heights hts, station stn, grove gr, rue r, calle c, via v
        """;

    private static readonly Dictionary<string, string> Short = Shortened.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry => entry.Split(' ')).ToDictionary(entry => entry[0], entry => entry[1]);

    private static readonly HashSet<string> Kinds = ["st", "ave", "rd", "dr", "ln", "blvd", "ct", "pl", "sq", "tce", "hwy", "pkwy", "cct", "cres", "cir", "way", "cl", "str"];

    /// <param name="line">Street, with or without number; or the whole address in one text.</param>
    /// <param name="number">House number, where it has a column of its own.</param>
    /// <param name="city">Town.</param>
    /// <param name="postalCode">Postcode.</param>
    public static PostalAddress Read(string? line, string? number, string? city, string? postalCode)
    {
        var (street, house) = (Words(line), Folding.Fold(number));
        var (town, code) = (Plain(city), Code(postalCode));
        if (street.Count > 0 && code.Length == 0 && (line!.Contains(',', StringComparison.Ordinal) || town.Length == 0))
            code = TakeCode(street);
        if (town.Length == 0)
            town = TakeTown(line, street);
        if (house.Length == 0)
            house = TakeNumber(street);
        return new(Missing.Is(string.Join(' ', street)) ? "" : string.Join(' ', street), house, town, code);
    }

    public static string Plain(string? text) => Folding.Fold(text) is var folded && Missing.Is(folded) ? "" : Shorten(folded);

    public static string Code(string? text)
    {
        var code = Folding.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        // ZIP+4: the last four are of the mail carrier.
        if (code.Length == 9 && code.All(char.IsAsciiDigit))
            code = code[..5];
        return code.TrimStart('0').Length == 0 || Missing.Is(code) ? "" : code;
    }

    /// <summary>The words of a street but "street" and its like, unless there are no others.</summary>
    public static string[] TellingWords(string street) => street.Split(' ') is var words && words.Where(word => !Kinds.Contains(word)).ToArray() is { Length: > 0 } telling ? telling : words;

    private static string Shorten(string folded) => folded.Contains(' ', StringComparison.Ordinal) ? string.Join(' ', folded.Split(' ').Select(word => Short.GetValueOrDefault(word, word))) : folded;

    private static List<string> Words(string? line) =>
        Folding.Fold(line).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Short.GetValueOrDefault(word, word.Length > 7 && word.EndsWith("strasse", StringComparison.Ordinal) ? word[..^4] : word)).ToList();

    /// <summary>A number of four to six digits that is not the first word.</summary>
    private static string TakeCode(List<string> words)
    {
        for (var at = words.Count - 1; at > 0; at--)
            if (words[at].Length is >= 4 and <= 6 && words[at].All(char.IsAsciiDigit))
            {
                var code = words[at];
                words.RemoveAt(at);
                return code;
            }

        return "";
    }

    /// <summary>What stands behind the comma or, without one, behind the word that ends a street.</summary>
    private static string TakeTown(string? line, List<string> words)
    {
        var comma = line?.IndexOf(',', StringComparison.Ordinal) ?? -1;
        var streetWords = comma > 0 ? Words(line![..comma]) : [];
        var end = streetWords.Any(word => word.Length > 2 && !word.Any(char.IsAsciiDigit)) && streetWords.Any(word => word.Any(char.IsAsciiDigit)) && words.Count > streetWords.Count
            ? streetWords.Count
            : words.FindLastIndex(Kinds.Contains) + 1;
        if (end <= 1 || end >= words.Count)
            return "";
        var town = string.Join(' ', words[end..].Where(word => word.Length > 2 && !word.Any(char.IsAsciiDigit)));
        words.RemoveRange(end, words.Count - end);
        return town;
    }

    private static string TakeNumber(List<string> words)
    {
        if (words.Count < 2)
            return "";
        var at = words.FindIndex(word => char.IsAsciiDigit(word[0]) && word.Length <= 6);
        if (at < 0)
            return "";
        var number = words[at];
        words.RemoveAt(at);
        return number;
    }
}
