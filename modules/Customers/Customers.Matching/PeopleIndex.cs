namespace BookingPlatform.Customers.Matching;

/// <summary>A pair that was found.</summary>
/// <param name="One">Id of the one person; of the two ids the smaller in ordinal order.</param>
/// <param name="Other">Id of the other.</param>
/// <param name="Probability">That they are one person.</param>
/// <param name="Verdict">What follows.</param>
public sealed record FoundPair(string One, string Other, double Probability, Verdict Verdict);

/// <summary>
/// People in memory, matched at once when they change. Putting people one by one, in any order and with changes in between,
/// ends in the same pairs and groups as loading their last state at once: a pair depends on its two records and the model alone, a group on its pairs.
/// Not safe for use from several threads.
/// </summary>
public sealed class PeopleIndex
{
    private readonly MatchSettings _settings;
    private readonly Model _model;
    private readonly Table _table = new(Schema.Customers, 1024);
    private readonly Keys _keys = new(Schema.Customers);
    private readonly KeyStore _store;
    private readonly Weights _weights;
    private readonly PairComparer _comparer;
    private readonly Proof _proof = new(Schema.Customers);
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<Edge>> _edges = [];

    /// <summary>Makes an empty index.</summary>
    /// <param name="model">What was learned by <see cref="Matcher.Learn"/>; stays as it is.</param>
    /// <param name="settings">Thresholds and own domains.</param>
    public PeopleIndex(Model model, MatchSettings? settings = null)
    {
        (_model, _settings) = (model, settings ?? new());
        (_weights, _comparer, _store) = (new(model, _table), new(_table), new(_keys, model));
    }

    /// <summary>How many people are in the index.</summary>
    public int Count => _records.Count;

    /// <summary>Adds many people to an empty index; faster than one by one.</summary>
    /// <param name="people">With different ids.</param>
    public void Load(IEnumerable<Person> people)
    {
        if (_ids.Count > 0)
            throw new InvalidOperationException("Only an empty index is loaded.");
        foreach (var person in people)
            Append(person);
        var blocks = new Blocks(_table, _keys, _store.Crowded);
        foreach (var pair in Pairs.Compare(_table, blocks, new Weights(_model, _table), least: _settings.SuggestBits).Kept)
            if (_weights.Of(pair.Pattern, _table[pair.One], _table[pair.Other]) is var weight && weight >= _settings.SuggestBits)
                Connect(new(pair.One, pair.Other, weight));
        _store.Load(_table);
    }

    /// <summary>Adds a person, or replaces the one with the same id.</summary>
    /// <param name="person">Their present state.</param>
    /// <returns>The pairs they now form, likeliest first.</returns>
    public IReadOnlyList<FoundPair> Put(Person person)
    {
        Remove(person.Id);
        var record = Append(person);
        foreach (var partner in _store.Add(_table, record))
            if (_records.TryGetValue(_ids[partner], out var present) && present == partner)
                Consider(partner, record);
        return PairsOf(person.Id);
    }

    /// <summary>Takes a person out; nothing happens when there is none.</summary>
    public void Remove(string id)
    {
        if (!_records.Remove(id, out var record) || !_edges.Remove(record, out var edges))
            return;
        foreach (var other in edges.Select(edge => edge.One == record ? edge.Other : edge.One))
            _edges[other].RemoveAll(edge => edge.One == record || edge.Other == record);
    }

    /// <summary>The pairs of a person, likeliest first.</summary>
    public IReadOnlyList<FoundPair> PairsOf(string id) =>
        _records.TryGetValue(id, out var record) && _edges.TryGetValue(record, out var edges) ? edges.OrderByDescending(edge => edge.Weight).Select(Show).ToList() : [];

    /// <summary>Everybody whose records are taken for one person's, in groups of two and more, in ordinal order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups()
    {
        var seen = new HashSet<int>();
        return _edges.Keys.Where(record => _edges[record].Count > 0 && !seen.Contains(record)).SelectMany(record => GroupsAround(record, seen)).OrderBy(group => group[0], StringComparer.Ordinal).ToList();
    }

    /// <summary>The ids of a person's group, themselves included, in ordinal order.</summary>
    public IReadOnlyList<string> GroupOf(string id) =>
        _records.TryGetValue(id, out var record) ? GroupsAround(record, []).FirstOrDefault(group => group.Contains(id)) ?? [id] : [];

    private int Append(Person person)
    {
        var record = _table.Add(person.ToValues(_settings.OwnDomains));
        _ids.Add(person.Id);
        _records.Add(person.Id, record);
        return record;
    }

    private void Consider(int one, int other)
    {
        var pattern = _comparer.Compare(_table[one], _table[other]);
        if (_weights.Of(pattern, _table[one], _table[other]) is var weight && weight >= _settings.SuggestBits)
            Connect(new(one, other, weight));
    }

    private void Connect(Edge edge)
    {
        foreach (var record in (ReadOnlySpan<int>)[edge.One, edge.Other])
            (_edges.TryGetValue(record, out var edges) ? edges : _edges[record] = []).Add(edge);
    }

    private FoundPair Show(Edge edge)
    {
        var (one, other) = (_ids[edge.One], _ids[edge.Other]);
        if (string.CompareOrdinal(one, other) > 0)
            (one, other) = (other, one);
        var certain = _proof.IsCertain(edge.Weight, _settings.CertainBits, _comparer.Compare(_table[edge.One], _table[edge.Other]), _table[edge.One], _table[edge.Other]);
        return new(one, other, Weights.Probability(edge.Weight), certain ? Verdict.Certain : Verdict.Suggested);
    }

    /// <summary>Groups among all that hang together with a record. They depend on nothing outside.</summary>
    private List<IReadOnlyList<string>> GroupsAround(int record, HashSet<int> seen)
    {
        var (waiting, edges) = (new Queue<int>([record]), new HashSet<Edge>());
        seen.Add(record);
        while (waiting.TryDequeue(out var next))
            foreach (var edge in _edges.GetValueOrDefault(next) ?? [])
                if (edges.Add(edge))
                    foreach (var end in (int[])[edge.One, edge.Other])
                        if (seen.Add(end))
                            waiting.Enqueue(end);
        return new Clusters(_table, _weights, _comparer).Join(edges).Select(group => (IReadOnlyList<string>)group.Select(member => _ids[member]).Order(StringComparer.Ordinal).ToList()).ToList();
    }
}
