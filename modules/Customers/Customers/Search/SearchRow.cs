using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Phones;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Search;

/// <summary>
/// One place where a customer is found: all the customer's words, beginning with a different one in each row. The rows are a permuted index
/// (H. P. Luhn's keyword in context): "anna sm" is one range of the primary key however many Annas there are, and the rest of the row decides further words.
/// </summary>
internal sealed class SearchRow : IBelongToBusiness
{
    public const int Longest = 300;

    public Guid BusinessId { get; set; }

    public required string Text { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>
    /// The texts of a customer's rows: a function of the record alone, so that stale ones are told without asking.
    /// The last part of a domain and the domains of public providers begin no row: they would list half of all customers.
    /// </summary>
    public static IReadOnlySet<string> TextsOf(Customer customer)
    {
        var names = Words.Of(customer.Name);
        var phones = Phones(customer);
        var (local, domain) = Email(customer.Email);
        string[] rest = [.. local, .. domain, .. phones.TakeLast(1)];
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var first = 0; first < names.Count; first++)
            Add(rows, names.Skip(first), names.Take(first), rest);
        if (Words.IsUnspaced(customer.Name))
            Add(rows, [string.Concat(Words.Of(customer.LastName + customer.FirstName))], names, rest);
        for (var first = 0; first < local.Count; first++)
            if (first == 0 || !names.Contains(local[first]))
                Add(rows, local.Skip(first), domain, names, rest);
        for (var first = 0; first < domain.Count - 1 && !MailProviders.Has(customer.Email!.Domain); first++)
            Add(rows, domain.Skip(first), names, rest);
        foreach (var phone in phones)
            Add(rows, [phone], names, rest);
        return rows;
    }

    private static (IReadOnlyList<string> Local, IReadOnlyList<string> Domain) Email(ContactPoint? contact) =>
        contact is null ? ([], []) : (Words.Of(contact.Address[..contact.Address.LastIndexOf('@')]), Words.Of(contact.Address[contact.Address.LastIndexOf('@')..]));

    /// <summary>With and without the country's code; the one people type, without, comes last.</summary>
    private static List<string> Phones(Customer customer)
    {
        if (customer.PhoneE164 is not { } e164)
            return [.. Words.Of(customer.PhoneAsTyped).Take(1)];
        return PhoneNumber.NationalPart(e164) is { } national ? [e164[1..], .. Words.Of(national)] : [e164[1..]];
    }

    private static void Add(HashSet<string> rows, params IEnumerable<string>[] words)
    {
        var text = Words.Cut(string.Join(' ', words.SelectMany(part => part).Distinct()), Longest);
        if (text.Length > 0)
            rows.Add(text);
    }
}
