using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>Gives a reservation to another guest. Naming the guest who has it already changes nothing, so it may be repeated.</summary>
internal sealed class ReassignReservation(MewsSession mews, string? enterpriseId)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct)
    {
        var request = new ReservationsUpdateCustomer(mews.Credentials) { EnterpriseId = enterpriseId, ReservationId = reservation.Value, CustomerId = guest.Value };
        var written = await mews.Calls.Write(() => mews.Api.UpdateReservationCustomer(request, ct), ct);
        return written.Failure is { } failure ? await mews.Explain(failure, guest, email: null, ct) : default(Done);
    }
}
