using System.Globalization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Merging;

/// <summary>What the history of every record says about a merge.</summary>
internal static class MergeHistory
{
    /// <summary>Its <see cref="AuditEntry.After"/> is the merge, so that the history can offer the undo.</summary>
    public const string MergedAction = "customer.merged";

    public static AuditEntry Merged(MergeAct act, IReadOnlyList<string> names, IReadOnlyDictionary<string, int> moved) => Entry(act.KeptId, MergedAction,
        $"{Join(names.Skip(1))} {(names.Count == 2 ? "was" : "were")} merged into this record; {InWords(moved)}.", null, act.MergeId.ToString());

    public static AuditEntry MergedAway(MergeAct act, Guid id, string name, string kept) =>
        Entry(id, "customer.merged-away", $"{name} was merged into {kept}.", null, act.KeptId.ToString());

    public static AuditEntry Unmerged(MergeAct act, IEnumerable<string> others) =>
        Entry(act.KeptId, "customer.unmerged", $"The merge with {Join(others)} was undone: they are records of their own again.", act.MergeId.ToString(), null);

    public static AuditEntry CameBack(MergeAct act, Guid id, string name, string kept) =>
        Entry(id, "customer.came-back", $"The merge into {kept} was undone: {name} is a record of its own again.", act.KeptId.ToString(), null);

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

    private static AuditEntry Entry(Guid id, string action, string sentence, string? before, string? after) => new()
    {
        Subject = CustomerHistory.Subject,
        SubjectId = id,
        Action = action,
        Sentence = Words.Cut(sentence, 1000),
        Before = before,
        After = after,
    };
}
