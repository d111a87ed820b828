using System.Globalization;
using System.Text.RegularExpressions;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Peers;

/// <summary>PostgreSQL's own load tool, with the product's statements, prepared.</summary>
internal sealed partial class PgBench(string database, Slots slots, string script) : IDisposable
{
    private readonly string file = WriteFile(script);

    /// <returns>Transactions per second.</returns>
    public Task<double> RunFor(TimeSpan time, int clients, int port) =>
        Run(["-T", Text((long)time.TotalSeconds)], slots.Reserve((long)(time.TotalSeconds * 20_000)), clients, port);

    public Task<double> RunTimes(int transactions, int port) => Run(["-t", Text(transactions)], slots.Reserve(transactions), 1, port);

    private async Task<double> Run(string[] length, long first, int clients, int port)
    {
        var printed = await PostgresCluster.RunTool("pgbench",
        [
            "-h", "127.0.0.1", "-p", Text(port), "-U", "postgres", "-n", "-M", "prepared", "-f", file, .. length,
            "-c", Text(clients), "-j", Text(Math.Min(clients, Environment.ProcessorCount)),
            "-D", $"first={first}", "-D", $"clients={clients}", "-D", "k=0", database,
        ]);
        if (!NoneFailed().IsMatch(printed))
            throw new InvalidOperationException($"pgbench did not do all its transactions:\n{printed}");
        return double.Parse(Rate().Match(printed).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string WriteFile(string script)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bp-bench-{Guid.NewGuid():N}.sql");
        File.WriteAllText(path, script);
        return path;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => File.Delete(file);

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^number of failed transactions: 0 ", RegexOptions.Multiline)]
    private static partial Regex NoneFailed();
}
