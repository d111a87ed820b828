using System.Text.Json.Nodes;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>Gives a reservation to another guest: writes a copy of the person into it, in place of who was there, and looks whether they are.</summary>
internal sealed class ReassignReservation(ApaleoSession apaleo)
{
    public async Task<PmsAnswer<Done>> Run(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct)
    {
        var person = await apaleo.Person(guest, ct);
        if (person.Failure is { } failure)
            return failure;
        if (await Stands(reservation, person.Value, ct) is { } before)
            return before;

        PatchStep[] steps = [new PatchStep("replace", "/primaryGuest", person.Value.Person.DeepClone())];
        var written = await apaleo.Calls.Change(() => apaleo.Api.PatchReservation(reservation.Value, steps, ct), ct);
        if (written.Failure is { } refused)
            return refused;
        return await Stands(reservation, person.Value, ct)
            ?? new PmsFailure.Transient("apaleo took the new guest but still shows the old. We will try again.") { MayHaveHappened = true };
    }

    /// <summary>Null while somebody else has it.</summary>
    private async Task<PmsAnswer<Done>?> Stands(ExternalReservationId id, Entry person, CancellationToken ct)
    {
        var reservation = await apaleo.Reservation(id, ct);
        if (reservation.Failure is { } failure)
            return failure;
        return JsonNode.DeepEquals(reservation.Value.PrimaryGuest, person.Person) ? default(Done) : null;
    }
}
