namespace BookingPlatform.Customers.Matching;

/// <summary>
/// Which records share a key. Keys that very many records share say little and cost much: they are left out, finer ones reach the pairs that matter.
/// </summary>
internal sealed class Blocks
{
    /// <summary>How many records may share a key, at most.</summary>
    private const int MostMembers = 64;

    /// <summary>How many pairs a kind of key may cost for each record: fewer may share its keys where there are many of them, and the cost stays linear.</summary>
    private const int PairsPerRecord = 4;

    private readonly int[] _members;
    private readonly int[] _first;
    private readonly int[] _places;
    private readonly HashSet<ulong>[] _crowded;

    /// <param name="table">The records.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="crowded">By kind, the keys to leave out; null to find them.</param>
    /// <param name="threads">How many may work at once; -1 for all.</param>
    public Blocks(Table table, Keys keys, IReadOnlyList<HashSet<ulong>>? crowded = null, int threads = -1)
    {
        _crowded = new HashSet<ulong>[keys.Kinds];
        var parts = new List<int>[keys.Kinds];
        Parallel.For(0, keys.Kinds, new ParallelOptions { MaxDegreeOfParallelism = threads }, kind =>
        {
            _crowded[kind] = crowded?[kind] ?? [];
            parts[kind] = Build(table, keys, kind, crowded is null);
        });
        _members = Join(parts);
        (_first, _places) = Index(table.Count);
    }

    /// <summary>By kind, the keys that too many records share.</summary>
    public IReadOnlyList<HashSet<ulong>> Crowded => _crowded;

    /// <summary>Fills the list with the records after this one that share a key with it, each once.</summary>
    /// <param name="record">The record.</param>
    /// <param name="seen">One number for each record, kept by the caller between calls; starts as all -1.</param>
    /// <param name="found">Cleared first.</param>
    public void Partners(int record, int[] seen, List<int> found)
    {
        found.Clear();
        for (var at = _first[record]; at < _first[record + 1]; at++)
            for (var place = _places[at] + 1; _members[place] is >= 0 and var partner; place++)
                if (seen[partner] != record)
                {
                    seen[partner] = record;
                    found.Add(partner);
                }
    }

    private static int[] Join(List<int>[] parts)
    {
        var members = new int[parts.Sum(part => part.Count)];
        for (int kind = 0, at = 0; kind < parts.Length; kind++)
        {
            parts[kind].CopyTo(members, at);
            at += parts[kind].Count;
            parts[kind] = [];
        }

        return members;
    }

    /// <summary>The blocks of one kind behind each other, each ending with -1.</summary>
    private List<int> Build(Table table, Keys keys, int kind, bool findCrowded)
    {
        var (hashes, records) = Collect(table, keys, kind);
        Array.Sort(hashes, records);
        var most = findCrowded ? MostOf(hashes, table.Count) : int.MaxValue;
        var members = new List<int>();
        for (int from = 0, to; from < hashes.Length; from = to)
        {
            to = EndOf(hashes, from);
            if (to - from < 2)
                continue;
            if (to - from > most)
                _crowded[kind].Add(hashes[from]);
            if (!_crowded[kind].Contains(hashes[from]))
                AddBlock(records.AsSpan(from, to - from), members);
        }

        return members;
    }

    /// <summary>The largest number of members at which the kind stays affordable.</summary>
    private static int MostOf(ulong[] hashes, int records)
    {
        var pairs = new long[MostMembers + 1];
        for (int from = 0, to; from < hashes.Length; from = to)
        {
            to = EndOf(hashes, from);
            if (to - from <= MostMembers)
                pairs[to - from] += (long)(to - from) * (to - from - 1) / 2;
        }

        var left = Math.Max(1000, (long)records * PairsPerRecord);
        var most = 2;
        while (most < MostMembers && (left -= pairs[most]) >= 0)
            most++;
        return most;
    }

    private static int EndOf(ulong[] hashes, int from)
    {
        var to = from + 1;
        while (to < hashes.Length && hashes[to] == hashes[from])
            to++;
        return to;
    }

    private static (ulong[] Hashes, int[] Records) Collect(Table table, Keys keys, int kind)
    {
        var hashes = new List<ulong>();
        var records = new List<int>();
        for (var record = 0; record < table.Count; record++)
        {
            keys.Add(table, record, kind, hashes);
            while (records.Count < hashes.Count)
                records.Add(record);
        }

        return ([.. hashes], [.. records]);
    }

    private static void AddBlock(Span<int> records, List<int> members)
    {
        records.Sort();
        for (var at = 0; at < records.Length; at++)
            if (at == 0 || records[at] != records[at - 1])
                members.Add(records[at]);
        members.Add(-1);
    }

    /// <summary>For each record, where in the blocks it stands.</summary>
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
        for (var place = 0; place < _members.Length; place++)
            if (_members[place] >= 0)
                places[next[_members[place]]++] = place;
        return (first, places);
    }
}
