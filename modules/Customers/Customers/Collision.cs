using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers;

/// <summary>Two people edited the same details (S1-12): as the second one saw them, as they typed them, and as the first one stored them meanwhile.</summary>
internal sealed record Collision(CustomerDetails Seen, CustomerDetails Typed, CustomerDetails Stored)
{
    /// <summary>What differs now, by name of the field.</summary>
    public IEnumerable<(string Field, string? Stored, string? Typed)> Differences => Stored.Values()
        .Zip(Mine.Values(), (stored, mine) => (stored.Field, stored.Value, mine.Value))
        .Where(pair => pair.Item2 != pair.Item3);

    /// <summary>What the second one typed, over what the first one stored: fields they never touched stay the first one's.</summary>
    public CustomerDetails Mine => new()
    {
        FirstName = Pick(details => details.FirstName),
        LastName = Pick(details => details.LastName),
        Phone = Pick(details => details.Phone),
        Address = new PostalAddress(
            Pick(details => details.Address?.Street),
            Pick(details => details.Address?.PostalCode),
            Pick(details => details.Address?.City),
            Pick(details => details.Address?.Region),
            Pick(details => details.Address?.Country)),
        Notes = Pick(details => details.Notes),
        Language = Pick(details => details.Language),
    };

    private string? Pick(Func<CustomerDetails, string?> field) => field(Typed) == field(Seen) ? field(Stored) : field(Typed);
}
