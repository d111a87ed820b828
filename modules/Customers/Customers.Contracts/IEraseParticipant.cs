namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Implemented by every module that keeps something about customers. When a person is erased (GDPR, article 17), each takes out of its rows what says who
/// that was; what the business must still count stays: bookings, bills, payments, no-shows, under the record's id, which now names nobody.
/// <para>
/// Rules. <see cref="Erase"/> runs inside the caller's transaction and never commits. It clears rows of all states, journals of merges too. What forbids
/// something (a block, an objection to advertising) lives on, as keyed hashes where it must recognise somebody. Statements do not grow with the number of rows.
/// </para>
/// </summary>
public interface IEraseParticipant
{
    /// <summary>Participants act in rising order, downstream first, so that a row that hangs on another is found through it: hotel systems 10, Notifications 20, NoShow 30, Bookings 40.</summary>
    int Order { get; }

    /// <summary>What would be taken out, what stays, and what must happen first. It changes nothing.</summary>
    Task<ErasePreview> Preview(EraseAct act, CancellationToken ct);

    /// <summary>Takes it out.</summary>
    /// <returns>Ids of rows other than the customers whose lines in the audit trail may name the person: bookings, messages.</returns>
    Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct);
}

/// <summary>One person who is erased.</summary>
/// <param name="ErasureId">Marks what it took out; empty in a preview.</param>
/// <param name="CustomerIds">The record, and all that were merged into it.</param>
/// <param name="MergeIds">The merges they took part in, undone ones too: keys of the participants' journals.</param>
public sealed record EraseAct(Guid ErasureId, IReadOnlyList<Guid> CustomerIds, IReadOnlyList<Guid> MergeIds);

/// <summary>What a module says before somebody is erased.</summary>
/// <param name="Effects">In words with counts, without names; nothing for what there is none of.</param>
/// <param name="Holds">Why it cannot be done yet; the erasure waits for it.</param>
public sealed record ErasePreview(IReadOnlyList<EraseEffect> Effects, IReadOnlyList<EraseHold> Holds);

/// <summary>Something that follows from an erasure.</summary>
/// <param name="Text">For people: "12 bookings keep service, time and price; name, notes and alert are taken out".</param>
/// <param name="Stays">Told under what stays rather than what goes.</param>
public sealed record EraseEffect(string Text, bool Stays);

/// <summary>What must happen before somebody can be erased.</summary>
/// <param name="Code">Stable, kebab-case: <c>coming-bookings</c>.</param>
/// <param name="Text">One plain sentence: what stands in the way and what to do.</param>
/// <param name="Href">The page where it can be done; null when the sentence is enough.</param>
public sealed record EraseHold(string Code, string Text, string? Href = null);
