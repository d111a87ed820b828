using System.Data.Common;
using BookingPlatform.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Testing;

/// <summary>The whole database as text, to look for what must not be there.</summary>
public static class AllRows
{
    public static Task<(string Rows, int Tables)> Of(TestBusiness business) => business.Platform.Inside(business, Read);

    /// <summary>Every row of every table, as text.</summary>
    private static async Task<(string Rows, int Tables)> Read(IServiceProvider services)
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        var database = services.GetRequiredService<IDatabase>();
        var (isLite, everybody) = (database.Provider == "Sqlite", database.SaidFor(Guid.AllBitsSet, null));
        var tables = await Read(work, isLite ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        var rows = new List<string>();
        foreach (var table in tables)
            rows.AddRange((await Read(work, $"{everybody}SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        return (string.Join('\n', rows), tables.Count);
    }

    private static async Task<List<string>> Read(Work work, string sql)
    {
        await using var command = work.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, work.Transaction);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column))));
        return rows;
    }

    private static string Text(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        var value => value.ToString() ?? "",
    };
}
