namespace BookingPlatform.Customers.Matching;

/// <summary>A full run over one table: block, compare, learn, weigh, join.</summary>
internal sealed class Finder(Table table)
{
    /// <summary>Pairs below are not kept, in bits.</summary>
    private const float Least = -6;

    public long Compared { get; private set; }

    public Weights? Weights { get; private set; }

    public List<Edge> Edges { get; private set; } = [];

    
    private static void T(string s) { Console.WriteLine($"   {s} cpu {System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.00}"); }

    public int[] Run(float least, float joinLeast)
    {
        T("start");
        var blocks = new Blocks(table, new Keys(table.Schema));
        T("blocks");
        var trainer = new Trainer(table);
        var frequencies = new Frequencies(table, []);
        var expected = new Weights(trainer.Expected(frequencies), table);
        T("expected");
        (var pairs, Compared) = Pairs.Compare(table, blocks, expected);
        T($"compared {Compared} kept {pairs.Count}");
        int[] groups = [];
        for (var round = 0; round < 2; round++)
        {
            Weights = new(trainer.Fit(pairs, frequencies), table);
            T("fit");
            Edges = Weigh(pairs, Weights);
            T("weigh");
            if (round == 0)
                frequencies = new(table, Clusters.SharesOf(table.Count, Edges.Where(edge => edge.Weight >= 8)));
            else
            groups = new Clusters(table, Weights) { Least = joinLeast }.Join(Edges.Where(edge => edge.Weight >= least));
            T("join");
        }

        return groups;
    }

    private List<Edge> Weigh(List<Pair> pairs, Weights weights)
    {
        var edges = new List<Edge>();
        foreach (var pair in pairs)
            if (weights.Of(pair.Pattern, table[pair.One]) is var weight && weight >= Least)
                edges.Add(new(pair.One, pair.Other, weight));
        return edges;
    }
}
