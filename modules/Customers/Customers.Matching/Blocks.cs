namespace BookingPlatform.Customers.Matching;

/// <summary>
/// Which records share a key. Keys that more than <see cref="MostMembers"/> records share say little and cost much: they are left out,
/// finer ones reach the pairs that matter.
/// </summary>
internal sealed class Blocks
{
    public const int MostMembers = 64;

    private readonly List<int> _members = [];
    private readonly int[] _first;
    private readonly int[] _places;

    public Blocks(Table table, Keys keys)
    {
        var entries = new List<(ulong Key, int Record)>[keys.Kinds];
        for (var kind = 0; kind < entries.Length; kind++)
            entries[kind] = [];
        for (var record = 0; record < table.Count; record++)
        {
            var at = record;
            keys.Each(table, record, (kind, key) => entries[kind].Add((key, at)));
        }

        for (var kind = 0; kind < entries.Length; kind++)
            Add(entries[kind]);
        (_first, _places) = Index(table.Count);
    }

    /// <summary>Fills the list with the records after this one that share a key with it, each once.</summary>
    /// <param name="record">The record.</param>
    /// <param name="seen">One number for each record, kept by the caller between calls; starts as all -1.</param>
    /// <param name="found">Cleared first.</param>
    public void Partners(int record, int[] seen, List<int> found)
    {
        found.Clear();
        for (var at = _first[record]; at < _first[record + 1]; at++)
            for (var place = _places[at] + 1; _members[place] >= 0; place++)
                if (seen[_members[place]] != record)
                {
                    seen[_members[place]] = record;
                    found.Add(_members[place]);
                }
    }

    private void Add(List<(ulong Key, int Record)> entries)
    {
        var keys = new ulong[entries.Count];
        var records = new int[entries.Count];
        for (var at = 0; at < keys.Length; at++)
            (keys[at], records[at]) = entries[at];
        Array.Sort(keys, records);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];)
                to++;
            if (to - from is > 1 and <= MostMembers)
                AddBlock(records.AsSpan(from, to - from));
        }
    }

    private void AddBlock(Span<int> records)
    {
        records.Sort();
        foreach (var record in records)
            if (_members.Count == 0 || _members[^1] != record)
                _members.Add(record);
        _members.Add(-1);
    }

    private (int[] First, int[] Places) Index(int count)
    {
        var first = new int[count + 1];
        foreach (var member in _members)
            if (member >= 0)
                first[member + 1]++;
        for (var at = 0; at < count; at++)
            first[at + 1] += first[at];
        var places = new int[first[count]];
        var next = first.AsSpan(0, count).ToArray();
        for (var place = 0; place < _members.Count; place++)
            if (_members[place] >= 0)
                places[next[_members[place]]++] = place;
        return (first, places);
    }
}
