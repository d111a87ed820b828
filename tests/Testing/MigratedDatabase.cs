using Npgsql;

namespace BookingPlatform.Testing;

/// <summary>
/// A database on which the host's own <c>--migrate</c> has run, once for each process of tests; all others are copies of it. A hundred migrations for each platform of its own
/// would be a quarter of a whole run.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<string>> SqliteFile = new(MigrateSqlite);
    private static readonly Lazy<Task<string>> PostgreSqlName = new(MigratePostgreSql);

    /// <returns>How to connect to the copy.</returns>
    public static async Task<string> Clone(Db db, string folder)
    {
        switch (db)
        {
            case Db.Sqlite:
                File.Copy(await SqliteFile.Value, Path.Combine(folder, "platform.db"));
                return await PlatformSettings.Connection(db, folder);
            case Db.PostgreSql:
                var cluster = await PostgresCluster.Running;
                return cluster.OwnerConnectionString(await cluster.CreateDatabase(await PostgreSqlName.Value));
            default:
                return await PlatformSettings.Connection(db, folder);
        }
    }

    private static async Task<string> MigrateSqlite()
    {
        var settings = await PlatformSettings.Empty(Db.Sqlite);
        await Migrate(settings);
        var file = Path.Combine(settings.Folder, "migrated.db");
        await Database.Sqlite.SqliteDatabase.CopyFile(Path.Combine(settings.Folder, "platform.db"), file, CancellationToken.None);
        return file;
    }

    /// <summary>A template may have no visitors.</summary>
    private static async Task<string> MigratePostgreSql()
    {
        var settings = await PlatformSettings.Empty(Db.PostgreSql);
        await Migrate(settings);
        var name = new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database!;
        var cluster = await PostgresCluster.Running;
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static async Task Migrate(PlatformSettings settings)
    {
        if (await settings.Command("--migrate") is var ended and not 0)
            throw new InvalidOperationException($"--migrate ended with {ended}.");
    }
}
