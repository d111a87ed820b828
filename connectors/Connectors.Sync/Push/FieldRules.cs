using BookingPlatform.Connectors.Sync.Domain;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>What becomes of one field.</summary>
internal enum FieldFate
{
    /// <summary>Both say the same, or there is nothing to say.</summary>
    Same,

    /// <summary>Ours is sent.</summary>
    Ours,

    /// <summary>Theirs is taken.</summary>
    Theirs,

    /// <summary>People choose.</summary>
    Differs,
}

/// <summary>One field of a guest on both sides.</summary>
/// <param name="Field">Which.</param>
/// <param name="Owner">Whose value counts.</param>
/// <param name="Ours">The mark of ours; blank when we have none that may be sent.</param>
/// <param name="Theirs">The mark of theirs; blank when they have none.</param>
internal sealed record FieldSides(DifferingField Field, FieldOwner Owner, string Ours, string Theirs)
{
    /// <summary>Whether both mean the same although their marks may differ (spelling of a phone number).</summary>
    public required bool Agree { get; init; }

    /// <summary>What both last agreed on; blank when nothing is known.</summary>
    public string Agreed { get; init; } = "";

    /// <summary>Theirs only repeats what we sent.</summary>
    public bool IsEcho { get; init; }

    /// <summary>Theirs is a travel agency's relay, or an address this person had before.</summary>
    public bool IsWorthless { get; init; }

    /// <summary>Which side was changed last, where both say when; null when nobody can tell.</summary>
    public bool? TheirsIsNewer { get; init; }
}

/// <summary>Decides field by field. A blank never wins over a value, an old or relayed address never over any, and what only one side changed is that side's to say.</summary>
internal static class FieldRules
{
    public static FieldFate Decide(FieldSides sides)
    {
        if (sides.Agree || sides.Theirs.Length == 0 && sides.Ours.Length == 0)
            return FieldFate.Same;
        if (sides.Theirs.Length == 0)
            return FieldFate.Ours;
        if (sides.Ours.Length == 0)
            return sides.IsWorthless || sides.Theirs == sides.Agreed || sides.IsEcho ? FieldFate.Same : FieldFate.Theirs;
        if (sides.IsWorthless || sides.IsEcho || sides.Theirs == sides.Agreed)
            return FieldFate.Ours;
        return sides.Owner switch
        {
            FieldOwner.Pms => FieldFate.Theirs,
            FieldOwner.Platform => FieldFate.Differs,
            _ => Newest(sides),
        };
    }

    private static FieldFate Newest(FieldSides sides) =>
        sides.Agreed.Length > 0 && sides.Ours == sides.Agreed ? FieldFate.Theirs
        : sides.TheirsIsNewer is { } theirs ? theirs ? FieldFate.Theirs : FieldFate.Ours
        : FieldFate.Differs;
}
