namespace BookingPlatform.Customers.Matching;

/// <summary>What a pattern proves beyond its weight.</summary>
internal sealed class Proof(Schema schema)
{
    private const float MoreWithoutOwn = 4;

    private readonly FieldKind[] _kinds = schema.Fields.Select(field => field.Kind).ToArray();

    /// <summary>Senior and junior, two confirmed mailboxes: never joined by the engine, whatever else agrees.</summary>
    public bool IsRefused(ulong pattern)
    {
        for (var field = 0; field < _kinds.Length; field++)
            if (_kinds[field] is FieldKind.Generation or FieldKind.Sole && (pattern >> (4 * field) & 15) == Level.Different)
                return true;
        return false;
    }

    /// <summary>Another first name, and nothing of one's own to outweigh it: worth showing, but no bridge between groups.</summary>
    public bool IsWeakBridge(ulong pattern)
    {
        var (renamed, own) = (false, false);
        for (var field = 0; field < _kinds.Length; field++)
        {
            var level = (byte)(pattern >> (4 * field) & 15);
            renamed |= _kinds[field] is FieldKind.GivenName && level == Level.Different;
            own |= _kinds[field] is (FieldKind.BirthDate or FieldKind.Identifier) && level is >= Level.Same and <= Level.Similar;
        }

        return renamed && !own;
    }

    /// <summary>Whether a pair of that weight is certain.</summary>
    public bool IsCertain(float weight, float least, ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other) => CountsOf(weight, pattern, one, other) >= least;

    /// <summary>
    /// What counts of a pair's weight where certainty is asked for; null when it never is: the first name agrees, something else that is somebody's own agrees too, and nothing of the kind differs.
    /// Without a birth date or a number of one's own, father and son of one name and one telephone look alike: the evidence then has to be stronger.
    /// </summary>
    public float? CountsOf(float weight, ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var (named, shared, own, junior) = (false, false, false, false);
        for (var field = 0; field < _kinds.Length; field++)
        {
            var level = (byte)(pattern >> (4 * field) & 15);
            junior |= _kinds[field] is FieldKind.Generation && one[field] != other[field];
            if (level == Level.Missing)
                continue;
            if (Contradicts(_kinds[field], level))
                return null;
            named |= _kinds[field] is FieldKind.GivenName && level is not (Level.Crossed or Level.CrossedClose);
            own |= _kinds[field] is (FieldKind.BirthDate or FieldKind.Identifier) && level == Level.Same;
            shared |= IsShared(_kinds[field]) && level is (Level.Same or Level.Related or Level.Close);
        }

        return own ? weight : named && shared && !junior ? weight - MoreWithoutOwn : null;
    }

    private static bool IsShared(FieldKind kind) => kind is FieldKind.BirthDate or FieldKind.Email or FieldKind.Phone or FieldKind.Identifier or FieldKind.PostalCode or FieldKind.Street;

    private static bool Contradicts(FieldKind kind, byte level) => kind switch
    {
        FieldKind.GivenName => level is Level.Different or Level.Similar or Level.Partial,
        // Years between father and son are often a digit.
        FieldKind.BirthDate => level is not (Level.Same or Level.Related),
        FieldKind.FamilyName or FieldKind.Generation or FieldKind.Sole or FieldKind.Identifier => level is Level.Different,
        _ => false,
    };
}
