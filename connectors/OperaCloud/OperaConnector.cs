using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Features;

namespace BookingPlatform.OperaCloud;

/// <summary>The operations of this connector; each is a file in Features.</summary>
internal sealed class OperaConnector(OperaSession opera) : IPmsConnector
{
    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => new TestConnection(opera).Run(ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => new FindGuests(opera).Run(query, ct);

    public async Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct)
    {
        var profile = await opera.Profile(id, ct);
        return profile.Failure is { } failure ? failure : OperaGuest.From(id, profile.Value, opera.Settings.System);
    }

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => new CreateGuest(opera).Run(guest, ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => new UpdateGuest(opera).Run(id, change, ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => new AddNote(opera).Run(id, text, ct);

    public Task<PmsAnswer<Done>> MergeGuests(GuestMerge merge, CancellationToken ct) => new MergeGuests(opera).Run(merge, ct);

    public Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) =>
        new ReassignReservation(opera).Run(reservation, guest, ct);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => new Changes(opera).Next(ct);

    public Task<PmsAnswer<Done>> BanGuest(ExternalGuestId id, GuestBan ban, CancellationToken ct) => new BanGuest(opera).Run(id, ban, ct);
}
