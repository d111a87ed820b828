using System.Text.RegularExpressions;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Phones;
using BookingPlatform.Kernel;

namespace BookingPlatform.Customers;

/// <summary>Everything that people may write on a customer record themselves, as they typed it. The email goes its own way (<c>ChangeEmail</c>).</summary>
internal record CustomerDetails
{
    public const int LongestName = 100;
    public const int LongestPhone = 40;
    public const int LongestNotes = 2000;

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public PostalAddress? Address { get; init; }

    public string? Notes { get; init; }

    public string? Language { get; init; }

    public static CustomerDetails Of(Customer customer) => new()
    {
        FirstName = customer.FirstName,
        LastName = customer.LastName,
        Phone = customer.PhoneAsTyped,
        Address = customer.Address,
        Notes = customer.Notes,
        Language = customer.Language,
    };

    /// <summary>Trimmed and in Unicode's composed form, or refused field by field.</summary>
    /// <param name="prefix">Where the fields stand in the request: <c>customer.</c> in a booking.</param>
    public Answer<CustomerDetails> Clean(string prefix = "")
    {
        var typed = new TypedFields(prefix);
        var clean = new CustomerDetails
        {
            FirstName = typed.Required("firstName", FirstName, LongestName, "Type the first name."),
            LastName = typed.Required("lastName", LastName, LongestName, "Type the last name."),
            Phone = typed.Line("phone", Phone, LongestPhone),
            Address = Clean(Address, typed),
            Notes = typed.Text("notes", Notes, LongestNotes),
            Language = typed.Checked("language", Language, LanguageTags.IsOne, "Give the language as a tag such as pt or en-GB."),
        };
        return typed.Faults.Count == 0 ? clean : Refusal.Invalid(typed.Faults);
    }

    private static PostalAddress? Clean(PostalAddress? address, TypedFields typed)
    {
        if (address is null)
            return null;
        var clean = new PostalAddress(
            typed.Text("address.street", address.Street, 200),
            typed.Line("address.postalCode", address.PostalCode, 20),
            typed.Line("address.city", address.City, 100),
            typed.Line("address.region", address.Region, 100),
            typed.Checked("address.country", address.Country?.Trim().ToUpperInvariant(), NumberingPlan.IsCountry, "Give the country as two letters of ISO 3166, such as PT."));
        return clean == new PostalAddress(null, null, null, null, null) ? null : clean;
    }

    /// <summary>The names, and of the rest only what differs from somebody else's.</summary>
    public CustomerDetails WithoutWhatIs(CustomerDetails others) => this with
    {
        Phone = Phone == others.Phone ? null : Phone,
        Address = Address == others.Address ? null : Address,
        Notes = Notes == others.Notes ? null : Notes,
        Language = Language == others.Language ? null : Language,
    };

    /// <summary>The values by name, for the comparison that the history tells.</summary>
    public IEnumerable<(string Field, string? Value)> Values() =>
    [
        ("first name", FirstName),
        ("last name", LastName),
        ("phone", Phone),
        ("street", Address?.Street),
        ("postal code", Address?.PostalCode),
        ("city", Address?.City),
        ("region", Address?.Region),
        ("country", Address?.Country),
        ("notes", Notes),
        ("language", Language),
    ];
}

internal static partial class LanguageTags
{
    /// <summary>The shape of a BCP 47 tag; which languages exist is not ours to say.</summary>
    public static bool IsOne(string tag) => tag.Length <= 35 && Shape().IsMatch(tag);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Shape();
}
