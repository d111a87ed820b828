using System.Globalization;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>Gives a reservation to another profile under a lock, so that nobody who has it open overwrites it, and looks whether the profile has it.</summary>
internal sealed class ReassignReservation(OperaSession opera)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId id, ExternalGuestId guest, CancellationToken ct)
    {
        if (await Stands(id, guest, ct) is { } before)
            return before;

        var locked = await opera.Calls.Change(() => opera.Api.Lock(opera.Settings.Hotel, id.Value, new OperaLockRequest(ReservationId(id), opera.Settings.Hotel), ct), ct);
        if (locked.Failure is { } unlocked)
            return unlocked;
        if (locked.Value.AcquiredReservationLock?.LockHandle is not { } handle || !long.TryParse(handle, CultureInfo.InvariantCulture, out var number))
            return new PmsFailure.Transient($"{locked.Value.ExistingReservationLock?.CreatedBy ?? "Somebody"} has this reservation open in OPERA Cloud. We will try again.");
        try
        {
            return await Write(id, guest, number, ct);
        }
        finally
        {
            // A lock that is not given back runs out by itself, so how this ends does not matter.
            await opera.Calls.Change(() => opera.Api.Unlock(opera.Settings.Hotel, handle, ct), ct);
        }
    }

    private async Task<PmsAnswer<Done>> Write(ExternalReservationId id, ExternalGuestId guest, long handle, CancellationToken ct)
    {
        var change = new OperaReservationChange(
        [
            new OperaReservation
            {
                LockHandle = handle,
                ReservationIdList = [ReservationId(id)],
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

    private static OperaId ReservationId(ExternalReservationId id) => new(id.Value, "Reservation");
}
