using System.Text.Json.Nodes;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>
/// Writes a change into every reservation to come of the person. The place that we are linked to is written last: it is by its old name and email that the
/// others are found, so a push that breaks off in the middle finds the rest again. Each of the others is read back here; the last the caller reads back.
/// </summary>
internal sealed class UpdateGuest(ApaleoSession apaleo)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        if (change.Notes is not null)
            return new PmsFailure.NotSupported("apaleo keeps no notes on a guest, only comments on a reservation.");
        if (change.IsEmpty)
            return default(Done);

        var linked = await apaleo.Person(id, ct);
        if (linked.Failure is { } failure)
            return failure;
        var others = await Others(linked.Value, ct);
        if (others.Failure is { } unfound)
            return unfound;

        foreach (var other in others.Value.Where(other => change.NotYetIn(other.Guest) is not GuestFields.None))
            if (await Write(other, change, ct) is { } refused)
                return refused;
            else if (await Unconfirmed(other, change, ct) is { } unconfirmed)
                return unconfirmed;

        return await Write(linked.Value, change, ct) is { } last ? last : default(Done);
    }

    private async Task<PmsAnswer<IReadOnlyList<Entry>>> Others(Entry linked, CancellationToken ct)
    {
        if (linked.Guest.Email is not { } email)
            return Array.Empty<Entry>();

        var found = await apaleo.Upcoming(email, ct);
        return found.Succeeded
            ? found.Value.Where(entry => entry.Place != linked.Place && SamePerson.Is(entry.Guest, linked.Guest)).DistinctBy(entry => entry.Place).ToList()
            : found;
    }

    private async Task<PmsFailure?> Write(Entry entry, GuestChange change, CancellationToken ct)
    {
        var person = entry.With(change);
        var (holder, role, _) = entry.Place;
        var written = role switch
        {
            Role.Booker => await apaleo.Calls.Change(() => apaleo.Api.PatchBooking(holder, [new PatchStep("replace", "/booker", person)], ct), ct),
            Role.Primary => await apaleo.Calls.Change(() => apaleo.Api.PatchReservation(holder, [new PatchStep("replace", "/primaryGuest", person)], ct), ct),
            _ => await WriteCompanion(entry, person, ct),
        };
        return written.Failure;
    }

    // Companions are written as a whole list, so it is read again just before: two of them may have changed in this very run.
    private async Task<PmsAnswer<ApaleoNothing>> WriteCompanion(Entry entry, JsonObject person, CancellationToken ct)
    {
        var current = await apaleo.Person(entry.Place.Id, ct);
        if (current.Failure is { } failure)
            return failure;

        var companions = current.Value.Companions!.DeepClone().AsArray();
        companions[entry.Place.Index] = person;
        return await apaleo.Calls.Change(() => apaleo.Api.PatchReservation(entry.Place.Holder, [new PatchStep("replace", "/additionalGuests", companions)], ct), ct);
    }

    private async Task<PmsFailure?> Unconfirmed(Entry entry, GuestChange change, CancellationToken ct)
    {
        var read = await apaleo.Person(entry.Place.Id, ct);
        return read.Failure ?? (change.NotYetIn(read.Value.Guest) is GuestFields.None
            ? null
            : new PmsFailure.Transient($"apaleo took the change but still shows the old in {entry.Place.Holder}. We will try again.") { MayHaveHappened = true });
    }
}
