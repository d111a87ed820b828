using System.Text.RegularExpressions;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Templates;

/// <summary>
/// A name to be greeted by. What reads like a link is none: mail programs make links of bare addresses, and a "name" of somebody else's choosing
/// would turn a confirmation into an advertisement under the business's name.
/// </summary>
internal static partial class GuestName
{
    private const int Longest = 100;

    public static string? ToGreet(CustomerCard customer)
    {
        var name = OneLine.Of(customer.Name);
        return name.Length is 0 or > Longest || Link().IsMatch(name) ? null : name;
    }

    [GeneratedRegex(@"://|@|[/\\]|\bwww\.|\p{L}\.\p{L}{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
