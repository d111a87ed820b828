using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds;

/// <summary>What every operation needs, and the look-ups that several share.</summary>
internal sealed record CloudbedsSession(ICloudbedsApi Api, CloudbedsCalls Calls, string? Property, TimeProvider Clock)
{
    private const int Page = 100;
    private const int MostPages = 10;

    /// <summary>Everybody with a stay to come under this email or last name, one entry for each guest id. How Cloudbeds compares is not documented, so compare again.</summary>
    public async Task<PmsAnswer<IReadOnlyList<ExternalGuest>>> Upcoming(string? email, string? lastName, CancellationToken ct)
    {
        var guests = new List<ExternalGuest>();
        for (var page = 1; page <= MostPages; page++)
        {
            var number = page;
            var answer = await Calls.Read(() => Api.GetGuests(Property, email, lastName, number, ct), ct);
            if (answer.Failure is { } failure)
                return failure;

            var rows = answer.Value.Rows.ToList();
            guests.AddRange(rows.Where(IsToCome).Select(CloudbedsGuest.From).OfType<ExternalGuest>());
            if (rows.Count < Page)
                return guests.DistinctBy(guest => guest.Id).ToList();
        }

        return new PmsFailure.Business(BusinessCode.Refused, "Cloudbeds has too many guests that this could be. Change them there by hand.");
    }

    /// <summary>One guest as Cloudbeds has them now.</summary>
    public async Task<PmsAnswer<ExternalGuest>> Guest(ExternalGuestId id, CancellationToken ct)
    {
        var answer = await Calls.Read(() => Api.GetGuest(Property, id.Value, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        return answer.Value.Data switch
        {
            null => new PmsFailure.Gone("Cloudbeds no longer has this guest."),
            { IsMerged: true, NewGuestID: { Length: > 0 } target } => new PmsFailure.Gone("In Cloudbeds this guest was merged into another.") { MergedInto = new ExternalGuestId(target) },
            { IsAnonymized: true } => new PmsFailure.Gone("In Cloudbeds this guest was erased."),
            var guest => CloudbedsGuest.From(id, guest),
        };
    }

    public async Task<PmsAnswer<ReservationData>> Reservation(ExternalReservationId id, CancellationToken ct)
    {
        var answer = await Calls.Read(() => Api.GetReservation(Property, id.Value, ct), ct);
        if (answer.Failure is { } failure)
            return failure;
        return answer.Value.Data is { } reservation ? reservation : new PmsFailure.Gone("Cloudbeds no longer has this reservation.");
    }

    // A status nobody announced counts as still to come.
    private static bool IsToCome(GuestRow row) => row.Status is not ("canceled" or "checked_out" or "no_show") && row is not ({ IsMerged: true } or { IsAnonymized: true });
}
