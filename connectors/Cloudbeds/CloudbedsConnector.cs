using BookingPlatform.Cloudbeds.Features;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds;

/// <summary>The operations of this connector; each is a file in Features.</summary>
internal sealed class CloudbedsConnector(CloudbedsSession cloudbeds) : IPmsConnector
{
    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => new TestConnection(cloudbeds).Run(ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => new FindGuests(cloudbeds).Run(query, ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => cloudbeds.Guest(id, ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) =>
        Task.FromResult<PmsAnswer<ExternalGuest>>(new PmsFailure.NotSupported("In Cloudbeds a guest hangs on a reservation. Make the reservation there with the guest's email."));

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => new UpdateGuest(cloudbeds).Run(id, change, ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => new AddNote(cloudbeds).Run(id, text, ct);

    public Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) =>
        new ReassignReservation(cloudbeds).Run(reservation, guest, ct);

    public Task<PmsAnswer<Done>> MarkNoShow(ExternalReservationId reservation, CancellationToken ct) => new MarkNoShow(cloudbeds).Run(reservation, ct);

    public Task<PmsAnswer<Done>> UndoNoShow(ExternalReservationId reservation, CancellationToken ct) => new MarkNoShow(cloudbeds).Undo(reservation, ct);

    public IReadOnlyList<PmsNews>? ReadWebhook(string body) => Changes.Read(body, cloudbeds.Property);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => new Changes(cloudbeds).Since(mark, ct);
}
