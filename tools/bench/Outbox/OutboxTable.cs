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

    /// <summary>
    /// The yardstick, which promises the same: claim a batch for ten seconds, commit, read it, delete it, commit; prepared, on one connection, and nobody is told anything.
    /// To delete at once would be faster, and would lose a batch with every crash.
    /// </summary>
    public async Task ClaimAll()
    {
        await using var connection = await Open();
        await using var claim = new NpgsqlCommand($"""UPDATE kernel_outbox SET "DueAtUtc" = now() + interval '10 s' WHERE "Seq" IN (SELECT "Seq" FROM kernel_outbox WHERE "State" = 'Waiting' AND "DueAtUtc" <= now() ORDER BY "Seq" LIMIT {Batch} FOR UPDATE SKIP LOCKED) RETURNING "Seq", "Listener", "Body" """, connection);
        await using var delete = new NpgsqlCommand("""DELETE FROM kernel_outbox WHERE "Seq" = ANY ($1)""", connection) { Parameters = { new NpgsqlParameter<long[]>() } };
        await claim.PrepareAsync();
        while (true)
        {
            List<long> claimed = [];
            await using (var rows = await claim.ExecuteReaderAsync())
                while (await rows.ReadAsync())
                {
                    claimed.Add(rows.GetInt64(0));
                    _ = (rows.GetString(1), rows.GetString(2));
                }

            if (claimed.Count == 0)
                return;
            ((NpgsqlParameter<long[]>)delete.Parameters[0]).TypedValue = [.. claimed];
            await delete.ExecuteNonQueryAsync();
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
