using BookingPlatform.Apaleo.Features;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo;

/// <summary>The operations of this connector; each is a file in Features.</summary>
internal sealed class ApaleoConnector(ApaleoSession apaleo) : IPmsConnector
{
    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => new TestConnection(apaleo).Run(ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => new FindGuests(apaleo).Run(query, ct);

    public async Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct)
    {
        var person = await apaleo.Person(id, ct);
        return person.Failure is { } failure ? failure : person.Value.Guest;
    }

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) =>
        Task.FromResult<PmsAnswer<ExternalGuest>>(new PmsFailure.NotSupported("In apaleo guests exist only inside a reservation. Make the reservation there with the guest's email."));

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => new UpdateGuest(apaleo).Run(id, change, ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => new AddNote(apaleo).Run(id, text, ct);

    public Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) =>
        new ReassignReservation(apaleo).Run(reservation, guest, ct);

    public IReadOnlyList<PmsNews>? ReadWebhook(string body) => Changes.Read(body, apaleo.Property);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => new Changes(apaleo).Since(mark, ct);

    public Task<PmsAnswer<IReadOnlyList<ExternalGuest>>> Fetch(PmsNews news, CancellationToken ct) => new Changes(apaleo).Fetch(news, ct);

    public Task<PmsAnswer<Done>> MarkNoShow(ExternalReservationId reservation, CancellationToken ct) => new MarkNoShow(apaleo).Run(reservation, ct);
}
