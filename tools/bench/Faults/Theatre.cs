using System.Net;
using System.Net.Http.Json;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Faults;

/// <summary>One installation with everything it talks to, all of it breakable: database, line to it, nodes, mail server, hotel.</summary>
internal sealed class Theatre : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private readonly List<Node> nodes = [];
    private readonly List<Platform> platforms = [];

    private Theatre(PlatformSettings settings, PostgresCluster? cluster, Wire? wire, FakeMews hotel, BookableHouse house) =>
        (Settings, Cluster, Wire, Hotel, House) = (settings, cluster, wire, hotel, house);

    public PlatformSettings Settings { get; }

    /// <summary>On PostgreSQL only, as is the wire.</summary>
    public PostgresCluster? Cluster { get; }

    public Wire? Wire { get; }

    public FakeMews Hotel { get; }

    public FakeSmtpServer Mail { get; } = new();

    public BookableHouse House { get; }

    public IReadOnlyList<Node> Nodes => nodes;

    public IReadOnlyList<Platform> Platforms => platforms;

    /// <summary>Where clients knock.</summary>
    public IReadOnlyList<Func<Uri>> Doors => platforms.Count > 0 ? [.. platforms.Select(platform => (Func<Uri>)(() => platform.Client().BaseAddress!))] : [.. nodes.Select(node => (Func<Uri>)(() => node.Address))];

    /// <param name="db">On which database.</param>
    /// <param name="folder">Where it keeps its data; null for somewhere with room.</param>
    /// <param name="inProcess">Nodes in this process, whose clock can be moved.</param>
    public static async Task<Theatre> Open(Db db, string? folder, bool inProcess)
    {
        var hotel = await FakeMews.Start();
        hotel.RequestsInThirtySeconds = int.MaxValue;
        var cluster = db != Db.PostgreSql ? null : folder is null ? await PostgresCluster.StartAsync() : await PostgresCluster.StartIn(folder);
        var wire = cluster is null ? null : new Wire(cluster.Port);
        var settings = cluster is null ? OnSqlite(folder) : PlatformSettings.At(db, cluster.OwnerConnectionString(await cluster.CreateDatabase()).Replace($"Port={cluster.Port}", $"Port={wire!.Port}", StringComparison.Ordinal) + ";Timeout=3;Command Timeout=5;Keepalive=2");
        BookableHouse house;
        await using (var opening = BenchHost.Quiet(settings))
            house = await BookableHouse.Open(opening);

        var theatre = new Theatre(settings, cluster, wire, hotel, house);
        for (var i = 0; i < (cluster is null ? 1 : 2); i++)
            await theatre.Raise(inProcess);
        await theatre.Connect();
        return theatre;
    }

    private async Task Raise(bool inProcess)
    {
        if (inProcess)
            platforms.Add(Platform.Start(Settings, new Dictionary<string, string?>(More()) { ["Logging:LogLevel:Default"] = "None" }, onSocket: true));
        else
            nodes.Add(await Node.Start(Settings, More()));
    }

    private static PlatformSettings OnSqlite(string? folder)
    {
        var settings = PlatformSettings.At(Db.Sqlite, "");
        return settings with { ConnectionString = $"Data Source={Path.Combine(folder ?? settings.Folder, "platform.db")}" };
    }

    private async Task Connect()
    {
        using var http = new HttpClient { BaseAddress = Doors[0](), DefaultRequestHeaders = { Authorization = new("Bearer", House.ApiKey) } };
        var settings = new Dictionary<string, string> { ["address"] = Hotel.Address, ["client-token"] = FakeMews.ClientToken, ["access-token"] = FakeMews.AccessToken };
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/pms/connections", UriKind.Relative), new { plugin = "mews", name = "Bench", settings });
        await FrontDesk.Expect(answer, HttpStatusCode.Created);
    }

    private Dictionary<string, string?> More() => new(Mail.ToConfiguration())
    {
        ["Mail:ChangesWait"] = "00:00:00",
        ["Mail:Timeout"] = "00:00:05",
        ["Mail:PickupFolder"] = null,
        ["Mail:PerMinute"] = "100000",
        ["Mail:PerMinuteToHost"] = "100000",
        ["Connectors:AllowPrivateNetworks"] = "true",
        ["Connectors:RequestTimeout"] = "00:00:03",
        ["Connectors:FirstRetry"] = "00:00:00.5",
        ["Connectors:LongestRetry"] = "00:00:02",
        ["Connectors:FirstProbe"] = "00:00:00.5",
        ["Connectors:LongestProbe"] = "00:00:01",
        ["Connectors:Attempts"] = "60",
        ["Outbox:Lease"] = Lease.ToString("c"),
        ["Outbox:Poll"] = "00:00:01",
        ["Outbox:Attempts"] = "40",
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        foreach (var platform in platforms)
            await platform.DisposeAsync();
        await Mail.DisposeAsync();
        await Hotel.DisposeAsync();
        Wire?.Dispose();
    }
}
