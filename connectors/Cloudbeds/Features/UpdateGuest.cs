using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>
/// Writes changed fields. A guest of Cloudbeds hangs on one reservation, so the change goes to the same person in every stay to come; the linked guest is
/// written last, because the others are found by its old name and email: a push that breaks off in the middle finds the rest again.
/// </summary>
internal sealed class UpdateGuest(CloudbedsSession cloudbeds)
{
    public async Task<PmsAnswer<Done>> Run(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        if (change.Notes is not null)
            return new PmsFailure.NotSupported("Cloudbeds keeps a guest's notes one by one; add a note instead.");
        if (change.IsEmpty)
            return default(Done);

        var linked = await cloudbeds.Guest(id, ct);
        if (linked.Failure is { } failure)
            return failure;
        var others = linked.Value.Email is { } email ? await cloudbeds.Upcoming(email, null, ct) : Array.Empty<ExternalGuest>();
        if (others.Failure is { } unfound)
            return unfound;

        foreach (var other in others.Value.Where(other => other.Id != id && SamePerson.Is(other, linked.Value) && change.NotYetIn(other) is not GuestFields.None))
            if (await Write(other.Id, change, ct) is { } refused)
                return refused;
            else if (await Unconfirmed(other.Id, change, ct) is { } unconfirmed)
                return unconfirmed;

        return await Write(id, change, ct) is { } last ? last : default(Done);
    }

    private async Task<PmsFailure?> Write(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        var form = CloudbedsGuest.ToForm(id, change, cloudbeds.Property);
        return (await cloudbeds.Calls.Write(() => cloudbeds.Api.PutGuest(form, ct), ct)).Failure;
    }

    private async Task<PmsFailure?> Unconfirmed(ExternalGuestId id, GuestChange change, CancellationToken ct)
    {
        var read = await cloudbeds.Guest(id, ct);
        return read.Failure ?? (change.NotYetIn(read.Value) is GuestFields.None
            ? null
            : new PmsFailure.Transient("Cloudbeds took the change but still shows the old in another reservation of the guest. We will try again.") { MayHaveHappened = true });
    }
}
