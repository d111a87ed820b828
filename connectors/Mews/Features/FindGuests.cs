using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Finds active guests by email or name.</summary>
internal sealed class FindGuests(MewsSession mews)
{
    public async Task<PmsAnswer<FoundGuests>> Run(GuestQuery query, CancellationToken ct)
    {
        if (query.Keys is GuestKeys.None)
            throw new ArgumentException("Nothing to look for.", nameof(query));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(query.Limit, 1, 100), query.Limit, nameof(query));
        if (query.Phone is not null)
            return new PmsFailure.NotSupported("Mews cannot find guests by phone number.");

        var answer = await mews.Calls.Read(() => mews.Api.GetCustomers(Request(query), ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var guests = (answer.Value.Customers ?? []).Select(MewsGuest.From).OfType<ExternalGuest>();
        // Mews gives a cursor with the last page too; a full page is what tells that there may be more.
        return new FoundGuests([.. guests.Where(g => Fits(g, query))], More: answer.Value.Customers?.Count >= query.Limit);
    }

    private CustomersGetAll Request(GuestQuery query) => new(mews.Credentials)
    {
        Emails = query.Email is { } email ? MewsGuest.Spellings(email) : null,
        FirstNames = query.Name is { First.Length: > 0 } ? [query.Name.First] : null,
        LastNames = query.Name is { } name ? [name.Last] : null,
        ActivityStates = [MewsActivity.Active],
        Limitation = new Limitation(query.Limit),
    };

    // How Mews compares is not documented, and an answer for another address must never pass for this one.
    private static bool Fits(ExternalGuest guest, GuestQuery query) => query.Email is null || MewsGuest.HasEmail(guest, query.Email.Trim());
}
