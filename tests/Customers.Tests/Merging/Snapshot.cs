using System.Data.Common;
using System.Globalization;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>Every row of a business in every table of every module, to compare two moments by. What merging writes down about itself, versions and the trail are left out.</summary>
internal static class Snapshot
{
    private static readonly string[] Aside = ["kernel_", "customers_merge", "customers_duplicates", "accounts_", "sync_operations", "sync_buckets", "qrtz_"];

    public static Task<IReadOnlyList<string>> Take(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        var lines = new List<string>();
        foreach (var table in await Tables(work, business.Platform.Settings.Db))
            lines.AddRange(await Rows(work, table, business.Id));
        return (IReadOnlyList<string>)lines.Order(StringComparer.Ordinal).ToList();
    });

    private static async Task<List<string>> Tables(Work work, Db db)
    {
        var found = await Read(work, db is Db.Sqlite
            ? "SELECT t.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'BusinessId'"
            : "SELECT table_name FROM information_schema.columns WHERE column_name = 'BusinessId'", _ => { }, row => row.GetString(0));
        return found.Where(name => !Aside.Any(name.StartsWith)).ToList();
    }

    private static Task<List<string>> Rows(Work work, string table, Guid business) => Read(work, $"SELECT * FROM \"{table}\" WHERE \"BusinessId\" = @business", command =>
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@business", business);
        command.Parameters.Add(parameter);
    }, row => $"{table} {string.Join(" ", Enumerable.Range(0, row.FieldCount).Where(at => row.GetName(at) is not "Version").Select(at => $"{row.GetName(at)}={Text(row.GetValue(at))}"))}");

    private static string Text(object value) => value is DateTime instant ? instant.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static async Task<List<string>> Read(Work work, string sql, Action<DbCommand> prepare, Func<DbDataReader, string> line)
    {
        await using var command = work.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (work.SayBusiness() + sql, work.Transaction);
        prepare(command);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(line(reader));
        return lines;
    }
}
