using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Gives a reservation to another profile, and looks whether it has it.</summary>
internal sealed class ReassignReservation(OperaSession opera)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId id, ExternalGuestId guest, CancellationToken ct)
    {
        if (await Stands(id, guest, ct) is { } before)
            return before;

        var change = new OperaReservationChange(
        [
            new OperaReservation
            {
                ReservationIdList = [new OperaId(id.Value, "Reservation")],
                ReservationGuests = [new OperaReservationGuest { ProfileInfo = new OperaSummary([OperaSession.ProfileId(guest)]), Primary = true }],
            },
        ]);
        var written = await opera.Calls.Change(() => opera.Api.PutReservation(opera.Settings.Hotel, id.Value, change, ct), ct);
        if (written.Failure is { } refused)
            return refused;
        return await Stands(id, guest, ct) ?? new PmsFailure.Transient("OPERA Cloud took the new guest but still shows the old. We will try again.") { MayHaveHappened = true };
    }

    /// <summary>Null while somebody else has it.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalReservationId id, ExternalGuestId guest, CancellationToken ct)
    {
        var answer = await opera.Calls.ReadOne(() => opera.Api.GetReservation(opera.Settings.Hotel, id.Value, ct), ct);
        if (answer.Failure is { } failure)
            return failure;
        if (answer.Value.Reservations?.Reservation is not [var reservation, ..])
            return new PmsFailure.Gone("OPERA Cloud no longer has this reservation.");
        var guests = reservation.ReservationGuests ?? [];
        var primary = guests.FirstOrDefault(g => g.Primary is true) ?? (guests is [var only] ? only : null);
        return primary?.ProfileInfo?.ProfileIdList?.Any(profile => profile.Id == guest.Value) is true ? default(Done) : null;
    }
}
