using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Act: another system of the business, such as the hotel's, knows something newer about a customer. The same rules and the same history as for what staff type.</summary>
public interface ICustomerCorrections
{
    /// <summary>Whether the address reaches one person: not malformed, not a placeholder, not a relay, not the business's own.</summary>
    Task<bool> IsContact(string email, CancellationToken ct);

    /// <summary>
    /// Puts the given values on the record and saves. Refused as when staff type it: <c>validation</c>, <c>email-belongs-to</c>, <c>customer-deleted</c> …
    /// </summary>
    /// <param name="customerId">The record.</param>
    /// <param name="correction">What is given; null leaves a field alone.</param>
    /// <param name="ct">Cancels it.</param>
    Task<Answer<CustomerCard>> Correct(Guid customerId, CustomerCorrection correction, CancellationToken ct);
}

/// <summary>Values for a customer record; null leaves a field alone.</summary>
public sealed record CustomerCorrection
{
    /// <summary>Given name; together with <see cref="LastName"/>.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary>Email address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Postal address, as a whole.</summary>
    public PostalAddress? Address { get; init; }
}
