using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching;

/// <summary>Who has which key: the loaded ones in two sorted arrays, later ones beside them.</summary>
internal sealed class KeyStore(Keys keys, Model model)
{
    private readonly Dictionary<ulong, List<int>> _later = [];
    private readonly List<ulong> _found = [];
    private ulong[] _keys = [];
    private int[] _records = [];

    /// <summary>By kind, keys that too many have.</summary>
    public IReadOnlyList<HashSet<ulong>> Crowded { get; } = Enumerable.Range(0, keys.Kinds).Select(kind => kind < model.Crowded.Count ? model.Crowded[kind].ToHashSet() : []).ToArray();

    public void Load(Table table)
    {
        var (all, records) = (new List<ulong>(), new List<int>());
        for (var record = 0; record < table.Count; record++)
        {
            all.AddRange(KeysOf(table, record));
            while (records.Count < all.Count)
                records.Add(record);
        }

        (_keys, _records) = ([.. all], [.. records]);
        Array.Sort(_keys, _records);
    }

    /// <summary>Adds a record and says who had one of its keys before.</summary>
    public HashSet<int> Add(Table table, int record)
    {
        var partners = new HashSet<int>();
        foreach (var key in KeysOf(table, record))
        {
            var at = Array.BinarySearch(_keys, key);
            while (at > 0 && _keys[at - 1] == key)
                at--;
            for (; at >= 0 && at < _keys.Length && _keys[at] == key; at++)
                partners.Add(_records[at]);
            if (_later.TryGetValue(key, out var later))
                partners.UnionWith(later);
            (later ?? (_later[key] = [])).Add(record);
        }

        return partners;
    }

    /// <summary>All keys of a record but the crowded ones, each once, told apart by kind.</summary>
    private HashSet<ulong> KeysOf(Table table, int record)
    {
        var distinct = new HashSet<ulong>();
        for (var kind = 0; kind < keys.Kinds; kind++)
        {
            _found.Clear();
            keys.Add(table, record, kind, _found);
            foreach (var key in _found)
                if (!Crowded[kind].Contains(key))
                    distinct.Add(Hashing.With((ulong)kind + 1, key));
        }

        return distinct;
    }
}
