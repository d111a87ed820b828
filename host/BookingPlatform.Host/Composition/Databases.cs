using BookingPlatform.Database.PostgreSql;
using BookingPlatform.Database.Sqlite;
using BookingPlatform.Database.SqlServer;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host;

/// <summary>Chooses the database by <c>Database__Provider</c> and <c>ConnectionStrings__Platform</c>.</summary>
internal static class Databases
{
    /// <exception cref="InvalidOperationException">The settings name no database.</exception>
    public static IDatabase Open(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        var connection = configuration.GetConnectionString("Platform");
        return provider switch
        {
            "Sqlite" => new SqliteDatabase(connection ?? "Data Source=data/platform.db"),
            "PostgreSql" => new PostgreSqlDatabase(Required(connection)),
            "SqlServer" => new SqlServerDatabase(Required(connection)),
            _ => throw new InvalidOperationException($"Database__Provider is '{provider}'. It must be Sqlite, PostgreSql or SqlServer."),
        };
    }

    private static string Required(string? connection) =>
        connection ?? throw new InvalidOperationException("Set ConnectionStrings__Platform to the database's connection string.");
}
