using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Outbox;

/// <summary>What one whole node asks of the database in a minute in which nobody does anything.</summary>
internal static class Idle
{
    private const int Minutes = 3;

    public static async Task<IEnumerable<Figure>> Measure(BenchOptions options, PostgresCluster cluster, ControlSession control)
    {
        var name = await cluster.CreateDatabase();
        await using var platform = BenchHost.Whole(PlatformSettings.At(Db.PostgreSql, cluster.OwnerConnectionString(name)));
        await platform.NewBusiness();
        await Task.Delay(TimeSpan.FromMinutes(1));
        await Asked.Forget(control);
        await Task.Delay(TimeSpan.FromMinutes(Minutes));

        var asked = await Asked.In(cluster, name);
        if (options.Show)
            Asked.Print(asked);
        var each = asked.Where(one => !IsBracket(one.Text)).Sum(one => one.Calls) / (double)Minutes;
        var jobs = asked.Where(one => !IsBracket(one.Text) && one.Text.Contains("qrtz", StringComparison.OrdinalIgnoreCase)).Sum(one => one.Calls) / (double)Minutes;
        var said = asked.Where(one => one.Text.StartsWith("SET booking.business", StringComparison.Ordinal)).Sum(one => one.Calls) / (double)Minutes;
        return
        [
            new Figure("statements a minute and node", $"{each:0.#}", "Hangfire: more than 2,000", each) { Bar = new(12, AtMost: true), Goal = new(4, AtMost: true) },
            new Figure("of these the job engine's", $"{jobs:0.#}", "", null),
            new Figure("of these SET, sent in front of another", $"{said:0.#}", "", null),
        ];
    }

    private static bool IsBracket(string sql) => sql is "BEGIN" or "COMMIT" or "ROLLBACK" || sql.StartsWith("BEGIN ", StringComparison.Ordinal) || sql.StartsWith("DISCARD", StringComparison.Ordinal);
}
