namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// One connection to one property management system (PMS), in our words. Everything a PMS may do to us is an answer:
/// a connector throws only <see cref="OperationCanceledException"/> for the caller's own token and exceptions for broken assumptions.
/// </summary>
/// <remarks>
/// The caller reads, diffs, writes and reads back (<see cref="GuestChange.Between"/>, <see cref="GuestChange.NotYetIn"/>).
/// Every method may be called again after an answer of <see cref="PmsFailure.Transient"/>: a connector finds before it acts where
/// repeating would do something twice.
/// </remarks>
public interface IPmsConnector
{
    /// <summary>Whether the settings work, with the name of the property they lead to, so that staff see it is the right one. Changes nothing.</summary>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct);

    /// <summary>Guests that match every key of the query. No match is an empty list, not a failure.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct);

    /// <summary>One guest as the PMS has it now; <see cref="PmsFailure.Gone"/> when it was deleted, or merged into another.</summary>
    /// <param name="id">The guest.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct);

    /// <summary>
    /// Makes a guest, once: a guest that an earlier attempt made under the same <see cref="NewGuest.Reference"/> is returned instead.
    /// When somebody else's guest has the email, nothing is written and the answer is <see cref="PmsFailure.Business"/> with
    /// <see cref="BusinessCode.PossibleDuplicate"/>.
    /// </summary>
    /// <param name="guest">Who, and our reference.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct);

    /// <summary>Writes the changed fields and only those. An empty change is done without a request.</summary>
    /// <param name="id">The guest.</param>
    /// <param name="change">What changes.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct);

    /// <summary>Adds a note that the hotel's staff see with the guest. A note with the same text that is already there counts as written.</summary>
    /// <param name="id">The guest.</param>
    /// <param name="text">Plain text, at most <see cref="PmsCapabilities.MaxNoteLength"/> characters; longer is refused, never cut.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct);

    /// <summary>
    /// Merges one guest into another, which in most systems cannot be taken back: ask people first. A merge that is already done there is a success.
    /// </summary>
    /// <param name="merge">Who stays and who goes.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> MergeGuests(GuestMerge merge, CancellationToken ct) => Unsupported("merge guests");

    /// <summary>Takes a merge back.</summary>
    /// <param name="merge">The merge as it was done.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> UnmergeGuests(GuestMerge merge, CancellationToken ct) => Unsupported("take a merge back");

    /// <summary>Gives a reservation to another guest. A reservation that is already theirs is a success.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="guest">Whose it shall be.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> ReassignReservation(ExternalReservationId reservation, ExternalGuestId guest, CancellationToken ct) => Unsupported("give a reservation to another guest");

    /// <summary>Marks a reservation as a no-show. One that is marked already is a success.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> MarkNoShow(ExternalReservationId reservation, CancellationToken ct) => Unsupported("mark a no-show");

    /// <summary>Takes a no-show back: the reservation is as before. One that is no no-show is a success.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> UndoNoShow(ExternalReservationId reservation, CancellationToken ct) => Unsupported("take a no-show back");

    /// <summary>Bans a guest, or lifts the ban. Repeating it changes nothing.</summary>
    /// <param name="id">The guest.</param>
    /// <param name="ban">Whether, and why.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<Done>> BanGuest(ExternalGuestId id, GuestBan ban, CancellationToken ct) => Unsupported("ban a guest");

    /// <summary>
    /// What a webhook says, without asking anybody: kinds that are of no interest are left out. Null when the body is not one of this vendor's.
    /// </summary>
    /// <param name="body">As received; it comes from anybody who knows the address.</param>
    IReadOnlyList<PmsNews>? ReadWebhook(string body) => null;

    /// <summary>Which guests changed since the mark, oldest first. A PMS that forgets what it has told (a queue) is asked only to have it stored at once.</summary>
    /// <param name="mark">From the last answer; null for the first time: then begin now.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<PmsAnswer<PmsChanges>> ChangedSince(string? mark, CancellationToken ct) =>
        Task.FromResult<PmsAnswer<PmsChanges>>(new PmsFailure.NotSupported("This hotel system does not tell what changed."));

    /// <summary>The guests a piece of news is about, as the PMS has them now; none when they are of no interest.</summary>
    /// <param name="news">As it was told.</param>
    /// <param name="ct">Stops waiting.</param>
    async Task<PmsAnswer<IReadOnlyList<ExternalGuest>>> Fetch(PmsNews news, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(news);
        var guest = await ReadGuest(new ExternalGuestId(news.About), ct);
        return guest.Failure is { } failure ? failure : new PmsAnswer<IReadOnlyList<ExternalGuest>>([guest.Value]);
    }

    private static Task<PmsAnswer<Done>> Unsupported(string what) =>
        Task.FromResult<PmsAnswer<Done>>(new PmsFailure.NotSupported($"This hotel system does not let us {what}. Do it there by hand."));
}

/// <summary>What a test of the connection found.</summary>
/// <param name="PropertyName">The property's name in the PMS.</param>
/// <param name="Details">Further lines for the page, for example the chain or the time zone.</param>
public sealed record ConnectionReport(string PropertyName, IReadOnlyList<string> Details);
