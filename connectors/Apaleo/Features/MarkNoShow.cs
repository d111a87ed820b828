using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>Marks a reservation as a no-show; apaleo allows it for confirmed ones from the day of arrival on, and says so otherwise.</summary>
internal sealed class MarkNoShow(ApaleoSession apaleo)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId id, CancellationToken ct)
    {
        if (await Stands(id, ct) is { } before)
            return before;

        var marked = await apaleo.Calls.Change(() => apaleo.Api.MarkNoShow(id.Value, ct), ct);
        if (marked.Failure is { } refused)
            return refused;
        return await Stands(id, ct)
            ?? new PmsFailure.Transient("apaleo took the no-show but does not show it. We will look again.") { MayHaveHappened = true };
    }

    /// <summary>Null while it is no no-show.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalReservationId id, CancellationToken ct)
    {
        var reservation = await apaleo.Reservation(id, ct);
        if (reservation.Failure is { } failure)
            return failure;
        return reservation.Value.Status is "NoShow" ? default(Done) : null;
    }
}
