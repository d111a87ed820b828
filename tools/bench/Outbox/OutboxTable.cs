using BookingPlatform.Kernel.Outbox;
using Npgsql;

namespace BookingPlatform.Bench.Outbox;

/// <summary>The bench's own hand on the outbox: fills it, looks whether it is empty, and empties it as a yardstick does.</summary>
internal sealed class OutboxTable(string database)
{
    private const int Batch = 200;

    private const string Columns = """
        "Id", "BusinessId", "About", "Lane", "Fact", "Listener", "Body", "State", "Attempts", "ToldAtUtc", "DueAtUtc"
        """;

    private static readonly string Row = $$"""
        gen_random_uuid(), '0190f000-0000-7000-8000-00000000be6c', ('00000000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid, c % {{OutboxLane.Count}}, 'Told', '{{KernelNode.Listener}}',
        format('{"Customer":%s,"Number":%s,"IsPoison":%s}', c, n, p), 'Waiting', 0, now(), '2000-01-01T00:00:00Z'
        """;

    /// <summary>As one row for each message; a customer's lane is that of the last byte of their id.</summary>
    public static string Insert(string source) => $"INSERT INTO kernel_outbox ({Columns}) SELECT {Row.Replace("c %", "(c % 256) %", StringComparison.Ordinal)} FROM {source}";

    public Task Fill(int messages, int customers) => Do("TRUNCATE kernel_outbox", Insert($"(SELECT i % {customers} AS c, i / {customers} + 1 AS n, 'false' AS p FROM generate_series(0, {messages - 1}) i ORDER BY i) rows"), "VACUUM ANALYZE kernel_outbox");

    public async Task UntilEmpty()
    {
        await using var connection = await Open();
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM kernel_outbox)", connection);
        while ((bool)(await ask.ExecuteScalarAsync())!)
            await Task.Delay(2);
    }

    /// <summary>The yardstick: claim a batch, read it, delete it, commit; prepared, on one connection, nobody is told anything.</summary>
    public async Task ClaimAll()
    {
        await using var connection = await Open();
        await using var claim = new NpgsqlCommand($"""DELETE FROM kernel_outbox WHERE "Seq" IN (SELECT "Seq" FROM kernel_outbox WHERE "State" = 'Waiting' AND "DueAtUtc" <= now() ORDER BY "Seq" LIMIT {Batch} FOR UPDATE SKIP LOCKED) RETURNING "Seq", "Listener", "Body" """, connection);
        await claim.PrepareAsync();
        for (var claimed = 1; claimed > 0;)
        {
            claimed = 0;
            await using var rows = await claim.ExecuteReaderAsync();
            for (; await rows.ReadAsync(); claimed++)
                _ = (rows.GetInt64(0), rows.GetString(1), rows.GetString(2));
        }
    }

    public async Task Do(params string[] statements)
    {
        await using var connection = await Open();
        foreach (var sql in statements)
            await using (var command = new NpgsqlCommand(sql, connection))
                await command.ExecuteNonQueryAsync();
    }

    public async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }
}
