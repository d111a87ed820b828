using System.Diagnostics;
using BookingPlatform.Customers.Matching;

namespace BookingPlatform.Match;

/// <summary>Reads, matches, and tells a person what came of it.</summary>
internal sealed class Report(TextWriter result, TextWriter progress)
{
    private const int Portion = 16_384;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Run(Options options)
    {
        var csv = Csv.Read(options.Files);
        var truth = Truth.Read(csv, options.Truth, options.TruthPattern);
        var roles = RolesOf(csv, options, truth);
        foreach (var group in roles.Where(entry => entry.Value is not Role.Ignored).GroupBy(entry => entry.Value, entry => csv.Columns[entry.Key]))
            result.WriteLine($"{group.Key,-12}{string.Join(", ", group)}");
        var table = Fill(csv, roles, options.Threads);
        var order = table.Sort();
        var (threads, read) = (options.Threads, _watch.Elapsed);
        var found = Find(table, options);
        progress.Write("\r                    \r");
        result.WriteLine($"\n{csv.Rows.Count:N0} records, {found.Finder.Compared:N0} pairs compared, {found.Edges.Count:N0} suggested, {found.Certain.Count:N0} of them certain");
        result.WriteLine($"{found.Groups.Count:N0} people have several records, {found.Groups.Sum(group => group.Count):N0} in all");
        if (truth is not null)
            Measure(found, order.Select(row => truth.People[row]).ToArray());
        new Output(csv, table, order, found).Write(options);
        var process = Process.GetCurrentProcess();
        process.Refresh();
        result.WriteLine($"{_watch.Elapsed.TotalSeconds:0.00} s ({read.TotalSeconds:0.00} s of it reading), {process.TotalProcessorTime.TotalSeconds:0.00} s of processor time, {threads} threads allowed, at most {process.PeakWorkingSet64 >> 20:N0} MB");
    }

    private static Dictionary<int, Role> RolesOf(Csv csv, Options options, Truth? truth)
    {
        foreach (var name in options.Roles.Keys)
            csv.IndexOf(name);
        var sample = Columns.Sample(csv.Rows);
        var roles = csv.Columns.Index().ToDictionary(
            column => column.Index,
            column => truth?.Columns.Contains(column.Index) == true ? Role.Ignored : options.Roles.TryGetValue(column.Item, out var role) ? role : Columns.RoleOf(column.Item, sample, column.Index));
        if (roles.Values.All(role => role is Role.Ignored))
            throw new UserMistake("No column says anything about people. Name them with --columns.");
        return Shape.PartStreets(csv, roles);
    }

    private static Table Fill(Csv csv, Dictionary<int, Role> roles, int threads)
    {
        var shape = new Shape(csv, roles);
        var table = new Table(shape.Schema, csv.Rows.Count);
        for (var from = 0; from < csv.Rows.Count; from += Portion)
        {
            var portion = new string[Math.Min(Portion, csv.Rows.Count - from)][];
            Parallel.For(0, portion.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, at => portion[at] = shape.Read(csv.Rows[from + at]));
            foreach (var values in portion)
                table.Add(values);
        }

        return table;
    }

    private Found Find(Table table, Options options)
    {
        var settings = new MatchSettings { Suggest = options.Suggest, Certain = options.Certain };
        var finder = new Finder(table);
        finder.Run(options.Threads, share => progress.Write($"\r{new string('█', (int)(share * 12)),-12} {share:0 %}"));
        var weights = new Weights(finder.Model, table);
        var edges = finder.Weigh(weights, settings.SuggestBits);
        var (comparer, proof) = (new PairComparer(table), new Proof(table.Schema));
        var certain = edges.Where(edge => proof.IsCertain(edge.Weight, settings.CertainBits, comparer.Compare(table[edge.One], table[edge.Other]), table[edge.One], table[edge.Other])).ToHashSet();
        return new(finder, weights, edges, certain, new Clusters(table, weights, comparer).Join(edges));
    }

    private void Measure(Found found, string[] people)
    {
        var groups = Enumerable.Range(0, people.Length).ToArray();
        foreach (var group in found.Groups)
            foreach (var record in group)
                groups[record] = group[0];
        var scores = Scores.Of(groups, people);
        result.WriteLine($"\npairs {scores.Found:N0} found, {scores.True:N0} true, {scores.Right:N0} both");
        result.WriteLine($"precision {scores.Precision:0.0000}   recall {scores.Recall:0.0000}   F1 {scores.F1:0.0000}   B³ {scores.Cubed:0.0000} (precision {scores.CubedPrecision:0.0000}, recall {scores.CubedRecall:0.0000})");
        result.WriteLine($"single pairs: suggested {Precision(found.Edges):0.0000} right, certain {Precision(found.Certain):0.00000} right ({found.Certain.Count:N0}, {(double)found.Certain.Count / Math.Max(1, scores.True):0.0 %} of the true ones)");
        double Precision(IReadOnlyCollection<Edge> edges) => edges.Count == 0 ? 1 : (double)edges.Count(edge => people[edge.One] == people[edge.Other]) / edges.Count;
    }
}

/// <summary>What a run found.</summary>
internal sealed record Found(Finder Finder, Weights Weights, List<Edge> Edges, HashSet<Edge> Certain, List<List<int>> Groups);
