using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching;

/// <summary>Records as numbers: row by row, a code for each field. Texts are kept once, in the lexicons.</summary>
internal sealed class Table
{
    private readonly int _width;
    private int[] _codes;

    public Table(Schema schema, int expected = 16)
    {
        Schema = schema;
        _width = schema.Fields.Count;
        _codes = new int[Math.Max(1, expected) * _width];
        var names = new Lexicon(FieldKind.GivenName);
        Lexicons = schema.Fields.Select(field => field.Kind is FieldKind.GivenName or FieldKind.FamilyName ? names : new Lexicon(field.Kind is FieldKind.OtherNames or FieldKind.HouseNumber ? FieldKind.Words : field.Kind)).ToArray();
    }

    public Schema Schema { get; }

    public Lexicon[] Lexicons { get; }

    public int Count { get; private set; }

    /// <summary>The codes of a record.</summary>
    public ReadOnlySpan<int> this[int record] => _codes.AsSpan(record * _width, _width);

    /// <summary>Adds a record.</summary>
    /// <param name="values">Normalised, in the order of the schema; empty where missing.</param>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<string> values)
    {
        if ((Count + 1) * _width > _codes.Length)
            Array.Resize(ref _codes, _codes.Length * 2);
        Write(Count, values);
        return Count++;
    }

    /// <summary>Replaces a record.</summary>
    public void Write(int record, ReadOnlySpan<string> values)
    {
        for (var field = 0; field < _width; field++)
            _codes[record * _width + field] = Lexicons[field].CodeOf(values[field]);
    }

    /// <summary>A hash of everything the record says.</summary>
    public ulong HashOf(int record)
    {
        ulong hash = 0;
        for (var field = 0; field < _width; field++)
            hash = Hashing.With(hash, Lexicons[field][_codes[record * _width + field]].Hash);
        return hash;
    }

    /// <summary>
    /// Puts the records into an order that depends only on what they say, so that nothing later depends on the order of the input.
    /// </summary>
    /// <returns>For each new place, the record's old number.</returns>
    public int[] Sort()
    {
        var hashes = new ulong[Count];
        var order = new int[Count];
        for (var record = 0; record < Count; record++)
        {
            order[record] = record;
            hashes[record] = HashOf(record);
        }

        Array.Sort(hashes, order);
        var sorted = new int[Count * _width];
        for (var place = 0; place < Count; place++)
            this[order[place]].CopyTo(sorted.AsSpan(place * _width));
        _codes = sorted;
        return order;
    }
}
