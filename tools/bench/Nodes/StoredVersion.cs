using System.Globalization;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Database.PostgreSql;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BookingPlatform.Bench.Nodes;

/// <summary>
/// The stored database of an earlier version as it would be on PostgreSQL: its tables of that time with its rows. <c>--restore</c> would bring it up to date on the way,
/// and nothing would be left for the nodes to migrate.
/// </summary>
internal static class StoredVersion
{
    public static async Task Rebuild(string file, PlatformSettings target)
    {
        await using var source = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await source.OpenAsync();
        await MakeTables(source, target);
        await using var there = new NpgsqlConnection(target.ConnectionString.Replace("Username=booking", "Username=postgres", StringComparison.Ordinal) + ";Timezone=UTC");
        await there.OpenAsync();
        await Do(there, "SET session_replication_role = replica");
        foreach (var table in (await Column(source, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_migrations' ESCAPE '\\'")))
            await CopyRows(source, there, table);
    }

    /// <summary>Each module's migrations, up to the last that the file has had.</summary>
    private static async Task MakeTables(SqliteConnection source, PlatformSettings target)
    {
        IServiceCollection? registered = null;
        await using var platform = BenchHost.Quiet(await PlatformSettings.New(Db.Sqlite), all => registered = all);
        var services = new ServiceCollection();
        foreach (var service in registered!.Where(service => service.ServiceType != typeof(IDatabase)))
            ((ICollection<ServiceDescriptor>)services).Add(service);
        await using var database = new PostgreSqlDatabase(target.ConnectionString);
        await using var provider = services.AddSingleton<IDatabase>(database).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        foreach (var module in provider.GetServices<ModuleDatabase>())
            if (await Column(source, $"SELECT MAX(MigrationId) FROM {module.HistoryTable}") is [var last])
                await Migrate(module.Open(scope.ServiceProvider).Database, last, target);
    }

    /// <summary>By hand, because EF's own way to a certain migration takes names with a time of fourteen digits only.</summary>
    private static async Task Migrate(DatabaseFacade database, string last, PlatformSettings target)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        var (migrations, history, sql) = (database.GetService<IMigrationsAssembly>(), database.GetService<IHistoryRepository>(), database.GetService<IMigrationsSqlGenerator>());
        await Do(connection, history.GetCreateIfNotExistsScript());
        foreach (var (id, type) in migrations.Migrations.Where(one => string.CompareOrdinal(one.Key, last) <= 0))
        {
            foreach (var command in sql.Generate(migrations.CreateMigration(type, database.ProviderName!).UpOperations))
                await Do(connection, command.CommandText);
            await Do(connection, history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())));
        }
    }

    private static async Task CopyRows(SqliteConnection source, NpgsqlConnection target, string table)
    {
        var types = await Types(target, table);
        if (types.Count == 0)
            return;
        await using var read = new SqliteCommand($"SELECT * FROM \"{table}\"", source);
        await using var rows = await read.ExecuteReaderAsync();
        // What a migration wrote by itself is in the file too.
        await Do(target, $"DELETE FROM \"{table}\"");
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        var insert = $"INSERT INTO \"{table}\" ({string.Join(", ", names.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select((name, at) => types[name] == "bytea" ? $"${at + 1}" : $"${at + 1}::text::{types[name]}"))})";
        while (await rows.ReadAsync())
        {
            await using var write = new NpgsqlCommand(insert, target);
            foreach (var at in Enumerable.Range(0, names.Count))
                write.Parameters.Add(new() { Value = rows.GetValue(at) is byte[] or DBNull ? rows.GetValue(at) : Convert.ToString(rows.GetValue(at), CultureInfo.InvariantCulture) });
            await write.ExecuteNonQueryAsync();
        }

        await rows.DisposeAsync();
        foreach (var numbered in await Numbered(target, table))
            await Do(target, $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{numbered}'), COALESCE(MAX(\"{numbered}\"), 1)) FROM \"{table}\"");
    }

    private static async Task<Dictionary<string, string>> Types(NpgsqlConnection target, string table) =>
        (await Column(target, $"SELECT column_name || ' ' || udt_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'")).ToDictionary(line => line.Split(' ')[0], line => line.Split(' ')[1]);

    private static Task<List<string>> Numbered(NpgsqlConnection target, string table) =>
        Column(target, $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_identity = 'YES'");

    private static async Task<List<string>> Column(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }

    private static async Task Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
