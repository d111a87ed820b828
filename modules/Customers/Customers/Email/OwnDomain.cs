using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Email;

/// <summary>A domain under which the business itself has mailboxes: an address there is never a guest's.</summary>
internal sealed class OwnDomain : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    /// <summary>Lower case, in the ASCII form of IDNA; its subdomains count too.</summary>
    public required string Domain { get; init; }

    /// <summary>The domain and those above it: whichever of them is on the list makes the address an own one.</summary>
    public static IReadOnlyList<string> CoveredBy(string domain)
    {
        var above = new List<string>();
        for (var rest = domain; rest.Contains('.', StringComparison.Ordinal); rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
            above.Add(rest);
        return above;
    }

    /// <summary>Why an own or generic address must not stand in for a missing one (S0-42), for the form and the refusal.</summary>
    public static IReadOnlyList<string> Harms { get; } =
    [
        "The customer's profile would be wrong: it would show our address as theirs.",
        "Bookings of different people would be taken for one person's.",
        "The customer would hear nothing: confirmations and changes would come to us.",
        "Every further booking would make one more duplicate to clear up.",
    ];
}
