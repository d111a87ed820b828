using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Finds active guest profiles by email or name.</summary>
internal sealed class FindGuests(OperaSession opera)
{
    public async Task<PmsAnswer<FoundGuests>> Run(GuestQuery query, CancellationToken ct)
    {
        if (query.Keys is GuestKeys.None)
            throw new ArgumentException("Nothing to look for.", nameof(query));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(query.Limit, 1, 100), query.Limit, nameof(query));
        if (query.Phone is not null)
            return new PmsFailure.NotSupported("OPERA Cloud finds phone numbers only as they were typed, so we do not look for them.");

        var search = new OperaSearch
        {
            Email = query.Email?.Trim(),
            ProfileName = query.Name?.Last.Trim(),
            GivenName = query.Name is { First.Length: > 0 } ? query.Name.First.Trim() : null,
            ExcludeInactive = true,
            Limit = query.Limit,
        };
        var found = await opera.Guests(search, ct);
        return found.Succeeded ? found.Value with { Guests = [.. found.Value.Guests.Where(guest => Fits(guest, query))] } : found;
    }

    private static bool Fits(ExternalGuest guest, GuestQuery query) =>
        (query.Email is null || Same(guest.Email, query.Email)) && (query.Name is null || Same(guest.Name.First, query.Name.First) && Same(guest.Name.Last, query.Name.Last));

    private static bool Same(string? a, string b) => string.Equals(a?.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
