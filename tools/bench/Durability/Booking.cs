using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BookingPlatform.Bench.Durability;

/// <summary>Clients who write down what they were told, and the look into the table that holds it against them.</summary>
internal sealed class Booking(PlatformSettings settings)
{
    public const int Clients = 8;
    private readonly ConcurrentBag<Guid> told = [];

    public int Acknowledged => told.Count;

    /// <summary>Books with several clients until told to stop or until nobody answers them.</summary>
    public Task UntilItBreaks(FrontDesk desk, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested && await One(desk))
        {
        }
    }, CancellationToken.None)));

    private async Task<bool> One(FrontDesk desk)
    {
        try
        {
            using var answer = await desk.Ask(desk.House.Slots.Take());
            if (answer.StatusCode != HttpStatusCode.Created)
                return false;
            told.Add((await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>());
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    public async Task<int> Lost() => told.Except(await Stored()).Count();

    public async Task<HashSet<Guid>> Stored()
    {
        await using DbConnection connection = settings.Db == Db.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = (settings.Db == Db.PostgreSql ? $"SET booking.business = '{Guid.AllBitsSet}'; " : "") + "SELECT \"Id\" FROM bookings_bookings";
        await using var rows = await command.ExecuteReaderAsync();
        HashSet<Guid> ids = [];
        while (await rows.ReadAsync())
            ids.Add(rows.GetGuid(0));
        return ids;
    }
}
