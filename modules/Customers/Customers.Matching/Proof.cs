namespace BookingPlatform.Customers.Matching;

/// <summary>What a pattern proves beyond its weight.</summary>
internal sealed class Proof(Schema schema)
{
    private readonly FieldKind[] _kinds = schema.Fields.Select(field => field.Kind).ToArray();

    /// <summary>Senior and junior, or two confirmed mailboxes: never joined by the engine, whatever else agrees.</summary>
    public bool IsRefused(ulong pattern)
    {
        for (var field = 0; field < _kinds.Length; field++)
            if (_kinds[field] is FieldKind.Generation or FieldKind.Sole && (pattern >> (4 * field) & 15) == Level.Different)
                return true;
        return false;
    }

    /// <summary>The first name agrees, something else that is somebody's own agrees too, and nothing of the kind differs.</summary>
    public bool IsClean(ulong pattern)
    {
        var (named, proven) = (false, false);
        for (var field = 0; field < _kinds.Length; field++)
        {
            var level = (byte)(pattern >> (4 * field) & 15);
            if (level == Level.Missing)
                continue;
            if (Contradicts(_kinds[field], level))
                return false;
            var agrees = level is Level.Same or Level.Related or Level.Close;
            named |= _kinds[field] is FieldKind.GivenName;
            proven |= agrees && _kinds[field] is FieldKind.BirthDate or FieldKind.Email or FieldKind.Phone or FieldKind.Identifier or FieldKind.PostalCode or FieldKind.Street && agrees;
        }

        return named && proven;
    }

    private static bool Contradicts(FieldKind kind, byte level) => kind switch
    {
        FieldKind.GivenName or FieldKind.BirthDate => level is Level.Different or Level.Similar or Level.Partial,
        FieldKind.FamilyName or FieldKind.Generation or FieldKind.Sole or FieldKind.Identifier => level is Level.Different,
        _ => false,
    };
}
