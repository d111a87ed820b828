using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Question: who is this customer. Asked by every other module; answered for the business at work only.</summary>
public interface ICustomers
{
    /// <summary>The customer of that id, or null when this business has none.</summary>
    Task<CustomerCard?> Find(Guid id, CancellationToken ct);

    /// <summary>Several at once, in one statement; ids that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<Guid, CustomerCard>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The record that stands for it today: itself, or the one it was merged into, through any number of merges. Null when this business has none of that id.</summary>
    Task<CustomerCard?> FindKept(Guid id, CancellationToken ct);

    /// <summary>The record and all that were merged into it, directly or not; the record itself first.</summary>
    Task<IReadOnlyList<Guid>> RecordsOf(Guid id, CancellationToken ct);

    /// <summary>As-you-type search over names, email and telephone, best first.</summary>
    /// <param name="text">Whatever staff typed; every word must occur as the start of a word.</param>
    /// <param name="most">1 to 100.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<CustomerCard>> Search(string text, int most, CancellationToken ct);

    /// <summary>
    /// Finds or makes the customer a booking is for, inside the caller's transaction; nothing is saved until the caller saves.
    /// A stored email whose name agrees attaches to that record, otherwise a new record is made.
    /// </summary>
    /// <returns>The customer; or <c>validation</c> by field (<c>customer.firstName</c> …), <c>email-missing</c> with <c>consequences</c>,
    /// <c>email-malformed</c>, <c>email-own-domain</c>, <c>email-placeholder</c>, <c>email-role</c>.</returns>
    Task<Answer<CustomerCard>> TakeForBooking(GuestDetails guest, CancellationToken ct);
}

/// <summary>A customer as other modules see one.</summary>
/// <param name="Id">Opaque and immutable.</param>
/// <param name="FirstName">Given name, in any script.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Email">The address; null when there is only a placeholder.</param>
/// <param name="EmailState">What is known about it.</param>
/// <param name="Phone">E.164 where it could be understood, otherwise as typed; null when there is none.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record CustomerCard(Guid Id, string FirstName, string LastName, string? Email, EmailState EmailState, string? Phone, int Version)
{
    /// <summary>The generated address while there is no real one; shown in detail views only, never as if it were real.</summary>
    public string? PlaceholderEmail { get; init; }

    /// <summary>Postal address; null when none is known.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Staff's notes about the person; never shown to guests.</summary>
    public string? Notes { get; init; }

    /// <summary>BCP 47 tag of the language the person is written to in; null for the business's own.</summary>
    public string? Language { get; init; }

    /// <summary>Why staff should take care with this person, for staff's eyes only (S2); null when the customer is not flagged.</summary>
    public string? Alert { get; init; }

    /// <summary>The record was deleted; its bookings stay and still show the name (S1-28).</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The record it was merged into; then it counts as deleted too. Null for every other record.</summary>
    public Guid? MergedIntoId { get; init; }

    /// <summary>First and last name with a space between.</summary>
    public string Name => $"{FirstName} {LastName}".Trim();

    /// <summary>Whether a message can reach the person.</summary>
    public bool IsReachable => Email is not null && EmailState.CanBeMailed();
}

/// <summary>A postal address of any country; every line may be null.</summary>
/// <param name="Street">Street, number and whatever else belongs above the town.</param>
/// <param name="PostalCode">In the country's own form.</param>
/// <param name="City">Town.</param>
/// <param name="Region">State, province or county, where addresses have one.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PostalAddress(string? Street, string? PostalCode, string? City, string? Region, string? Country);

/// <summary>The person a booking is for, as typed at the desk or sent to the API.</summary>
/// <param name="FirstName">Required.</param>
/// <param name="LastName">Required.</param>
/// <param name="Email">Optional; without it <paramref name="BookWithoutEmail"/> must be said.</param>
/// <param name="Phone">Optional.</param>
/// <param name="BookWithoutEmail">Staff have read what follows from having no email.</param>
/// <param name="AcceptSharedEmail">Staff have been told that the address is a role address and keep it as a contact.</param>
public sealed record GuestDetails(string? FirstName, string? LastName, string? Email, string? Phone, bool BookWithoutEmail, bool AcceptSharedEmail)
{
    /// <summary>BCP 47 tag of the language the guest chose; kept with a new record, null for the business's own.</summary>
    public string? Language { get; init; }
}
