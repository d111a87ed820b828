using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Match;

var files = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
string? Opt(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
var watch = Stopwatch.StartNew();
var csv = Csv.Read(files);
var truth = Truth.Read(csv, Opt("--truth"), Opt("--truth-pattern"));
var roles = csv.Columns.Select((name, at) => (at, truth?.Columns.Contains(at) == true ? Role.Ignored : Columns.RoleOf(name, csv.Rows, at))).ToDictionary();
Console.WriteLine(string.Join(", ", roles.Select(r => $"{csv.Columns[r.Key]}={r.Value}")));
var shape = new Shape(csv, Shape.PartStreets(csv, roles));
var table = new Table(shape.Schema, csv.Rows.Count);
var values = new string[shape.Schema.Fields.Count];
foreach (var row in csv.Rows)
{
    shape.Fill(row, values);
    table.Add(values);
}
Console.WriteLine($"read {watch.Elapsed.TotalSeconds:0.00} cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.00}");
var order = table.Sort();
var sortedTruth = truth is null ? null : order.Select(at => truth.People[at]).ToArray();
var finder = new Finder(table);
var groups = finder.Run(float.Parse(Opt("--least") ?? "0", CultureInfo.InvariantCulture), float.Parse(Opt("--join") ?? "0", CultureInfo.InvariantCulture));
Console.WriteLine($"done {watch.Elapsed.TotalSeconds:0.00} cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.00} mem {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB candidates {finder.Compared} edges {finder.Edges.Count}");
if (sortedTruth is null)
    return;
var s = Scores.Of(groups, sortedTruth);
Console.WriteLine($"cluster pairs {s.Found} true {s.True} P {s.Precision:0.0000} R {s.Recall:0.0000} F1 {s.F1:0.0000} B3 {s.Cubed:0.0000} ({s.CubedPrecision:0.000}/{s.CubedRecall:0.000})");
Debugging.Print(finder, table, sortedTruth, groups, args);
