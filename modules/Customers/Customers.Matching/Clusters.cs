namespace BookingPlatform.Customers.Matching;

/// <summary>Two records and the evidence, in bits, that they are one person.</summary>
/// <param name="One">Number of the one record, the smaller.</param>
/// <param name="Other">Number of the other.</param>
/// <param name="Weight">Bits; the probability is 1 / (1 + 2^-weight).</param>
internal readonly record struct Edge(int One, int Other, float Weight);

/// <summary>
/// Joins records into people, the strongest pairs first. A join has to be carried by the two groups as wholes, not by one pair:
/// a chain of good pairs must not tie together what does not belong together.
/// </summary>
internal sealed class Clusters(Table table, Weights weights)
{
    private const int MostCompared = 400;

    private readonly PairComparer _comparer = new(table);
    private readonly Dictionary<int, List<int>> _groups = [];
    private readonly int[] _of = Enumerable.Range(0, table.Count).ToArray();

    /// <summary>What the mean of the pairs of two groups has to reach, in bits.</summary>
    public float Least { get; init; }

    /// <returns>For each record the number of its group's first record.</returns>
    public int[] Join(IEnumerable<Edge> edges)
    {
        var ordered = edges.ToArray();
        Array.Sort(ordered, (one, other) => one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight) : one.One != other.One ? one.One.CompareTo(other.One) : one.Other.CompareTo(other.Other));
        foreach (var edge in ordered)
        {
            var (one, other) = (_of[edge.One], _of[edge.Other]);
            if (one != other && Carries(GroupOf(one), GroupOf(other)))
                Join(Math.Min(one, other), Math.Max(one, other));
        }

        return _of;
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

    private List<int> GroupOf(int head) => _groups.TryGetValue(head, out var group) ? group : [head];

    private void Join(int one, int other)
    {
        var (into, from) = (GroupOf(one), GroupOf(other));
        foreach (var record in from)
            _of[record] = one;
        into.AddRange(from);
        _groups[one] = into;
        _groups.Remove(other);
    }

    private bool Carries(List<int> one, List<int> other)
    {
        double sum = 0;
        var compared = 0;
        for (var at = 0; at < one.Count * other.Count && compared < MostCompared; at++, compared++)
        {
            var mine = table[one[at % one.Count]];
            sum += weights.Of(_comparer.Compare(mine, table[other[at / one.Count]]), mine);
        }

        return sum / compared >= Least;
    }
}
