using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>Sets a reservation to no-show, or a no-show back to confirmed, and looks whether it is.</summary>
internal sealed class MarkNoShow(CloudbedsSession cloudbeds)
{
    private const string NoShow = "no_show";
    private const string Confirmed = "confirmed";

    public Task<PmsAnswer<Done>> Run(ExternalReservationId id, CancellationToken ct) => Set(id, NoShow, status => status is NoShow, ct);

    public Task<PmsAnswer<Done>> Undo(ExternalReservationId id, CancellationToken ct) => Set(id, Confirmed, status => status is not NoShow, ct);

    private async Task<PmsAnswer<Done>> Set(ExternalReservationId id, string wanted, Func<string?, bool> isSo, CancellationToken ct)
    {
        if (await Stands(id, isSo, ct) is { } before)
            return before;

        var form = new ReservationForm { PropertyId = cloudbeds.Property, ReservationId = id.Value, Status = wanted };
        var written = await cloudbeds.Calls.Write(() => cloudbeds.Api.PutReservation(form, ct), ct);
        if (written.Failure is { } refused)
            return refused;
        return await Stands(id, isSo, ct) ?? new PmsFailure.Transient("Cloudbeds took the new status but does not show it. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while it is otherwise.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalReservationId id, Func<string?, bool> isSo, CancellationToken ct)
    {
        var reservation = await cloudbeds.Reservation(id, ct);
        if (reservation.Failure is { } failure)
            return failure;
        return isSo(reservation.Value.Status) ? default(Done) : null;
    }
}
