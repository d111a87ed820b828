using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers;

/// <summary>What the audit trail says about customers: one sentence per change, with the values before and after.</summary>
internal static class CustomerHistory
{
    public const string Subject = "customer";
    private const string AddressBook = "address-book";
    private const int LongestQuote = 80;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="customer">The new record.</param>
    /// <param name="how">For example "for a booking".</param>
    public static AuditEntry Created(Customer customer, string how = "") =>
        Entry(customer.Id, "customer.created", $"{customer.Name} was added{how}, {(customer.Email is { } email ? $"email {email.Address}" : "no email yet")}.", null, customer.Email?.Address);

    /// <summary>Null when nothing changed.</summary>
    public static AuditEntry? Changed(Guid id, CustomerDetails before, CustomerDetails after)
    {
        var changes = before.Values().Zip(after.Values(), (was, now) => (now.Field, Was: was.Value, Now: now.Value)).Where(change => change.Was != change.Now).ToList();
        return changes.Count == 0 ? null : Entry(id, "customer.changed",
            $"Changed {string.Join(", ", changes.Select(change => $"{change.Field} from {Quote(change.Was)} to {Quote(change.Now)}"))}.",
            JsonSerializer.Serialize(changes.ToDictionary(change => change.Field, change => change.Was), Readable),
            JsonSerializer.Serialize(changes.ToDictionary(change => change.Field, change => change.Now), Readable));
    }

    /// <summary>The placeholder leaves the screens but stays here (S0-39).</summary>
    public static AuditEntry EmailChanged(Guid id, string? before, string after, EmailState state) => Entry(id, "customer.email-changed",
        $"Email changed from {before ?? "no email yet"} to {after}{(state is EmailState.Shared ? " (shared with others)" : state is EmailState.Relay ? " (a booking site's relay)" : "")}.",
        before ?? PlaceholderEmail.For(id), after);

    public static AuditEntry EmailProven(Guid id, string address) =>
        Entry(id, "customer.email-proven", $"The guest proved to read the mail of {address}.", null, address);

    public static AuditEntry EmailBounced(Guid id, string address) => Entry(id, "customer.email-bounced", $"Mail to {address} came back: the address takes no mail.", address, address);

    public static AuditEntry EmailShared(Guid id, string address, string with) =>
        Entry(id, "customer.email-shared", $"Email {address} is now shared with {Quote(with)}: it no longer says who somebody is.", null, address);

    public static AuditEntry Revealed(Guid id, string? reason) =>
        Entry(id, "customer.revealed", $"Email and telephone were looked at{(string.IsNullOrEmpty(reason) ? "" : $": {Quote(reason)}")}.", null, null);

    public static AuditEntry AlertChanged(Guid id, string? before, string? after) => Entry(id, "customer.alert-changed", (before, after) switch
    {
        (null, _) => $"Flagged with the alert {Quote(after)}",
        (_, null) => $"Flag removed, which said {Quote(before)}",
        _ => $"Alert changed from {Quote(before)} to {Quote(after)}",
    }, before, after);

    public static AuditEntry Deleted(Customer customer, int bookings) => Entry(customer.Id, "customer.deleted",
        $"{customer.Name} was deleted; {(bookings == 1 ? "1 booking stays" : string.Create(CultureInfo.InvariantCulture, $"{bookings:N0} bookings stay"))}.", null, null);

    public static AuditEntry Restored(Customer customer) => Entry(customer.Id, "customer.restored", $"{customer.Name} was restored.", null, null);

    /// <param name="id">One of the two; the other gets the same line.</param>
    /// <param name="one">Name.</param>
    /// <param name="other">Name.</param>
    /// <param name="by">Who decided.</param>
    public static AuditEntry NotTheSame(Guid id, string one, string other, string by) =>
        Entry(id, "customer.not-the-same", $"{Words.Cut(one, LongestQuote)} and {Words.Cut(other, LongestQuote)} are not the same person, says {by}.", null, null);

    public static AuditEntry PerhapsTheSame(Guid id, string one, string other, string by) =>
        Entry(id, "customer.perhaps-the-same", $"{Words.Cut(one, LongestQuote)} and {Words.Cut(other, LongestQuote)} may be the same person after all, says {by}.", null, null);

    public static AuditEntry SettingChanged(Guid businessId, string setting, string before, string after) =>
        Entry(businessId, "customers.setting-changed", $"{setting} changed to {(after.Length == 0 ? "none" : after)}.", before, after, "setting");

    /// <param name="businessId">Whose customers.</param>
    /// <param name="file">Its name.</param>
    /// <param name="number">How many.</param>
    /// <param name="filter">Which; empty for all.</param>
    public static AuditEntry Exported(Guid businessId, string file, int number, string filter) => Entry(businessId, "customers.exported",
        string.Create(CultureInfo.InvariantCulture, $"{(filter.Length == 0 ? "All " : "")}{number:N0} customer{(number == 1 ? "" : "s")}{(filter.Length == 0 ? "" : $" ({filter})")} exported to {file}."), null, null, AddressBook);

    public static AuditEntry Imported(Guid businessId, ImportReport report) => Entry(businessId, "customers.imported",
        string.Create(CultureInfo.InvariantCulture, $"{report.Imported:N0} of {report.Rows:N0} rows of an address book were imported; {report.Duplicates:N0} were there already, {report.Refused:N0} were refused."), null, null, AddressBook);

    public static AuditEntry ImportUndone(Guid businessId, ImportRun import) => Entry(businessId, "customers.import-undone",
        string.Create(CultureInfo.InvariantCulture, $"The import{(import.FileName is null ? "" : $" of {Quote(import.FileName)}")} was undone: {import.Removed:N0} customers were removed, {import.Kept:N0} stay because they were changed or booked since."), null, null, AddressBook);

    private static AuditEntry Entry(Guid id, string action, string sentence, string? before, string? after, string subject = Subject) => new()
    {
        Subject = subject,
        SubjectId = id,
        Action = action,
        Sentence = Words.Cut(sentence, 1000),
        Before = before is null ? null : Words.Cut(before, 4000),
        After = after is null ? null : Words.Cut(after, 4000),
    };

    private static string Quote(string? value) => value is null ? "nothing" : value.Length <= LongestQuote ? $"“{value}”" : $"“{Words.Cut(value, LongestQuote)}…”";
}
