namespace BookingPlatform.Customers.Matching;

/// <summary>A full run over one table: block, compare, learn, weigh, join.</summary>
internal sealed class Finder(Table table)
{
    /// <summary>Bits from which a pair is safe enough to count its two records as one person.</summary>
    private const float Strong = 8;

    /// <summary>How many pairs were compared.</summary>
    public long Compared { get; private set; }

    public Model Model { get; private set; } = new(0, 0, [], []);

    /// <summary>Pairs that could be one person, with patterns.</summary>
    public List<Pair> Hopeful { get; private set; } = [];

    /// <summary>Blocks, compares and learns. Frequencies are counted twice: by records, then by people.</summary>
    /// <param name="threads">How many may work at once.</param>
    /// <param name="progress">Told the share of the records that are done.</param>
    public void Run(int threads = -1, Action<double>? progress = null)
    {
        var blocks = new Blocks(table, new Keys(table.Schema), threads: threads);
        var trainer = new Trainer(table);
        var frequencies = new Frequencies(table, []);
        (Hopeful, Compared) = Pairs.Compare(table, blocks, new Weights(trainer.Expected(frequencies), table), threads: threads, advance: done => progress?.Invoke((double)done / table.Count));
        var first = Weigh(new Weights(trainer.Fit(Hopeful, frequencies), table), Strong);
        Model = trainer.Fit(Hopeful, new(table, Clusters.SharesOf(table.Count, first))) with { Crowded = blocks.Crowded.Select(keys => keys.Order().ToArray()).ToArray() };
    }

    /// <summary>The pairs that reach so many bits.</summary>
    public List<Edge> Weigh(Weights weights, float least)
    {
        var edges = new List<Edge>();
        foreach (var pair in Hopeful)
            if (weights.Of(pair.Pattern, table[pair.One], table[pair.Other]) is var weight && weight >= least)
                edges.Add(new(pair.One, pair.Other, weight));
        return edges;
    }
}
