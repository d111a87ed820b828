namespace BookingPlatform.Customers.Matching;

/// <summary>Two records and the evidence, in bits, that they are one person.</summary>
/// <param name="One">Number of the one record.</param>
/// <param name="Other">Number of the other.</param>
/// <param name="Weight">Bits; the probability is 1 / (1 + 2^-weight).</param>
internal readonly record struct Edge(int One, int Other, float Weight);

/// <summary>
/// Joins records into people, the strongest pairs first (agglomerative with average linkage, Sokal and Michener 1958). A join has to be carried by the two groups
/// as wholes, not by one pair: a chain of good pairs must not tie together what does not belong together, and what contradicts itself is never joined.
/// </summary>
internal sealed class Clusters(Table table, Weights weights, PairComparer comparer)
{
    /// <summary>What the mean of all pairs between two groups has to reach, in bits: records with little on them seldom reach zero by themselves.</summary>
    private const double LeastMean = -2;

    /// <summary>The same where most birth dates of the two groups differ.</summary>
    private const double LeastMeanOtherBirth = 3;

    /// <summary>Bits against one person that a different birth date has to say in these records.</summary>
    private const double LeastReliable = -2.5;

    private const int MostCompared = 400;

    private const float NearlyAsWell = 2;
    private const int MostTorn = 2;
    private const int MostRivals = 8;

    private readonly int _birth = ReliableBirth(table.Schema, weights.Model);
    private readonly Proof _proof = new(table.Schema);
    private readonly Dictionary<int, List<int>> _groups = [];
    private readonly Dictionary<int, List<Edge>> _edges = [];

    /// <summary>Joins what the edges connect.</summary>
    /// <returns>Groups of two records and more.</returns>
    public List<List<int>> Join(IReadOnlyCollection<Edge> edges)
    {
        var ordered = InOrder(edges);
        foreach (var edge in ordered)
            foreach (var record in (ReadOnlySpan<int>)[edge.One, edge.Other])
                (_edges.TryGetValue(record, out var own) ? own : _edges[record] = []).Add(edge);
        foreach (var edge in ordered)
        {
            var (one, other) = (GroupOf(edge.One), GroupOf(edge.Other));
            if (one != other && !_proof.IsWeakBridge(comparer.Compare(table[edge.One], table[edge.Other])) && Carries(one, other) && !IsTorn(one, other, edge.Weight) && !IsTorn(other, one, edge.Weight))
                Join(one, other);
        }

        return _groups.Values.Distinct().Where(group => group.Count > 1).ToList();
    }

    /// <summary>For each record one divided by how many stand for its person, following every strong pair: enough to count people instead of records.</summary>
    public static float[] SharesOf(int records, IEnumerable<Edge> strong)
    {
        var heads = Enumerable.Range(0, records).ToArray();
        var sizes = new int[records];
        foreach (var edge in strong)
            heads[HeadOf(heads, edge.Other)] = HeadOf(heads, edge.One);
        for (var record = 0; record < records; record++)
            sizes[HeadOf(heads, record)]++;
        return heads.Select((_, record) => 1f / sizes[HeadOf(heads, record)]).ToArray();
    }

    private static int HeadOf(int[] heads, int record)
    {
        while (heads[record] != record)
            record = heads[record] = heads[heads[record]];
        return record;
    }

    /// <summary>Strongest first; what is equally strong by what the records say, never by their numbers.</summary>
    private Edge[] InOrder(IReadOnlyCollection<Edge> edges)
    {
        var hashes = edges.SelectMany(edge => (int[])[edge.One, edge.Other]).Distinct().ToDictionary(record => record, table.HashOf);
        var ordered = edges.Select(edge => hashes[edge.One] <= hashes[edge.Other] ? edge : new Edge(edge.Other, edge.One, edge.Weight)).ToArray();
        Array.Sort(ordered, (one, other) =>
            one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight)
            : hashes[one.One] != hashes[other.One] ? hashes[one.One].CompareTo(hashes[other.One])
            : hashes[one.Other].CompareTo(hashes[other.Other]));
        return ordered;
    }

    /// <summary>Where birth dates are kept carelessly, another one says little and contradicts nothing.</summary>
    private static int ReliableBirth(Schema schema, Model model)
    {
        var field = schema.IndexOf(FieldKind.BirthDate);
        return field >= 0 && Math.Log2(model.Fields[field].M[Level.Different] / model.Fields[field].U[Level.Different]) <= LeastReliable ? field : -1;
    }

    private List<int> GroupOf(int record) => _groups.TryGetValue(record, out var group) ? group : _groups[record] = [record];

    private void Join(List<int> one, List<int> other)
    {
        one.AddRange(other);
        foreach (var record in other)
            _groups[record] = one;
    }

    /// <summary>Whether a group fits elsewhere nearly as well, and the two places contradict each other: then nobody knows which it is.</summary>
    private bool IsTorn(List<int> group, List<int> target, float weight)
    {
        if (group.Count > MostTorn)
            return false;
        var rivals = group.SelectMany(record => _edges[record]).Where(edge => edge.Weight >= weight - NearlyAsWell)
            .SelectMany(edge => (List<int>[])[GroupOf(edge.One), GroupOf(edge.Other)]).Where(rival => rival != group && rival != target).Distinct().Take(MostRivals);
        return rivals.Any(rival => Look(rival, target) is { Contradict: true });
    }

    private bool Carries(List<int> one, List<int> other) => Look(one, other) is { Contradict: false, Mean: >= LeastMean };

    /// <summary>The mean of the pairs between two groups, and whether they are refused or were mostly born on other days without much else to outweigh it.</summary>
    private (double Mean, bool Contradict) Look(List<int> one, List<int> other)
    {
        double sum = 0;
        var (compared, born, otherwise) = (0, 0, 0);
        for (; compared < Math.Min(one.Count * other.Count, MostCompared); compared++)
        {
            var mine = table[one[compared % one.Count]];
            var theirs = table[other[compared / one.Count]];
            var pattern = comparer.Compare(mine, theirs);
            if (_proof.IsRefused(pattern))
                return (0, true);
            sum += weights.Of(pattern, mine, theirs);
            if (_birth >= 0 && (pattern >> (4 * _birth) & 15) is var level and not Level.Missing)
                (born, otherwise) = (born + 1, otherwise + (level == Level.Different ? 1 : 0));
        }

        return (sum / compared, 2 * otherwise > born && sum / compared < LeastMeanOtherBirth);
    }
}
