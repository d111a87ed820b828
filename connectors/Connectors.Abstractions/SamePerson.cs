namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// For systems that write a guest into every reservation (<see cref="GuestIdentity.PerReservation"/>): entries of the same name and the same email are one
/// person. The email alone would join families and travel agents' customers.
/// </summary>
public static class SamePerson
{
    /// <summary>Whether both entries are one person. Without an email nobody can tell, so the answer is no.</summary>
    /// <param name="a">One entry.</param>
    /// <param name="b">Another.</param>
    public static bool Is(ExternalGuest a, ExternalGuest b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Id == b.Id || a.Email is { Length: > 0 } email && Same(email, b.Email) && Same(a.Name.First, b.Name.First) && Same(a.Name.Last, b.Name.Last);
    }

    /// <summary>Every person once, by the first of their entries.</summary>
    /// <param name="entries">Entries in the order of preference.</param>
    public static IReadOnlyList<ExternalGuest> Once(IEnumerable<ExternalGuest> entries)
    {
        var people = new List<ExternalGuest>();
        foreach (var entry in entries)
            if (!people.Exists(person => Is(person, entry)))
                people.Add(entry);
        return people;
    }

    private static bool Same(string? a, string? b) => string.Equals(a?.Trim().Normalize(), b?.Trim().Normalize(), StringComparison.OrdinalIgnoreCase);
}
