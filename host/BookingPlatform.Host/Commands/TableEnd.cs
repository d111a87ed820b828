using System.Data.Common;
using System.Runtime.CompilerServices;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Commands;

/// <summary>One of the two databases of a copy, inside its transaction.</summary>
internal sealed class TableEnd(IDatabase database, DbConnection connection, DbTransaction transaction)
{
    /// <summary>The rows of all businesses, where the database keeps a wall between them.</summary>
    public async Task ForEverybody(CancellationToken ct)
    {
        if (database.SaidFor(Guid.AllBitsSet, transaction) is { Length: > 0 } words)
            await Execute(words, ct);
    }

    public async Task<bool> Any(TableShape table, CancellationToken ct)
    {
        await using var command = Command($"SELECT COUNT(*) FROM {Quoted(table.Name)}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), null) > 0;
    }

    public Task Clear(TableShape table, CancellationToken ct) => Execute($"DELETE FROM {Quoted(table.Name)}", ct);

    public async IAsyncEnumerable<object?[]> Read(TableShape table, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command($"SELECT {string.Join(", ", table.Columns.Select(column => Quoted(column.Name)))} FROM {Quoted(table.Name)}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return [.. table.Columns.Select((column, at) => reader.IsDBNull(at) ? null : column.Read(reader, at))];
    }

    /// <returns>The sum of what was written.</returns>
    public async Task<RowSum> Write(TableShape table, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        var numbering = table.Numbered is { } column ? database.NumberingOf(table.Name, column) : default;
        await Execute(numbering.Before, ct);
        await using var insert = Command($"INSERT INTO {Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(one => Quoted(one.Name)))}) VALUES ({string.Join(", ", table.Columns.Select((_, at) => $"@p{at}"))})");
        var sum = RowSum.Zero;
        await foreach (var row in rows)
        {
            insert.Parameters.Clear();
            for (var at = 0; at < row.Length; at++)
                insert.Parameters.Add(Parameter(insert, at, table.Columns[at].Type, row[at]));
            await insert.ExecuteNonQueryAsync(ct);
            sum = sum.With(row);
        }

        await Execute(numbering.After, ct);
        return sum;
    }

    private DbParameter Parameter(DbCommand of, int at, Type type, object? value)
    {
        var parameter = of.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ($"p{at}", value ?? DBNull.Value);
        database.Type(parameter, type);
        return parameter;
    }

    private async Task Execute(string? sql, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(sql))
            return;
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The names are the model's own and hold no quotes.</summary>
    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
