using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>Finds people with a stay to come; somebody with three reservations is one guest.</summary>
internal sealed class FindGuests(CloudbedsSession cloudbeds)
{
    public async Task<PmsAnswer<FoundGuests>> Run(GuestQuery query, CancellationToken ct)
    {
        if (query.Keys is GuestKeys.None)
            throw new ArgumentException("Nothing to look for.", nameof(query));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(query.Limit, 1, 100), query.Limit, nameof(query));
        if (query.Phone is not null)
            return new PmsFailure.NotSupported("Cloudbeds finds phone numbers only as they were typed, so we do not look for them.");

        var found = await cloudbeds.Upcoming(query.Email?.Trim(), query.Name?.Last.Trim(), ct);
        if (found.Failure is { } failure)
            return failure;

        var people = SamePerson.Once(found.Value.Where(guest => Fits(guest, query)));
        return new FoundGuests([.. people.Take(query.Limit)], More: people.Count > query.Limit);
    }

    private static bool Fits(ExternalGuest guest, GuestQuery query) =>
        (query.Email is null || Same(guest.Email, query.Email)) && (query.Name is null || Same(guest.Name.First, query.Name.First) && Same(guest.Name.Last, query.Name.Last));

    private static bool Same(string? a, string b) => string.Equals(a?.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
