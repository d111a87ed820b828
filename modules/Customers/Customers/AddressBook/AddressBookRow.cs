using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>A line of an address book, on its way in or out.</summary>
internal sealed class AddressBookRow
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public EmailState? EmailState { get; set; }

    public string? Phone { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? Country { get; set; }

    public string? Language { get; set; }

    public string? Notes { get; set; }

    /// <summary>Only on its way in: that they agreed to advertising by email.</summary>
    public string? Consent { get; set; }

    public string? Alert { get; set; }

    public IReadOnlyList<string> Lists { get; set; } = [];

    public DateOnly? LastVisit { get; set; }

    public Guid CustomerId { get; set; }

    public DateTime CreatedAtUtc { get; set; }

    public CustomerDetails ToDetails() => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Phone = Phone,
        Address = new PostalAddress(Street, PostalCode, City, Region, Countries.CodeOf(Country)),
        Notes = Notes,
        Language = Language,
    };
}
