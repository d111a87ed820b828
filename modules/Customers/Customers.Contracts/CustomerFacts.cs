namespace BookingPlatform.Customers.Contracts;

/// <summary>A customer record was made.</summary>
/// <param name="CustomerId">The new record.</param>
public sealed record CustomerCreated(Guid CustomerId);

/// <summary>Something on a customer record changed: name, telephone, address, notes or (then with <see cref="CustomerEmailChanged"/> beside it) the email.</summary>
/// <param name="CustomerId">The record.</param>
/// <param name="Version">The record's version after the change; rises by one with every change.</param>
public sealed record CustomerChanged(Guid CustomerId, int Version);

/// <summary>The customer's email address or its state changed: bookings, messages, Guest App and PMS follow.</summary>
/// <param name="CustomerId">The record.</param>
/// <param name="Before">State of the address before.</param>
/// <param name="After">State of the address now.</param>
public sealed record CustomerEmailChanged(Guid CustomerId, EmailState Before, EmailState After);

/// <summary>A customer record was deleted; bookings stay.</summary>
/// <param name="CustomerId">The record.</param>
/// <param name="Version">The record's version after it.</param>
public sealed record CustomerDeleted(Guid CustomerId, int Version);

/// <summary>A deleted record was restored.</summary>
/// <param name="CustomerId">The record.</param>
/// <param name="Version">The record's version after it.</param>
public sealed record CustomerRestored(Guid CustomerId, int Version);

/// <summary>
/// Records turned out to be one person and became one. Told about the kept record, once for the whole merge: no <see cref="CustomerDeleted"/> or
/// <see cref="CustomerChanged"/> is told beside it. Rows of other modules have moved already (<see cref="IMergeParticipant"/>).
/// </summary>
/// <param name="MergeId">The merge; the undo names it too.</param>
/// <param name="KeptId">The record that stays, perhaps with other names, email or alert than before.</param>
/// <param name="OtherIds">The records merged away. They stay readable as pointers to the kept one and are found nowhere.</param>
public sealed record CustomersMerged(Guid MergeId, Guid KeptId, IReadOnlyList<Guid> OtherIds);

/// <summary>A merge was undone: the other records are in use again, with what was theirs.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="KeptId">The record that had been kept.</param>
/// <param name="OtherIds">The records that are back.</param>
public sealed record CustomersUnmerged(Guid MergeId, Guid KeptId, IReadOnlyList<Guid> OtherIds);

/// <summary>What was known of a person was erased. The records stay and name nobody; a record that was in use is told as deleted too, before this.</summary>
/// <param name="CustomerId">The record.</param>
/// <param name="MergedIds">The records that had been merged into it.</param>
public sealed record CustomerErased(Guid CustomerId, IReadOnlyList<Guid> MergedIds);
