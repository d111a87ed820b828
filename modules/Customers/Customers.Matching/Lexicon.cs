using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;

namespace BookingPlatform.Customers.Matching;

/// <summary>
/// The distinct values of a field, numbered from one; zero is a missing value. What comparing needs is worked out once for each value.
/// First, last and other names share one, so that an exchanged name is seen by its number.
/// </summary>
internal sealed class Lexicon(FieldKind kind)
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private Value[] _values = new Value[4];
    private Sketch[] _sketches = new Sketch[4];

    /// <summary>One more than the highest number given.</summary>
    public int Count { get; private set; } = 1;

    public FieldKind Kind => kind;

    public ref readonly Value this[int code] => ref _values[code];

    /// <summary>Whether two values are so far apart that comparing them is no use; says so of most pairs, and from few bytes.</summary>
    public bool AreFar(FieldKind field, int one, int other) => Sketch.AreFar(field, in _sketches[one], in _sketches[other]);

    /// <summary>The number of a normalised value; zero for an empty one.</summary>
    public int CodeOf(string text)
    {
        if (text.Length == 0)
            return 0;
        if (_codes.TryGetValue(text, out var code))
            return code;
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
            Array.Resize(ref _sketches, Count * 2);
        }

        _codes.Add(text, code = Count);
        _values[code] = Describe(text);
        _sketches[code] = Sketch.Of(kind, in _values[code]);
        Count++;
        return code;
    }

    private Value Describe(string text) => new(text, Similarity.Bag(text), Hashing.Of(text))
    {
        Words = kind is FieldKind.GivenName or FieldKind.Street or FieldKind.Place or FieldKind.Words ? WordsOf(text) : [],
        Groups = kind is FieldKind.GivenName ? Nicknames.GroupsOf(FirstWord(text)) : [],
        Sound = kind is FieldKind.GivenName ? Phonetics.Of(text) : "",
        Parts = Parts.Of(kind, text),
    };

    private int[] WordsOf(string text)
    {
        var words = kind is FieldKind.Street ? PostalAddress.TellingWords(text) : text.Split(' ');
        var codes = new int[words.Length];
        for (var at = 0; at < words.Length; at++)
            codes[at] = _words.TryGetValue(words[at], out var code) ? code : _words[words[at]] = _words.Count;
        Array.Sort(codes);
        return codes;
    }

    internal static string FirstWord(string text) => text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? text[..space] : text;
}

/// <summary>A distinct value and what is needed of it again and again.</summary>
internal readonly record struct Value(string Text, ulong Bag, ulong Hash)
{
    /// <summary>Numbers of its words, ascending.</summary>
    public required int[] Words { get; init; }

    /// <summary>Groups of names it may be a form of.</summary>
    public required int[] Groups { get; init; }

    public required string Sound { get; init; }

    public required Parts Parts { get; init; }
}

/// <summary>Hashes of coarser forms of a value, from which keys are put together; zero where there is none.</summary>
/// <param name="Wide">The form most different spellings have in common: the sound of a name, the year of a date, the district of a postcode, the mailbox name of an email, the last digits of a number.</param>
/// <param name="Other">The start of a name, month and day of a date, the longest word of a street.</param>
internal readonly record struct Parts(ulong Wide, ulong Other)
{
    public static Parts Of(FieldKind kind, string text) => kind switch
    {
        FieldKind.GivenName => new(Hash(Canonical(text)), Hash(text.Length >= 3 ? text[..3] : "")),
        FieldKind.BirthDate => text.Length == 8 ? new(Hash(text[..4]), Hash(text[4..])) : new(Hash(text), 0),
        FieldKind.Email => new(Comparison.LocalPart(text) is { Length: >= 5 } local ? Hashing.Of(local) : 0, 0),
        FieldKind.Phone => new(Hash(PhoneValue.TailOf(text)), 0),
        FieldKind.PostalCode => new(Hash(Comparison.AreaOf(text)), 0),
        FieldKind.Street => new(Hash(text.Split(' ').MaxBy(word => word.Length)!), 0),
        _ => new(Hashing.Of(text), 0),
    };

    /// <summary>One text for all forms of a first name; for other names their sound.</summary>
    private static string Canonical(string text)
    {
        var first = Lexicon.FirstWord(text);
        return Nicknames.GroupsOf(first) is [var group, ..] ? $"#{group}" : Phonetics.Of(first) is { Length: > 1 } sound ? sound : first;
    }

    private static ulong Hash(string text) => text.Length == 0 ? 0 : Hashing.Of(text);
}
