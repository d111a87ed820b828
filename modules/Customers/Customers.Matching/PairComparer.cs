namespace BookingPlatform.Customers.Matching;

/// <summary>Brings two records into a pattern of levels. Remembers pairs of values it has compared: names repeat. One for each thread.</summary>
internal sealed class PairComparer(Table table, int cacheBits = 15)
{
    private readonly FieldKind[] _kinds = table.Schema.Fields.Select(field => field.Kind).ToArray();
    private readonly Lexicon[] _lexicons = table.Lexicons;
    private readonly int _email = table.Schema.IndexOf(FieldKind.Email);
    private readonly int _given = table.Schema.Given;
    private readonly int _family = table.Schema.Family;
    private readonly ulong[][] _keys = table.Schema.Fields.Select(_ => new ulong[1 << cacheBits]).ToArray();
    private readonly byte[][] _known = table.Schema.Fields.Select(_ => new byte[1 << cacheBits]).ToArray();

    /// <summary>The level of each field, four bits each, the first field lowest.</summary>
    public ulong Compare(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        ulong pattern = 0;
        for (var field = 0; field < _kinds.Length; field++)
            pattern |= (ulong)Of(field, one[field], other[field]) << (4 * field);
        if (_email >= 0 && (pattern >> (4 * _email) & 15) is Level.Related or Level.Similar)
            pattern = ForgetOwnName(pattern, one, other);
        return _given >= 0 && _family >= 0 ? Cross(pattern, one, other) : pattern;
    }

    /// <summary>Mailboxes that resemble each other because both are made of the one name say no more than the name does.</summary>
    private ulong ForgetOwnName(ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other) =>
        IsMadeOfName(one) && IsMadeOfName(other) ? pattern & ~(15UL << (4 * _email)) : pattern;

    private bool IsMadeOfName(ReadOnlySpan<int> codes)
    {
        var mailbox = Comparison.LocalPart(_lexicons[_email][codes[_email]].Text);
        return IsIn(mailbox, codes, _family) || IsIn(mailbox, codes, _given);
    }

    private bool IsIn(ReadOnlySpan<char> mailbox, ReadOnlySpan<int> codes, int field) =>
        field >= 0 && codes[field] != 0 && _lexicons[field][codes[field]].Text is { Length: >= 3 } name && mailbox.Contains(name, StringComparison.Ordinal);

    private byte Of(int field, int one, int other)
    {
        if (one == 0 || other == 0)
            return Level.Missing;
        return one == other ? Level.Same : Known(field, one, other);
    }

    private byte Known(int field, int one, int other)
    {
        if (_lexicons[field].AreFar(_kinds[field], one, other))
            return Level.Different;
        var key = one < other ? (ulong)one << 32 | (uint)other : (ulong)other << 32 | (uint)one;
        var place = (int)(key * 0x9e3779b97f4a7c15 >> (64 - cacheBits));
        if (_keys[field][place] == key)
            return _known[field][place];
        var level = Comparison.Compare(_kinds[field], in _lexicons[field][one], in _lexicons[field][other]);
        (_keys[field][place], _known[field][place]) = (key, level);
        return level;
    }

    /// <summary>Where first and last name do not agree as they stand, each is compared with the other one.</summary>
    private ulong Cross(ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var (given, family) = ((byte)(pattern >> (4 * _given)) & 15, (byte)(pattern >> (4 * _family)) & 15);
        if (given is not (Level.Missing or Level.Different) || family is not (Level.Missing or Level.Different) || given + family == 0 && !Meet(one, other))
            return pattern;
        var there = Of(_family, one[_given], other[_family]);
        var back = Of(_family, one[_family], other[_given]);
        if (there is not (>= Level.Same and <= Level.Close) && back is not (>= Level.Same and <= Level.Close))
            return pattern;
        pattern &= ~(15UL << (4 * _given) | 15UL << (4 * _family));
        // Which of the two is called the first name's level must not depend on the order of the records.
        return pattern | (ulong)Math.Min(Crossed(there), Crossed(back)) << (4 * _given) | (ulong)Math.Max(Crossed(there), Crossed(back)) << (4 * _family);
    }

    /// <summary>One has only a first name, the other only a last name.</summary>
    private bool Meet(ReadOnlySpan<int> one, ReadOnlySpan<int> other) => one[_given] != 0 && other[_family] != 0 || one[_family] != 0 && other[_given] != 0;

    private static byte Crossed(byte level) => level switch
    {
        Level.Missing => Level.Missing,
        Level.Same => Level.Crossed,
        Level.Related or Level.Close or Level.Similar => Level.CrossedClose,
        _ => Level.Different,
    };
}
