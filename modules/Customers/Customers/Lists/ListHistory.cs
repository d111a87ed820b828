using System.Globalization;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Lists;

/// <summary>What the audit trail says about lists and saved filters.</summary>
internal static class ListHistory
{
    public static AuditEntry Made(CustomerList list) => Entry(list.Id, "customer-list.created", $"The list “{list.Name}” was made.", null, list.Name);

    public static AuditEntry Renamed(CustomerList list, string before) => Entry(list.Id, "customer-list.renamed", $"The list “{before}” was renamed to “{list.Name}”.", before, list.Name);

    public static AuditEntry Deleted(CustomerList list) => Entry(list.Id, "customer-list.deleted", $"The list “{list.Name}” was deleted; its customers stay.", list.Name, null);

    public static AuditEntry Added(Guid customer, string list) => Entry(customer, "customer.list-added", $"Added to the list “{list}”.", null, list, CustomerHistory.Subject);

    public static AuditEntry Removed(Guid customer, string list) => Entry(customer, "customer.list-removed", $"Taken off the list “{list}”.", list, null, CustomerHistory.Subject);

    public static AuditEntry ManyAdded(CustomerList list, int number) => Entry(list.Id, "customer-list.filled", $"{Number(number)} added to the list “{list.Name}”.", null, null);

    public static AuditEntry ManyRemoved(CustomerList list, int number) => Entry(list.Id, "customer-list.emptied", $"{Number(number)} taken off the list “{list.Name}”.", null, null);

    public static AuditEntry FilterSaved(SavedFilter filter) => Entry(filter.Id, "customer-filter.saved", $"The filter “{filter.Name}” was saved.", null, filter.Query, "customer-filter");

    public static AuditEntry FilterDeleted(SavedFilter filter) => Entry(filter.Id, "customer-filter.deleted", $"The filter “{filter.Name}” was deleted.", filter.Query, null, "customer-filter");

    private static string Number(int number) => number == 1 ? "1 customer was" : string.Create(CultureInfo.InvariantCulture, $"{number:N0} customers were");

    private static AuditEntry Entry(Guid id, string action, string sentence, string? before, string? after, string subject = "customer-list") => new()
    {
        Subject = subject,
        SubjectId = id,
        Action = action,
        Sentence = sentence,
        Before = before,
        After = after,
    };
}
