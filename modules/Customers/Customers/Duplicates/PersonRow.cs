using System.Linq.Expressions;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Matching;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>What of a customer record says who somebody is.</summary>
internal sealed record PersonRow(Guid Id, int Version, string FirstName, string LastName, string? Phone, string? Email, EmailState? EmailState)
{
    public string? Street { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? Country { get; init; }

    /// <summary>For questions to the database.</summary>
    public static Expression<Func<Customer, PersonRow>> Shape { get; } = customer =>
        new(customer.Id, customer.Version, customer.FirstName, customer.LastName, customer.PhoneE164 ?? customer.PhoneAsTyped, customer.Email!.Address, (EmailState?)customer.Email.State)
        {
            Street = customer.Street,
            PostalCode = customer.PostalCode,
            City = customer.City,
            Region = customer.Region,
            Country = customer.Country,
        };

    public static PersonRow Of(Customer customer) => new(customer.Id, customer.Version, customer.FirstName, customer.LastName, customer.Phone, customer.Email?.Address, customer.Email?.State)
    {
        Street = customer.Street,
        PostalCode = customer.PostalCode,
        City = customer.City,
        Region = customer.Region,
        Country = customer.Country,
    };

    public bool SaysTheSameAs(PersonRow other) => this with { Version = other.Version } == other;

    public Person ToPerson() => new(Id.ToString())
    {
        GivenName = FirstName,
        FamilyName = LastName,
        Emails = Email is null ? [] : [new(Email, Proof)],
        Phones = Phone is null ? [] : [Phone],
        Street = Street,
        PostalCode = PostalCode,
        City = City,
        Region = Region,
        Country = Country,
    };

    /// <summary>A relay's address changes with each booking, and a shared one is several people's: neither says who somebody is.</summary>
    private EmailProof Proof => EmailState switch
    {
        Contracts.EmailState.Verified => EmailProof.Verified,
        Contracts.EmailState.Unverified or Contracts.EmailState.Bounced => EmailProof.Given,
        _ => EmailProof.None,
    };
}
