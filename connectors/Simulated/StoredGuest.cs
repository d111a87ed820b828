using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Simulated;

/// <summary>A guest in the file.</summary>
internal sealed record StoredGuest
{
    public required string Id { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public PostalAddress? Address { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyList<string> StaffNotes { get; init; } = [];

    /// <summary>Why the guest is banned; null while they are not.</summary>
    public string? BannedFor { get; init; }

    /// <summary>Our reference, when we made the guest.</summary>
    public string? Reference { get; init; }

    public required DateTime UpdatedUtc { get; init; }

    public static StoredGuest From(NewGuest guest, DateTime now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        FirstName = guest.Details.Name.First,
        LastName = guest.Details.Name.Last,
        Email = guest.Details.Email?.Address,
        Phone = guest.Details.Phone,
        Address = guest.Details.Address,
        Notes = guest.Details.Notes,
        Reference = guest.Reference,
        UpdatedUtc = now,
    };

    public StoredGuest With(GuestChange change, DateTime now) => this with
    {
        FirstName = change.Name?.First ?? FirstName,
        LastName = change.Name?.Last ?? LastName,
        Email = change.Email?.Address ?? Email,
        Phone = change.Phone ?? Phone,
        Address = change.Address ?? Address,
        Notes = change.Notes ?? Notes,
        UpdatedUtc = now,
    };

    public bool HasEmail(string? email) => email is not null && string.Equals(Email, email.Trim(), StringComparison.OrdinalIgnoreCase);

    public ExternalGuest ToGuest() => new()
    {
        Id = new ExternalGuestId(Id),
        Name = new GuestName(FirstName, LastName),
        Email = Email,
        Phone = Phone,
        Address = Address,
        Notes = Notes,
        Reference = Reference,
        UpdatedUtc = UpdatedUtc,
    };
}
