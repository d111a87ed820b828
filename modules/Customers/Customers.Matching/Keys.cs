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

    private const int WholeName = 0;
    private const int WholeSound = 1;
    private const int SingleNames = 2;
    private const int FirstOfPlan = 3;

    private readonly List<(Part One, Part? Other)> _plan = [];
    private readonly int _given;
    private readonly int _family;
    private readonly int _otherNames;

    public Keys(Schema schema)
    {
        (_given, _family, _otherNames) = (schema.Given, schema.Family, schema.IndexOf(FieldKind.OtherNames));
        var parts = schema.Fields.Index().SelectMany(field => PartsOf(field.Index, field.Item.Kind)).ToList();
        _plan.AddRange(parts.Where(part => IsTelling(schema.Fields[part.Field].Kind, part.Form)).Select(part => (part, (Part?)null)));
        for (var one = 0; one < parts.Count; one++)
            for (var other = one + 1; other < parts.Count; other++)
                if (Pairs(schema.Fields[parts[one].Field].Kind, parts[one].Form, schema.Fields[parts[other].Field].Kind, parts[other].Form))
                    _plan.Add((parts[one], parts[other]));
    }

    /// <summary>How many kinds of keys there are; each has its own numbers.</summary>
    public int Kinds => FirstOfPlan + _plan.Count;

    /// <summary>Adds a record's keys of one kind; some may repeat.</summary>
    public void Add(Table table, int record, int kind, List<ulong> to)
    {
        var codes = table[record];
        if (kind == SingleNames)
            AddNames(table, codes, to);
        else if (kind >= FirstOfPlan && _plan[kind - FirstOfPlan] is (var part, null) && IsList(table, codes, part.Field))
            to.AddRange(table.Lexicons[part.Field][codes[part.Field]].Text.Split(' ').Select(text => part.Form is Form.Exact ? Hashing.Of(text) : Parts.Of(table.Lexicons[part.Field].Kind, text).Wide).Where(key => key != 0));
        else if ((kind < FirstOfPlan ? OfWholeName(table, codes, kind) : OfPlan(table, codes, _plan[kind - FirstOfPlan])) is var key and not 0)
            to.Add(key);
    }

    /// <summary>The key as it stands in the table of keys.</summary>
    public static string Text(int kind, ulong value) => string.Create(CultureInfo.InvariantCulture, $"{kind:x2}{value:x16}");

    /// <summary>First and last name in either order, as spelt or as sounding.</summary>
    private ulong OfWholeName(Table table, ReadOnlySpan<int> codes, int kind)
    {
        if (_given < 0 || _family < 0 || codes[_given] == 0 || codes[_family] == 0)
            return 0;
        ref readonly var given = ref table.Lexicons[_given][codes[_given]];
        ref readonly var family = ref table.Lexicons[_family][codes[_family]];
        return kind == WholeName ? given.Hash + family.Hash : kind == WholeSound ? given.Parts.Wide + family.Parts.Wide : 0;
    }

    /// <summary>Each name by itself, in whatever place it stands: it counts where it is rare.</summary>
    private void AddNames(Table table, ReadOnlySpan<int> codes, List<ulong> to)
    {
        if (_given >= 0 && codes[_given] != 0)
            to.Add(table.Lexicons[_given][codes[_given]].Hash);
        if (_family >= 0 && codes[_family] != 0)
            to.Add(table.Lexicons[_family][codes[_family]].Hash);
        if (_otherNames >= 0 && codes[_otherNames] != 0)
            foreach (var word in table.Lexicons[_otherNames][codes[_otherNames]].Text.Split(' '))
                if (word.Length > 2)
                    to.Add(Hashing.Of(word));
    }

    /// <summary>Several addresses or numbers of one person are as many keys.</summary>
    private static bool IsList(Table table, ReadOnlySpan<int> codes, int field) =>
        table.Lexicons[field].Kind is FieldKind.Email or FieldKind.Phone && codes[field] != 0 && table.Lexicons[field][codes[field]].Text.Contains(' ', StringComparison.Ordinal);

    private static ulong OfPlan(Table table, ReadOnlySpan<int> codes, (Part One, Part? Other) plan)
    {
        var one = ValueOf(table, codes, plan.One);
        if (one == 0 || plan.Other is not { } second)
            return one;
        return ValueOf(table, codes, second) is var other and not 0 ? Hashing.With(one, other) : 0;
    }

    private static ulong ValueOf(Table table, ReadOnlySpan<int> codes, Part part)
    {
        if (codes[part.Field] == 0)
            return 0;
        ref readonly var value = ref table.Lexicons[part.Field][codes[part.Field]];
        return part.Form switch { Form.Exact => value.Hash, Form.Wide => value.Parts.Wide, _ => value.Parts.Other };
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
        ('g', 'f') => oneForm is Form.Other && otherForm is Form.Other,
        ('g' or 'f', 'd') => oneForm is Form.Wide && otherForm is not Form.Exact || oneForm is Form.Other && otherForm is Form.Exact,
        ('g' or 'f', 'p') => oneForm is Form.Wide && (otherForm is Form.Wide || one is FieldKind.GivenName),
        ('g' or 'f', 's' or 'c') => oneForm is Form.Wide && otherForm is Form.Exact,
        ('f', 'w') => oneForm is Form.Wide,
        ('d', 'p') => true,
        ('d', 's') => oneForm is Form.Exact || otherForm is Form.Exact,
        ('d', 'c' or 'w') => oneForm is Form.Exact,
        ('s', 'n') or ('p', 'w') => oneForm is Form.Exact,
        ('s', 'p') => oneForm is Form.Exact && otherForm is Form.Exact,
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
