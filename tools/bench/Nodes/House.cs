using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Nodes;

/// <summary>Several nodes in processes of their own on one PostgreSQL, with the settings of the service.</summary>
internal sealed class House : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> AsDeployed = new()
    {
        ["Web:StopAfter"] = "00:00:10",
        ["Web:TrustedProxies"] = "127.0.0.1",
        ["Logging:LogLevel:BookingPlatform.Kernel.Data.Migrating"] = "Information",
    };

    private readonly PlatformSettings settings;

    private House(PlatformSettings settings, BookableHouse business, IReadOnlyList<Node> nodes) => (this.settings, Business, Nodes) = (settings, business, nodes);

    public BookableHouse Business { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public static async Task<House> Open(int count)
    {
        var settings = await NewDatabase();
        BookableHouse business;
        await using (var opening = BenchHost.Quiet(settings))
            business = await BookableHouse.Open(opening);
        return new House(settings, business, await Raise(settings, count));
    }

    /// <summary>An empty database of a cluster of its own, which writes as a real one does.</summary>
    public static async Task<PlatformSettings> NewDatabase()
    {
        var cluster = await PostgresCluster.StartAsync();
        return PlatformSettings.At(Db.PostgreSql, cluster.OwnerConnectionString(await cluster.CreateDatabase()));
    }

    /// <summary>All at once.</summary>
    public static async Task<IReadOnlyList<Node>> Raise(PlatformSettings settings, int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Node.Start(settings, AsDeployed)));

    public Task<long> Count(string sql) => Count(settings, sql);

    public static async Task<long> Count(PlatformSettings settings, string sql) => (await Names(settings, sql)) is [var only] ? long.Parse(only, null) : 0;

    public Task<IReadOnlyList<string>> Names(string sql) => Names(settings, sql);

    /// <summary>The first column, as of an operator whom no business's wall holds back.</summary>
    public static async Task<IReadOnlyList<string>> Names(PlatformSettings settings, string sql)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SET booking.business = '{Guid.AllBitsSet}'; {sql}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
            names.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
    }
}
