using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Question and act: whose is an address, and its owner has proved to read the mail of it. Asked by the guests' side only; answered for the business at work.
/// The act happens inside the caller's work: nothing is kept until the caller saves.
/// </summary>
public interface IProvenEmails
{
    /// <summary>Reads what a guest typed, without a question to the database, so that it says nothing about who is known.</summary>
    /// <param name="typed">As typed.</param>
    /// <returns>The address; or <c>email-malformed</c>, also for a generated placeholder (S0-28).</returns>
    Answer<TypedAddress> Read(string? typed);

    /// <summary>Whom the address signs in as.</summary>
    /// <param name="address">As read.</param>
    /// <param name="ct">Cancels the question.</param>
    /// <returns>The record in use today whose own address it is, or was before a merge; null when there is none, when several people share it, or when several records hold it and none is proven.</returns>
    Task<CustomerCard?> FindOwner(TypedAddress address, CancellationToken ct);

    /// <summary>
    /// The person behind the record reads the mail of this address: it becomes the record's and counts as verified. Bookings, messages, hotel systems follow as when staff change an email (S0-36…38).
    /// The mailbox of a desk or a booking site's alias is kept as a contact and stays no proof.
    /// </summary>
    /// <returns>The record as it is now; or <c>not-found</c>, <c>email-own-domain</c>, and <c>email-belongs-to</c> when it is another record's, whose id is in <c>customerId</c> and must not be told to the guest.</returns>
    Task<Answer<CustomerCard>> Prove(Guid customerId, TypedAddress address, CancellationToken ct);

    /// <summary>Whether and when the business's guests get an account.</summary>
    Task<GuestAccounts> Accounts(CancellationToken ct);
}

/// <summary>An address that could be mailed.</summary>
/// <param name="Text">As typed, without surrounding white space.</param>
/// <param name="Key">What addresses are compared by.</param>
public sealed record TypedAddress(string Text, string Key);

/// <summary>The registration setting as the guests' side sees it.</summary>
public enum GuestAccounts
{
    /// <summary>A password at the first booking.</summary>
    Required,

    /// <summary>The address is verified, or a password set, at a later booking.</summary>
    OnReturn,

    /// <summary>No passwords: who wants to see their bookings is mailed a link.</summary>
    Never,
}
