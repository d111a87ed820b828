using System.Data.Common;
using System.Globalization;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BookingPlatform.Bench.Contention;

/// <summary>Looks through the tables themselves for two things that take the same time of one resource.</summary>
internal static class Sweep
{
    /// <summary>In the order of their starts, whatever starts before all earlier ones have ended overlaps one of them.</summary>
    private const string Overlapping = """
        SELECT COUNT(*) FROM (
            SELECT "OccupiedFromUtc" AS began, MAX("OccupiedUntilUtc") OVER
                (PARTITION BY "ResourceId" ORDER BY "OccupiedFromUtc", "Id" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
            FROM (
                SELECT "Id", "ResourceId", "OccupiedFromUtc", "OccupiedUntilUtc" FROM bookings_bookings WHERE "Status" <> 'Cancelled' AND "ResourceId" IS NOT NULL
                UNION ALL
                SELECT "Id", "ResourceId", "OccupiedFromUtc", "OccupiedUntilUtc" FROM bookings_holds WHERE "ResourceId" IS NOT NULL
                UNION ALL
                SELECT "Id", "ResourceId", "OccupiedFromUtc", "OccupiedUntilUtc" FROM bookings_sessions WHERE "ResourceId" IS NOT NULL
            ) AS taken
        ) AS ordered WHERE began < taken_until
        """;

    private const string Plant = """
        CREATE TEMP TABLE planted AS SELECT * FROM bookings_bookings WHERE "Status" <> 'Cancelled' AND "ResourceId" IS NOT NULL LIMIT 1;
        UPDATE planted SET "Id" = @id, "Code" = 'PLANTED';
        INSERT INTO bookings_bookings SELECT * FROM planted;
        DROP TABLE planted;
        """;

    public static async Task<long> Overlaps(PlatformSettings settings)
    {
        await using var connection = await Open(settings);
        return await Count(connection);
    }

    public static async Task<long> OverlapsWithOnePlanted(PlatformSettings settings)
    {
        await using var connection = await Open(settings);
        await using var plant = connection.CreateCommand();
        plant.CommandText = Plant;
        var id = plant.CreateParameter();
        (id.ParameterName, id.Value) = ("id", Guid.CreateVersion7());
        plant.Parameters.Add(id);
        await plant.ExecuteNonQueryAsync();
        return await Count(connection);
    }

    private static async Task<DbConnection> Open(PlatformSettings settings)
    {
        DbConnection connection = settings.Db is Db.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> Count(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Overlapping;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
