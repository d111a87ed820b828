using BookingPlatform.Customers.Matching;
namespace BookingPlatform.Match;
internal static class Debugging
{
    public static void Print(Found f, Table t, string[] truth, string[] args)
    {
        if (args.Length == 0) return;
        var groups = Enumerable.Range(0, t.Count).ToArray(); foreach (var g in f.Groups) foreach (var r in g) groups[r] = g[0];
        var total = truth.GroupBy(x => x).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        Console.WriteLine($"prior {f.Weights.Model.Prior:0.00}");
        long right = 0, found = 0; 
        foreach (var band in f.Edges.GroupBy(e => Math.Floor(e.Weight / 2) * 2).OrderByDescending(g => g.Key))
        {
            var ok = band.Count(e => truth[e.One] == truth[e.Other]);
            right += ok; found += band.Count();
            if (band.Key < 26) Console.WriteLine($"  w>={band.Key}: n {band.Count()} precision {(double)ok / band.Count():0.0000} expected {band.Average(e => Weights.Probability(e.Weight)):0.0000} cumP {(double)right/found:0.0000} cumR {(double)right/total:0.0000}");
        }
        if (args.Contains("--sure")) foreach (var e in f.Certain.Where(e => truth[e.One] != truth[e.Other]).Take(25)) Show(t, e, truth, f);
        if (args.Contains("--model"))
            for (var i = 0; i < t.Schema.Fields.Count; i++)
            {
                var m = f.Weights.Model.Fields[i];
                Console.WriteLine($"{t.Schema.Fields[i].Name,-16} " + string.Join(" ", Enumerable.Range(1, 10).Where(l => l is 1 or > 3).Select(l => $"{l}:{m.M[l]:0.000}/{m.U[l]:0.00000}={Math.Log2(m.M[l] / m.U[l]):0.0}")) + $" rare {Math.Log2(m.M[1]/m.Rare):0.0}");
            }
        if (args.Contains("--wrong"))
            foreach (var e in f.Edges.Where(e => truth[e.One] != truth[e.Other] && groups[e.One] == groups[e.Other]).OrderByDescending(e => e.Weight).Take(25)) Show(t, e, truth, f);
        if (args.Contains("--missed"))
        {
            var edges = f.Edges.ToDictionary(e => (e.One, e.Other), e => e.Weight);
            var cmp = new PairComparer(t); var n = 0;
            foreach (var g in Enumerable.Range(0, t.Count).GroupBy(i => truth[i]))
            {
                var l = g.ToList();
                for (var i = 0; i < l.Count; i++) for (var j = i + 1; j < l.Count; j++)
                    if (groups[l[i]] != groups[l[j]] && n++ % 7 == 0 && n < 180)
                    { Console.WriteLine(edges.ContainsKey((l[i], l[j])) ? "edge" : "NO CANDIDATE/low"); Show(t, new(l[i], l[j], f.Weights.Of(cmp.Compare(t[l[i]], t[l[j]]), t[l[i]], t[l[j]])), truth, f); }
            }
        }
    }
    private static void Show(Table t, Edge e, string[] truth, Found f)
    {
        Console.WriteLine($"w {e.Weight:0.0} {truth[e.One]} {truth[e.Other]}");
        Console.WriteLine("    " + string.Join("|", Enumerable.Range(0, t.Schema.Fields.Count).Select(i => t.Text(e.One, i))));
        Console.WriteLine("    " + string.Join("|", Enumerable.Range(0, t.Schema.Fields.Count).Select(i => t.Text(e.Other, i))));
        var p = new PairComparer(t).Compare(t[e.One], t[e.Other]);
        Console.WriteLine("    " + string.Join(" ", Enumerable.Range(0, t.Schema.Fields.Count).Where(i => (p >> 4 * i & 15) != 0).Select(i => $"{t.Schema.Fields[i].Name}:{p >> 4 * i & 15}={f.Weights.Of(i, (byte)(p >> 4 * i & 15), t[e.One][i], t[e.Other][i]):0.0}")));
    }
}
