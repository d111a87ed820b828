using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;

namespace BookingPlatform.Customers.Matching;

/// <summary>What an address says about who somebody is.</summary>
public enum EmailProof
{
    /// <summary>Nothing: a placeholder, a relay, a shared or role address. Counts as missing.</summary>
    None,

    /// <summary>Given, not confirmed.</summary>
    Given,

    /// <summary>Confirmed by its owner: two people have different ones.</summary>
    Verified,
}

/// <summary>An email address of a person.</summary>
/// <param name="Address">As stored.</param>
/// <param name="Proof">What it says.</param>
public sealed record PersonEmail(string Address, EmailProof Proof = EmailProof.Given);

/// <summary>A customer as the engine sees one. Everything but the id may be missing.</summary>
/// <param name="Id">Unique among those compared; never compared itself.</param>
public sealed record Person(string Id)
{
    /// <summary>First name or names.</summary>
    public string? GivenName { get; init; }

    /// <summary>Last name; may end with Jr, Sr, II.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Middle names, maiden name.</summary>
    public string? OtherNames { get; init; }

    /// <summary>Day of birth.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>All addresses; of those that prove nothing only the absence is used.</summary>
    public IReadOnlyList<PersonEmail> Emails { get; init; } = [];

    /// <summary>All numbers, best in E.164.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Street with house number.</summary>
    public string? Street { get; init; }

    /// <summary>Postcode.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    public string? City { get; init; }

    /// <summary>State or province.</summary>
    public string? Region { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>The values of <see cref="Schema.Customers"/>, normalised.</summary>
    /// <param name="ownDomains">Email domains of the business.</param>
    internal string[] ToValues(IReadOnlyCollection<string> ownDomains)
    {
        var name = PersonName.Read(GivenName, FamilyName, others: OtherNames);
        var address = PostalAddress.Read(Street, null, City, PostalCode);
        var emails = Emails.Where(email => email.Proof is not EmailProof.None).ToList();
        return
        [
            name.Given, name.Family, name.Others, name.Generation,
            BirthDate is { } day ? Values.BirthDate.Read(day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), dayFirst: false) : "",
            Join(emails.Select(email => EmailValue.Read(email.Address, ownDomains))),
            Join(Phones.Select(PhoneValue.Read)),
            address.Street, address.Number, address.PostalCode, address.City, PostalAddress.Plain(Region), Folding.Fold(Country),
            Join(emails.Where(email => email.Proof is EmailProof.Verified).Select(email => EmailValue.Read(email.Address)).Take(1)),
        ];
    }

    private static string Join(IEnumerable<string> values) => string.Join(' ', values.Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal));
}
