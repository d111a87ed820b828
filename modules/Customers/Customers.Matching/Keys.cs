using System.Globalization;
using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching;

/// <summary>
/// Blocking keys: two records are compared when they have one in common (Fellegi and Sunter 1969; many passes as in Hernández and Stolfo 1995).
/// Equality of a hash is all it takes, so the keys can be stored in an indexed column.
/// </summary>
internal sealed class Keys
{
    private readonly record struct Part(int Field, Form Form);

    private enum Form
    {
        Exact,
        Wide,
        Other,
    }

    private readonly List<(Part One, Part Other)> _pairs = [];
    private readonly List<Part> _singles = [];
    private readonly int[] _names;
    private readonly int _otherNames;

    public Keys(Schema schema)
    {
        _names = new[] { schema.Given, schema.Family }.Where(field => field >= 0).ToArray();
        _otherNames = schema.IndexOf(FieldKind.OtherNames);
        Plan(schema);
    }

    /// <summary>How many kinds of keys there are; each has its own numbers.</summary>
    public int Kinds => 3 + _singles.Count + _pairs.Count;

    /// <summary>Calls back with each key of a record; some may repeat.</summary>
    public void Each(Table table, int record, Action<int, ulong> found)
    {
        var codes = table[record];
        Names(table, codes, found);
        for (var at = 0; at < _singles.Count; at++)
            if (Value(table, codes, _singles[at]) is var single and not 0)
                found(3 + at, single);
        for (var at = 0; at < _pairs.Count; at++)
            if (Value(table, codes, _pairs[at].One) is var one and not 0 && Value(table, codes, _pairs[at].Other) is var other and not 0)
                found(3 + _singles.Count + at, Hashing.With(one, other));
    }

    /// <summary>The name of a key in the table of keys.</summary>
    public static string Text(int kind, ulong value) => string.Create(CultureInfo.InvariantCulture, $"{kind:x2}{value:x16}");

    /// <summary>Whole names in either order, as spelt and as sounding; single names, which count where they are rare.</summary>
    private void Names(Table table, ReadOnlySpan<int> codes, Action<int, ulong> found)
    {
        ulong spelt = 0, sounding = 0;
        var known = 0;
        foreach (var field in _names)
            if (codes[field] != 0)
            {
                ref readonly var name = ref table.Lexicons[field][codes[field]];
                (spelt, sounding, known) = (spelt + name.Hash, sounding + name.Parts.Wide, known + 1);
                found(2, name.Hash);
            }

        if (known == 2)
        {
            found(0, spelt);
            found(1, sounding);
        }

        if (_otherNames >= 0 && codes[_otherNames] != 0)
            foreach (var word in table.Lexicons[_otherNames][codes[_otherNames]].Text.Split(' '))
                if (word.Length > 2)
                    found(2, Hashing.Of(word));
    }

    private static ulong Value(Table table, ReadOnlySpan<int> codes, Part part)
    {
        if (codes[part.Field] == 0)
            return 0;
        ref readonly var value = ref table.Lexicons[part.Field][codes[part.Field]];
        return part.Form switch { Form.Exact => value.Hash, Form.Wide => value.Parts.Wide, _ => value.Parts.Other };
    }

    private void Plan(Schema schema)
    {
        var parts = schema.Fields.Index().SelectMany(field => PartsOf(field.Index, field.Item.Kind)).ToList();
        _singles.AddRange(parts.Where(part => IsTelling(schema.Fields[part.Field].Kind, part.Form)));
        for (var one = 0; one < parts.Count; one++)
            for (var other = one + 1; other < parts.Count; other++)
                if (Pairs(schema.Fields[parts[one].Field].Kind, parts[one].Form, schema.Fields[parts[other].Field].Kind, parts[other].Form))
                    _pairs.Add((parts[one], parts[other]));
    }

    private static IEnumerable<Part> PartsOf(int field, FieldKind kind) => kind switch
    {
        FieldKind.GivenName or FieldKind.FamilyName => [new(field, Form.Wide), new(field, Form.Other)],
        FieldKind.BirthDate => [new(field, Form.Exact), new(field, Form.Wide), new(field, Form.Other)],
        FieldKind.Email or FieldKind.PostalCode or FieldKind.Street => [new(field, Form.Exact), new(field, Form.Wide)],
        FieldKind.Phone => [new(field, Form.Wide)],
        FieldKind.Identifier or FieldKind.Place or FieldKind.Words or FieldKind.HouseNumber => [new(field, Form.Exact)],
        _ => [],
    };

    /// <summary>What names one person, or few, by itself.</summary>
    private static bool IsTelling(FieldKind kind, Form form) => kind switch
    {
        FieldKind.Email or FieldKind.Phone or FieldKind.Identifier => true,
        FieldKind.BirthDate or FieldKind.PostalCode or FieldKind.Street => form is Form.Exact,
        _ => false,
    };

    private static bool Pairs(FieldKind one, Form oneForm, FieldKind other, Form otherForm) => (Group(one), Group(other)) switch
    {
        ('g', 'f') => oneForm == otherForm && oneForm is Form.Other,
        ('g' or 'f', 'd') => oneForm is Form.Wide && otherForm is not Form.Exact || oneForm is Form.Other && otherForm is Form.Exact,
        ('g' or 'f', 'p' or 's' or 'c') => oneForm is Form.Wide && (other is not FieldKind.PostalCode || otherForm is Form.Wide || one is FieldKind.GivenName) && (otherForm is Form.Exact || other is FieldKind.PostalCode),
        ('g' or 'f', 'w') => oneForm is Form.Wide && one is FieldKind.FamilyName,
        ('d', 'p' or 's' or 'c' or 'w') => oneForm is Form.Exact || other is FieldKind.PostalCode or FieldKind.Street && otherForm is Form.Exact,
        ('s', 'n') => oneForm is Form.Exact,
        ('p', 'w') => oneForm is Form.Exact,
        ('s', 'p') or ('p', 's') => oneForm is Form.Exact && otherForm is Form.Exact,
        _ => false,
    };

    private static char Group(FieldKind kind) => kind switch
    {
        FieldKind.GivenName => 'g',
        FieldKind.FamilyName => 'f',
        FieldKind.BirthDate => 'd',
        FieldKind.PostalCode => 'p',
        FieldKind.Street => 's',
        FieldKind.HouseNumber => 'n',
        FieldKind.Place => 'c',
        FieldKind.Words => 'w',
        _ => '-',
    };
}
