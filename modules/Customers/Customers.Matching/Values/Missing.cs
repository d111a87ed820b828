namespace BookingPlatform.Customers.Matching.Values;

/// <summary>Words that people and programs write where they know nothing.</summary>
internal static class Missing
{
    private static readonly HashSet<string> Words =
    [
        "", "unknown", "unk", "unkown", "n a", "na", "nan", "none", "null", "nil", "nothing", "anonymous", "anon", "test", "tester", "testing", "dummy", "default", "tbd", "tba",
        "not known", "not given", "not available", "not applicable", "no name", "noname", "missing", "undefined", "unspecified", "unbekannt", "inconnu", "desconocido", "sconosciuto",
        "x", "xx", "xxx", "xxxx", "undisclosed", "withheld", "refused", "declined", "other unknown", "placeholder", "first name", "last name", "firstname", "lastname", "surname",
    ];

    /// <summary>Whether the folded text says no more than that there is nothing.</summary>
    public static bool Is(string folded) => folded.Length == 0 || Words.Contains(folded) || folded.Length > 1 && folded.AsSpan().TrimStart(folded[0]).IsEmpty && char.IsAsciiDigit(folded[0]);
}
