using BookingPlatform.Customers.Email;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>Remembers the rows seen so far, so that a file that names a person twice makes one record.</summary>
internal sealed class KnownInFile
{
    private readonly Dictionary<string, List<(long Row, EmailHolder Holder)>> byEmail = [];
    private readonly Dictionary<string, long> byName = [];

    public IEnumerable<EmailHolder> Holders(string emailKey) => byEmail.TryGetValue(emailKey, out var found) ? found.Select(entry => entry.Holder) : [];

    /// <summary>The earlier row that is the same person; null when there is none.</summary>
    public long? RowOf(Customer customer)
    {
        if (customer.Email is null)
            return byName.TryGetValue(NameAndPhone(customer), out var row) ? row : null;
        return byEmail.TryGetValue(customer.Email.Key, out var found)
            ? found.Where(entry => Agree(customer, entry.Holder)).Select(entry => (long?)entry.Row).FirstOrDefault()
            : null;
    }

    public void Add(Customer customer, long row)
    {
        byName.TryAdd(NameAndPhone(customer), row);
        if (customer.Email is not { } email)
            return;
        if (!byEmail.TryGetValue(email.Key, out var found))
            byEmail[email.Key] = found = [];
        found.Add((row, new EmailHolder(customer.Id, customer.FirstName, customer.LastName, email.State)));
    }

    public static bool Agree(Customer customer, EmailHolder holder) =>
        PersonNames.Agree((customer.FirstName, customer.LastName), (holder.FirstName, holder.LastName));

    /// <summary>Without an email a person is told by name and telephone number, or by the name alone when that is all there is.</summary>
    public static string NameAndPhone(Customer customer) => $"{customer.SortName}|{customer.Phone}";
}
