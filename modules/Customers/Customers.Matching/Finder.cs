namespace BookingPlatform.Customers.Matching;

/// <summary>A full run over one table: learn, score, join.</summary>
internal sealed class Finder(Table table)
{
    private const int TrainingPairs = 1_000_000;

    /// <summary>Pairs below are not kept, in bits.</summary>
    private const float Least = -6;

    public int Candidates { get; private set; }

    public Weights? Weights { get; private set; }

    public List<Edge> Edges { get; private set; } = [];

    public int[] Run(float least, float joinLeast)
    {
        var blocks = new Blocks(table, new Keys(table.Schema));
        var frequencies = new Frequencies(table, []);
        int[] groups = [];
        for (var round = 0; round < 2; round++)
        {
            Weights = new(Train(blocks, frequencies), table);
            Edges = Score(blocks, Weights);
            groups = new Clusters(table, Weights) { Least = joinLeast }.Join(Edges.Where(edge => edge.Weight >= least));
            frequencies = new(table, SharesOf(groups));
        }

        return groups;
    }

    private static float[] SharesOf(int[] groups)
    {
        var sizes = new int[groups.Length];
        foreach (var group in groups)
            sizes[group]++;
        return groups.Select(group => 1f / sizes[group]).ToArray();
    }

    private Model Train(Blocks blocks, Frequencies frequencies)
    {
        var trainer = new Trainer(table, frequencies);
        var comparer = new PairComparer(table);
        EachPair(blocks, (one, other) => trainer.Count(comparer.Compare(table[one], table[other]), table[one], table[other]));
        return trainer.Fit(1);
    }

    private List<Edge> Score(Blocks blocks, Weights weights)
    {
        var comparer = new PairComparer(table);
        var edges = new List<Edge>();
        Candidates = 0;
        EachPair(blocks, (one, other) =>
        {
            Candidates++;
            if (weights.Of(comparer.Compare(table[one], table[other]), table[one]) is var weight && weight >= Least)
                edges.Add(new(one, other, weight));
        });
        return edges;
    }

    private void EachPair(Blocks blocks, Action<int, int> pair)
    {
        var seen = Enumerable.Repeat(-1, table.Count).ToArray();
        var partners = new List<int>();
        for (var record = 0; record < table.Count; record++)
        {
            blocks.Partners(record, seen, partners);
            foreach (var partner in partners)
                pair(record, partner);
        }
    }
}
