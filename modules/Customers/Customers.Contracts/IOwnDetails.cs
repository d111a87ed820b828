using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Act: a guest changes what the business has written down about them. The caller has proved who the guest is. Names stay with the business, because they stand on papers (C3);
/// the email changes by proving the new one (<see cref="IProvenEmails"/>).
/// </summary>
public interface IOwnDetails
{
    /// <summary>A use case of its own: it saves. Refused: <c>not-found</c>, <c>validation</c> by field, <c>changed-meanwhile</c>.</summary>
    Task<Answer<CustomerCard>> Change(Guid customerId, OwnDetails details, CancellationToken ct);
}

/// <summary>What guests may write themselves; null clears.</summary>
/// <param name="Phone">As typed.</param>
/// <param name="Address">Postal address.</param>
/// <param name="Language">BCP 47 tag of the language they want to be written to in; null for the business's own.</param>
public sealed record OwnDetails(string? Phone, PostalAddress? Address, string? Language);
