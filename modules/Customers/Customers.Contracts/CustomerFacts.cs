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
