using System.Globalization;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Simulated;

/// <summary>The practice hotel's desk. Like most hotel systems it lets an email belong to one guest only.</summary>
internal sealed class SimulatedConnector(GuestBook book, Temper temper, string property, TimeProvider clock) : IPmsConnector
{
    private static readonly PmsFailure.Gone NoSuchGuest = new("The simulated hotel system has no such guest any more.");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => temper.Request<ConnectionReport>(writes: false, async () =>
        new ConnectionReport(property, ["A simulation: no real hotel is behind it.", $"Guests on file: {await book.Read(guests => guests.Count, ct)}"]), ct);

    public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => temper.Request<FoundGuests>(writes: false, async () =>
    {
        var found = await book.Read(guests => guests.Where(guest => Fits(guest, query)).Take(query.Limit + 1).Select(guest => guest.ToGuest()).ToList(), ct);
        return new FoundGuests([.. found.Take(query.Limit)], More: found.Count > query.Limit);
    }, ct);

    public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => temper.Request(writes: false, () =>
        book.Read<PmsAnswer<ExternalGuest>>(guests => guests.Find(guest => guest.Id == id.Value) is { } guest ? guest.ToGuest() : NoSuchGuest, ct), ct);

    public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => temper.Request(writes: true, () => book.Write(guests => Create(guests, guest), ct), ct);

    public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => change.IsEmpty
        ? Task.FromResult<PmsAnswer<Done>>(default(Done))
        : temper.Request(writes: true, () => book.Write(guests => Update(guests, id, change), ct), ct);

    public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => temper.Request(writes: true, () => book.Write<PmsAnswer<Done>>(guests =>
    {
        var at = guests.FindIndex(guest => guest.Id == id.Value);
        if (at < 0)
            return NoSuchGuest;
        if (!guests[at].StaffNotes.Contains(text))
            guests[at] = guests[at] with { StaffNotes = [.. guests[at].StaffNotes, text], UpdatedUtc = Now };
        return default(Done);
    }, ct), ct);

    public Task<PmsAnswer<Done>> MergeGuests(GuestMerge merge, CancellationToken ct) => temper.Request(writes: true, () => book.Write<PmsAnswer<Done>>(guests =>
    {
        if (!guests.Exists(guest => guest.Id == merge.Survivor.Value))
            return NoSuchGuest;
        guests.RemoveAll(guest => guest.Id == merge.Victim.Value);
        return default(Done);
    }, ct), ct);

    public Task<PmsAnswer<Done>> BanGuest(ExternalGuestId id, GuestBan ban, CancellationToken ct) => temper.Request(writes: true, () => book.Write<PmsAnswer<Done>>(guests =>
    {
        var at = guests.FindIndex(guest => guest.Id == id.Value);
        if (at < 0)
            return NoSuchGuest;
        guests[at] = guests[at] with { BannedFor = ban.Banned ? ban.Reason : null, UpdatedUtc = Now };
        return default(Done);
    }, ct), ct);

    public Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) => temper.Request<PmsChanges>(writes: false, async () =>
    {
        var now = Now;
        var since = mark is null ? now : DateTime.Parse(mark, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var changed = await book.Read(guests => guests.Where(guest => guest.UpdatedUtc >= since).ToList(), ct);
        var news = changed.Select(guest => new PmsNews(guest.Id) { EventId = string.Create(CultureInfo.InvariantCulture, $"{guest.Id} {guest.UpdatedUtc:O}") });
        return new PmsChanges([.. news], now.ToString("O", CultureInfo.InvariantCulture), More: false);
    }, ct);

    private PmsAnswer<ExternalGuest> Create(List<StoredGuest> guests, NewGuest guest)
    {
        if (guests.Find(known => known.Reference == guest.Reference) is { } ours)
            return ours.ToGuest();
        if (guests.Find(known => known.HasEmail(guest.Details.Email?.Address)) is { } owner)
            return Duplicate(owner);
        guests.Add(StoredGuest.From(guest, Now));
        return guests[^1].ToGuest();
    }

    private PmsAnswer<Done> Update(List<StoredGuest> guests, ExternalGuestId id, GuestChange change)
    {
        var at = guests.FindIndex(guest => guest.Id == id.Value);
        if (at < 0)
            return NoSuchGuest;
        if (guests.Find(other => other.Id != id.Value && other.HasEmail(change.Email?.Address)) is { } owner)
            return Duplicate(owner);
        if (!temper.Forgets)
            guests[at] = guests[at].With(change, Now);
        return default(Done);
    }

    private static PmsFailure.Business Duplicate(StoredGuest owner) => new(
        BusinessCode.PossibleDuplicate,
        $"Another guest in the simulated hotel system, {owner.FirstName} {owner.LastName}, already has this email. Decide whether they are the same person.")
    {
        OtherGuest = new ExternalGuestId(owner.Id),
    };

    private static bool Fits(StoredGuest guest, GuestQuery query) =>
        (query.Email is null || guest.HasEmail(query.Email))
        && (query.Name is null || query.Name == new GuestName(guest.FirstName, guest.LastName))
        && (query.Phone is null || query.Phone == guest.Phone);
}
