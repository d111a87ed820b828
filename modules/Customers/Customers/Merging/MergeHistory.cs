using System.Globalization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Merging;

/// <summary>What the history of every record says about a merge.</summary>
internal static class MergeHistory
{
    public static AuditEntry Merged(Guid keptId, IReadOnlyList<string> names, IReadOnlyDictionary<string, int> moved) =>
        Entry(keptId, "customer.merged", $"{Join(names.Skip(1))} {(names.Count == 2 ? "was" : "were")} merged into this record; {InWords(moved)}.");

    public static AuditEntry MergedAway(Guid id, string name, string kept) => Entry(id, "customer.merged-away", $"{name} was merged into {kept}.");

    public static AuditEntry Unmerged(Guid keptId, IReadOnlyList<string> others) =>
        Entry(keptId, "customer.unmerged", $"The merge with {Join(others)} was undone: {(others.Count == 1 ? "it is a record of its" : "they are records of their")} own again.");

    public static AuditEntry CameBack(Guid id, string name, string kept) => Entry(id, "customer.came-back", $"The merge into {kept} was undone: {name} is a record of its own again.");

    /// <summary>What became different about the kept record, in the words of any other change.</summary>
    public static IEnumerable<AuditEntry> Differences(Guid keptId, RecordedCustomer before, RecordedCustomer after)
    {
        if (CustomerHistory.Changed(keptId, before.Details, after.Details) is { } details)
            yield return details;
        if (before.Email?.Address != after.Email?.Address)
            yield return CustomerHistory.EmailChanged(keptId, before.Email?.Address, after.Email?.Address ?? "no email yet", after.Email?.State ?? EmailState.Placeholder);
        if (before.Alert != after.Alert)
            yield return CustomerHistory.AlertChanged(keptId, before.Alert, after.Alert);
    }

    /// <summary>"12 bookings moved", by kind; what kinds there are is the participants' business, and their names read as words.</summary>
    public static string InWords(IReadOnlyDictionary<string, int> moved) => moved.Values.Sum() == 0
        ? "nothing had to move"
        : $"{Join(moved.Where(one => one.Value > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value:N0} {Spaced(one.Key, one.Value)}")))} moved";

    private static string Spaced(string key, int count)
    {
        var words = string.Concat(key.Select(sign => char.IsUpper(sign) ? $" {char.ToLowerInvariant(sign)}" : sign.ToString()));
        return count != 1 ? words : words.EndsWith("ies", StringComparison.Ordinal) ? $"{words[..^3]}y" : words.TrimEnd('s');
    }

    public static string Join(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        return all.Count <= 1 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static AuditEntry Entry(Guid id, string action, string sentence) =>
        new() { Subject = CustomerHistory.Subject, SubjectId = id, Action = action, Sentence = Words.Cut(sentence, 1000) };
}
