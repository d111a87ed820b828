namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Implemented downstream by every module whose rows belong to a customer. When two to five records turn out to be one person, the others' rows become
/// the kept record's; undoing the merge gives each row back to whom it came from. Registered as a scoped service; all calls happen in the scope of the
/// use case, for the business at work.
/// <para>
/// Rules. <see cref="Merge"/> and <see cref="Undo"/> run inside the caller's open transaction and never save, commit or tell facts of their own for single
/// rows: a merge moves everything or nothing. The number of statements is constant, however many rows move: first an <c>INSERT … SELECT</c> into a journal
/// of the participant's own (merge, row, customer it came from, and whatever else the undo needs), then one <c>UPDATE</c>. <see cref="Merge"/> may be called
/// again with the same act, to fetch rows that somebody wrote for a merged record at the same moment: what has moved already must not move twice.
/// Where two rows become one (an open request each, a block each), the stronger wins: what forbids, warns or protects is never lost, and the undo brings
/// both back as they were.
/// </para>
/// </summary>
public interface IMergeParticipant
{
    /// <summary>Stable, camelCase: <c>bookings</c>, <c>messages</c>, <c>pmsProfiles</c>, <c>blocks</c>. The prefix of nothing else.</summary>
    string Key { get; }

    /// <summary>Participants act in rising order, in undoing too: Bookings 10, NoShow 20, Notifications 30, hotel systems 40. Rows that hang on others come after them.</summary>
    int Order { get; }

    /// <summary>What the merge would do, in words with counts, for the page before it. It changes nothing; leave out what would not happen.</summary>
    /// <param name="act">Its <see cref="MergeAct.MergeId"/> is empty.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct);

    /// <summary>What stands in the way, each with the way out. Asked for the preview and again inside the transaction of the merge.</summary>
    Task<IReadOnlyList<MergeBlocker>> Blockers(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyList<MergeBlocker>>([]);

    /// <summary>Moves the others' rows to the kept record. The customers' own rows (names, email, alert, lists) are not saved yet.</summary>
    /// <returns>How many rows of which kind moved: <c>bookings</c> 12, <c>itineraries</c> 1. Kinds of which none moved may be left out.</returns>
    Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct);

    /// <summary>
    /// What came to the kept record since the merge and could be another's after all: the undo asks to whom each belongs.
    /// What follows something else (a message follows its booking) is not listed. At most a few hundred, newest first.
    /// </summary>
    Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct);

    /// <summary>
    /// The complete inverse: every journalled row that the kept record still has goes back to whom it came from; rows that were given to a third customer
    /// since stay there; what came since goes where <see cref="UnmergeAct.OwnerOf"/> says. The other records are in use again.
    /// </summary>
    Task Undo(UnmergeAct act, CancellationToken ct);
}

/// <summary>One merge: whose rows become whose.</summary>
/// <param name="MergeId">The key of every participant's journal.</param>
/// <param name="KeptId">The primary record, which stays.</param>
/// <param name="OtherIds">One to four records that are merged away; each different from the others and from <paramref name="KeptId"/>.</param>
/// <param name="AtUtc">When it happened, or now for one that is only looked at.</param>
public sealed record MergeAct(Guid MergeId, Guid KeptId, IReadOnlyList<Guid> OtherIds, DateTime AtUtc)
{
    /// <summary>The others, for an <c>IN</c> of a participant's own statement: the same text however many they are.</summary>
    public const string SqlOthers = "(@other1, @other2, @other3, @other4)";

    /// <summary>All records of the merge, the kept one first.</summary>
    public IReadOnlyList<Guid> AllIds => [KeptId, .. OtherIds];

    /// <summary>What a participant's own statements are about: <c>@merge</c>, <c>@kept</c>, <c>@other1</c> … <c>@other4</c> (the last one repeated), <c>@business</c>, <c>@yes</c>, <c>@no</c>.</summary>
    public IReadOnlyDictionary<string, object> SqlValues(Guid businessId)
    {
        var values = new Dictionary<string, object> { ["@merge"] = MergeId, ["@kept"] = KeptId, ["@business"] = businessId, ["@yes"] = true, ["@no"] = false };
        for (var place = 0; place < 4; place++)
            values[$"@other{place + 1}"] = OtherIds[Math.Min(place, OtherIds.Count - 1)];
        return values;
    }
}

/// <summary>A merge that is being undone.</summary>
/// <param name="Merge">What is undone.</param>
/// <param name="Assignments">By id of a <see cref="SinceMerge"/>: the record of the merge it goes to.</param>
public sealed record UnmergeAct(MergeAct Merge, IReadOnlyDictionary<Guid, Guid> Assignments)
{
    /// <summary>To whom something goes that came since the merge: as people said, otherwise the suggestion.</summary>
    /// <param name="id">Its <see cref="SinceMerge.Id"/>.</param>
    /// <param name="suggested">Its <see cref="SinceMerge.SuggestedId"/>.</param>
    public Guid OwnerOf(Guid id, Guid suggested) => Assignments.TryGetValue(id, out var chosen) ? chosen : suggested;
}

/// <summary>Something that follows from a merge.</summary>
/// <param name="Key">Stable, camelCase: <c>bookings</c>, <c>brochureRequests</c>.</param>
/// <param name="Count">How many; 1 for what cannot be counted.</param>
/// <param name="Text">For people: "12 bookings move to the kept record, 3 of them still to come". Without the names of the records, which stand beside it.</param>
/// <param name="Icon">Name of an icon.</param>
public sealed record MergeEffect(string Key, int Count, string Text, string Icon);

/// <summary>Why these records cannot be merged as things stand.</summary>
/// <param name="Code">Stable, kebab-case: <c>two-guest-logins</c>.</param>
/// <param name="Text">One plain sentence that says what stands in the way and what to do.</param>
/// <param name="Href">The page where it can be done; null when the sentence is enough.</param>
public sealed record MergeBlocker(string Code, string Text, string? Href = null);

/// <summary>Something that came to the kept record after the merge.</summary>
/// <param name="Kind">Stable, camelCase: <c>booking</c>, <c>brochureRequest</c>.</param>
/// <param name="Id">Its id, unique over all kinds: the key of <see cref="UnmergeAct.Assignments"/>.</param>
/// <param name="AtUtc">When it came.</param>
/// <param name="Text">For people: "Massage, 12 May 2026, 10:00, K7QM-2XP4".</param>
/// <param name="SuggestedId">The record of the merge it most probably belongs to.</param>
public sealed record SinceMerge(string Kind, Guid Id, DateTime AtUtc, string Text, Guid SuggestedId);
