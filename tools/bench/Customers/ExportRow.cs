using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BookingPlatform.Bench.Customers;

/// <summary>The whole address book as CSV beside what the database can give at most.</summary>
internal sealed class ExportRow(BenchOptions options, PlatformSettings settings, TestBusiness business)
{
    private const string Columns = """
        SELECT c."FirstName", c."LastName", p."Address", p."State", coalesce(c."PhoneE164", c."PhoneAsTyped"), c."Street", c."PostalCode", c."City", c."Region", c."Country",
        c."Language", c."Notes", c."Id", c."CreatedAtUtc" FROM customers_customers c LEFT JOIN customers_contact_points p ON p."CustomerId" = c."Id"
        """;

    /// <summary>A million rows take a while; the spread shows whether these are enough.</summary>
    private int Pairs => Math.Min(options.Pairs, 5);

    public async Task<IReadOnlyList<Figure>> Run()
    {
        var (most, before) = (0L, 0L);
        await Export();
        await Raw();
        GC.Collect();
        before = WorkingSet();
        using var watching = new CancellationTokenSource();
        var watcher = Watch(value => most = Math.Max(most, value), watching.Token);
        var turns = await Turns.Take(Pairs, Export, Raw);
        await watching.CancelAsync();
        await watcher;
        var extra = (most - before) / 1e6;
        return
        [
            turns.ToFigure("rows per second") with { Bar = new(0.25, false), Goal = new(0.5, false) },
            new Figure("extra memory, MB", extra.ToString("0", CultureInfo.InvariantCulture), "", extra) { Bar = new(100, true), Goal = new(30, true) },
        ];
    }

    private static async Task Watch(Action<long> see, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            see(WorkingSet());
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <returns>Rows per second.</returns>
    private async Task<double> Export()
    {
        using var http = new HttpClient { BaseAddress = business.Platform.Client().BaseAddress, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", business.ApiKey);
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync("/api/v1/customers.csv", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        return Rate(await Lines(stream) - 1, start);
    }

    private async Task<double> Raw()
    {
        var start = Stopwatch.GetTimestamp();
        return Rate(settings.Db is Db.PostgreSql ? await Copy() : await Task.Run(ReadBare), start);
    }

    private async Task<long> Copy()
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.PastTheWall(settings.ConnectionString));
        await connection.OpenAsync();
        using var copy = await connection.BeginTextExportAsync($"COPY ({Columns}) TO STDOUT (FORMAT csv)");
        var (lines, buffer) = (0L, new char[64 * 1024]);
        int read;
        while ((read = await copy.ReadAsync(buffer)) > 0)
            lines += buffer.AsSpan(0, read).Count('\n');
        return lines;
    }

    private long ReadBare()
    {
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Columns;
        using var reader = command.ExecuteReader();
        using var writer = new StreamWriter(Stream.Null);
        var rows = 0L;
        for (; reader.Read(); rows++)
        {
            for (var field = 0; field < reader.FieldCount; field++)
            {
                writer.Write(reader.IsDBNull(field) ? "" : reader.GetString(field));
                writer.Write(',');
            }

            writer.WriteLine();
        }

        return rows;
    }

    private static async Task<long> Lines(Stream stream)
    {
        var (lines, buffer) = (0L, new byte[64 * 1024]);
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private static double Rate(long rows, long since) => rows / Stopwatch.GetElapsedTime(since).TotalSeconds;
}
