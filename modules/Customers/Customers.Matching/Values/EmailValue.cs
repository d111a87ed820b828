using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching.Values;

/// <summary>
/// Brings email addresses into the form in which one mailbox is always one text. Addresses that say nothing about who somebody is are missing:
/// placeholders, role addresses, forwarding addresses of booking sites, and those of the business itself.
/// </summary>
public static class EmailValue
{
    private static readonly HashSet<string> Roles =
    [
        "info", "infos", "reception", "receptie", "rezeption", "frontdesk", "office", "sales", "contact", "kontakt", "contacto", "contatti", "hello", "hallo", "admin", "administrator", "webmaster", "postmaster",
        "hostmaster", "support", "help", "service", "enquiries", "inquiries", "enquiry", "booking", "bookings", "reservation", "reservations", "reservas", "prenotazioni", "reservierung", "buchung", "stay", "hotel",
        "mail", "email", "noreply", "no-reply", "no.reply", "donotreply", "do-not-reply", "accounts", "accounting", "billing", "invoice", "invoices", "marketing", "team", "events", "welcome", "secretary",
        "guest", "guests", "none", "nomail", "noemail", "no-email", "no.email", "na", "n-a", "unknown", "test", "tester", "testing", "asdf", "xxx", "abc", "aaa", "example", "nobody", "someone", "anonymous", "fake", "null",
    ];

    private static readonly string[] Nowhere = ["invalid", "test", "example", "localhost", "local", "example.com", "example.org", "example.net", "test.com", "none.com", "noemail.com", "nomail.com", "email.invalid", "mailinator.com"];

    private static readonly string[] Relays =
    [
        "guest.booking.com", "property.booking.com", "m.expediapartnercentral.com", "expediapartnercentral.com", "guest.airbnb.com", "reply.airbnb.com", "guest.trip.com", "guest.agoda.com", "agoda-messaging.com",
        "messages.homeaway.com", "messages.vrbo.com", "reply.hostelworld.com", "guest.hotels.com", "privaterelay.appleid.com", "guest.vrbo.com", "messaging.tripadvisor.com", "relay.firefox.com", "reply.getyourguide.com",
    ];

    private static readonly string[] Dotless = ["gmail.com"];

    /// <summary>The address in its one form.</summary>
    /// <param name="text">As typed; may be wrapped as <c>Name &lt;address&gt;</c>.</param>
    /// <param name="ownDomains">Domains of the business: its staff type them where a guest has none.</param>
    /// <returns>Empty when there is no address or it says nothing about a person.</returns>
    public static string Read(string? text, IReadOnlyCollection<string>? ownDomains = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var address = Bare(text);
        var at = address.LastIndexOf('@');
        if (at <= 0)
            return at == 0 || Missing.Is(Folding.Fold(address)) ? "" : address;
        var (local, domain) = (address[..at], address[(at + 1)..]);
        local = local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? local[..plus] : local;
        domain = domain == "googlemail.com" ? "gmail.com" : domain;
        if (Dotless.Contains(domain))
            local = local.Replace(".", "", StringComparison.Ordinal);
        var says = !Roles.Contains(local.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')) && !Under(domain, Nowhere) && !Under(domain, Relays) && !Under(domain, ownDomains ?? []);
        return says ? $"{local}@{domain}" : "";
    }

    private static bool Under(string domain, IEnumerable<string> domains) =>
        domains.Any(other => domain.Equals(other, StringComparison.OrdinalIgnoreCase) || domain.Length > other.Length && domain[^(other.Length + 1)] == '.' && domain.EndsWith(other, StringComparison.OrdinalIgnoreCase));

    private static string Bare(string text)
    {
        var (open, close) = (text.LastIndexOf('<'), text.LastIndexOf('>'));
        var bare = (open >= 0 && close > open ? text[(open + 1)..close] : text).Trim().Trim('"', '\'', '.', ';', ',').ToLowerInvariant();
        return bare.StartsWith("mailto:", StringComparison.Ordinal) ? bare[7..] : bare;
    }
}
