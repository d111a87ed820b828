using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>What staff or a program say a file's columns are, against what we would guess: <c>Kundenname=Last name</c>, <c>#3=Notes</c> (the third column), <c>Fax=-</c> (leave out).</summary>
internal sealed class ColumnMap
{
    public const string LeaveOut = "-";
    private readonly Dictionary<string, AddressBookColumn?> byHeading = new(StringComparer.OrdinalIgnoreCase);

    public static ColumnMap Empty { get; } = new();

    /// <param name="entries">As above; the last equals sign divides.</param>
    /// <returns>The map; or <c>validation</c> on <c>map</c>.</returns>
    public static Answer<ColumnMap> Read(IEnumerable<string> entries)
    {
        var map = new ColumnMap();
        foreach (var entry in entries.Where(entry => entry.Length > 0))
        {
            var at = entry.LastIndexOf('=');
            var name = entry[(at + 1)..].Trim();
            var column = AddressBookColumns.Find(name);
            if (at < 1 || name != LeaveOut && column?.Set is null)
                return Refusal.Invalid("map", $"Say heading=column, with one of: {string.Join(", ", AddressBookColumns.Importable.Select(one => one.Header))}, or - to leave a column out.");
            map.byHeading[entry[..at].Trim()] = column;
        }

        return map;
    }

    /// <returns>Whether the map says anything about this column; the column is null when it is to be left out.</returns>
    public bool Says(int index, string heading, out AddressBookColumn? column) =>
        byHeading.TryGetValue($"#{index + 1}", out column) || byHeading.TryGetValue(heading, out column);
}
