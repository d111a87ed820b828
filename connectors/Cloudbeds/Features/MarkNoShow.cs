using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>Sets a reservation to no-show and looks whether it is.</summary>
internal sealed class MarkNoShow(CloudbedsSession cloudbeds)
{
    private const string NoShow = "no_show";

    public async Task<PmsAnswer<Done>> Run(ExternalReservationId id, CancellationToken ct)
    {
        if (await Stands(id, ct) is { } before)
            return before;

        var form = new ReservationForm { PropertyId = cloudbeds.Property, ReservationId = id.Value, Status = NoShow };
        var written = await cloudbeds.Calls.Write(() => cloudbeds.Api.PutReservation(form, ct), ct);
        if (written.Failure is { } refused)
            return refused;
        return await Stands(id, ct) ?? new PmsFailure.Transient("Cloudbeds took the no-show but does not show it. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while it is no no-show.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalReservationId id, CancellationToken ct)
    {
        var reservation = await cloudbeds.Reservation(id, ct);
        if (reservation.Failure is { } failure)
            return failure;
        return reservation.Value.Status is NoShow ? default(Done) : null;
    }
}
