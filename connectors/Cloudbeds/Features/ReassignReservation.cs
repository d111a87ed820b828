using System.Text.Json.Nodes;
using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>
/// Makes somebody the main guest of a reservation, room by room, and looks whether they are. Cloudbeds never takes the former main guest out; they stay as a
/// further guest.
/// </summary>
internal sealed class ReassignReservation(CloudbedsSession cloudbeds)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId id, ExternalGuestId guest, CancellationToken ct)
    {
        var before = await cloudbeds.Reservation(id, ct);
        if (before.Failure is { } failure)
            return failure;
        if (IsMain(before.Value, guest))
            return default(Done);
        var rooms = (before.Value.Assigned ?? []).Select(room => room.RoomID).Where(room => !string.IsNullOrEmpty(room)).Distinct().ToList();
        if (rooms.Count == 0)
            return new PmsFailure.Business(BusinessCode.Refused, "Cloudbeds changes the guest of a reservation only where a room is assigned. Assign a room there, then try again.");

        foreach (var room in rooms)
            if (await Write(id, room!, guest, ct) is { } refused)
                return refused;

        var after = await cloudbeds.Reservation(id, ct);
        if (after.Failure is { } unread)
            return unread;
        return IsMain(after.Value, guest) ? default(Done) : new PmsFailure.Transient("Cloudbeds took the new guest but still shows the old. We will try again.") { MayHaveHappened = true };
    }

    private async Task<PmsFailure?> Write(ExternalReservationId id, string room, ExternalGuestId guest, CancellationToken ct)
    {
        var form = new RoomGuestsForm { PropertyId = cloudbeds.Property, ReservationId = id.Value, RoomId = room, GuestIds = guest.Value, MainGuestId = guest.Value };
        return (await cloudbeds.Calls.Write(() => cloudbeds.Api.PostGuestsToRoom(form, ct), ct)).Failure;
    }

    private static bool IsMain(ReservationData reservation, ExternalGuestId guest) =>
        (reservation.GuestList as JsonObject)?[guest.Value]?["isMainGuest"]?.ToString() is "true" or "True" or "1";
}
