using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Features;

namespace BookingPlatform.Mews;

/// <summary>The operations of this connector; each is a file in Features.</summary>
internal sealed class MewsConnector(MewsSession mews, string? enterpriseId) : IPmsConnector
{
    private readonly TestConnection test = new(mews, enterpriseId);
    private readonly FindGuests find = new(mews);
    private readonly ReadGuest read = new(mews);
    private readonly CreateGuest create = new(mews);
    private readonly UpdateGuest update = new(mews);
    private readonly AddNote note = new(mews);
    private readonly MergeGuests merge = new(mews);
    private readonly ReassignReservation reassign = new(mews, enterpriseId);

    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => test.Run(ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => find.Run(query, ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => read.Run(id, ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => create.Run(guest, ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => update.Run(id, change, ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => note.Run(id, text, ct);

    public Task<PmsAnswer<Done>> MergeGuests(GuestMerge merge, CancellationToken ct) => this.merge.Run(merge, ct);

    public Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) => reassign.Run(reservation, guest, ct);

    public IReadOnlyList<PmsNews>? ReadWebhook(string body) => Changes.Read(body);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => new Changes(mews).Since(mark, ct);

    public Task<PmsAnswer<Done>> BanGuest(ExternalGuestId id, GuestBan ban, CancellationToken ct) => new BanGuest(mews, note).Run(id, ban, ct);
}
