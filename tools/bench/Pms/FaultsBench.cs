using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using BookingPlatform.Bench.Report;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Mews;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Pms;

/// <summary>
/// Row 5 of the reliability table, towards hotel systems: two nodes are killed again and again while the fake Mews times out, slows us down, fails and talks
/// garbage. A ledger of what reached the hotel is held against what was changed.
/// </summary>
internal static class FaultsBench
{
    private const int Customers = 1000;

    /// <summary>A fault a second would stand for half of what a slow machine asks, and the breaker with it for most of the time; a share is the same everywhere.</summary>
    private const int RequestsPerFault = 10;

    private static readonly string[] Operations = ["customers/getAll", "customers/add", "accounts/update"];

    private static readonly Func<VendorFault>[] Faults =
    [
        () => VendorFault.Never, () => VendorFault.NeverAfterwards, () => VendorFault.LostAnswer, () => VendorFault.Reset, () => VendorFault.Html, () => VendorFault.TruncatedJson,
        () => VendorFault.CutShort, () => VendorFault.Status(429), () => VendorFault.RetryAfter(429, "1"), () => VendorFault.Status(500), () => VendorFault.Status(503), () => VendorFault.Unchanged,
    ];

    /// <summary>A round more is begun only before this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private sealed record Tally(int Rounds, int Kills, int Faults, int Requests, double Seconds);

    public static async Task<Section> Run(BenchOptions options)
    {
        var cluster = await PostgresCluster.StartAsync();
        var stage = new Stage(cluster.ConnectionString(await cluster.CreateDatabase()), Directory.CreateTempSubdirectory("bp-pms-").FullName);
        await using var mews = await FakeMews.Start();
        mews.RequestsInThirtySeconds = int.MaxValue;
        await using var desk = await SyncNode.Start(stage, new FastMews(), works: false);
        await desk.Inside(services => services.GetRequiredService<AddConnection>().Handle(new("mews", "Bench", new()
        {
            ["address"] = mews.Address,
            ["client-token"] = FakeMews.ClientToken,
            ["access-token"] = FakeMews.AccessToken,
        }), CancellationToken.None));

        var rounds = Math.Max(1, options.Changes / Customers);
        return Tell(mews, await Storm(desk, stage, mews, rounds));
    }

    /// <summary>What a killed node runs in: the arguments name database and folder.</summary>
    public static async Task<int> Node(string database, string folder)
    {
        await using var node = await SyncNode.Start(new Stage(database, folder), new FastMews(), works: true);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task<Tally> Storm(SyncNode desk, Stage stage, FakeMews mews, int rounds)
    {
        using var over = new CancellationTokenSource();
        var (kills, faults, started) = (Kill(stage, over.Token), Disturb(mews, over.Token), Stopwatch.GetTimestamp());
        var round = 0;
        while (round < rounds && Stopwatch.GetElapsedTime(started) < Longest)
        {
            round++;
            await desk.Change(stage, Enumerable.Range(1, Customers), isNew: round == 1);
            await AllInStep(desk, round);
            Console.Error.WriteLine($"round {round} of {rounds} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        }

        await over.CancelAsync();
        return new Tally(round, await kills, await faults, mews.Requests.Count, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Two nodes, one after the other killed with SIGKILL and started again.</summary>
    private static async Task<int> Kill(Stage stage, CancellationToken over)
    {
        var (nodes, kills) = (new[] { Launch(stage), Launch(stage) }, 0);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(Random.Shared.Next(15_000, 25_000), over).ContinueWith(_ => { }, TaskScheduler.Default);
            var victim = kills % nodes.Length;
            nodes[victim].Kill();
            nodes[victim] = over.IsCancellationRequested ? nodes[victim] : Launch(stage);
            kills++;
        }

        foreach (var node in nodes.Where(node => !node.HasExited))
            node.Kill();
        return kills;
    }

    private static Process Launch(Stage stage) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Program(), "pms-node", stage.Database, stage.Folder]) { UseShellExecute = false })!;

    /// <summary>Under <c>dotnet</c> the program itself is the first argument.</summary>
    private static string[] Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FaultsBench).Assembly.Location] : [];

    private static async Task<int> Disturb(FakeMews mews, CancellationToken over)
    {
        var planned = 0;
        while (!over.IsCancellationRequested)
        {
            for (; planned * RequestsPerFault < mews.Requests.Count; planned++)
            {
                if (planned % 50 == 0)
                    mews.Recover();
                mews.Fail(Faults[Random.Shared.Next(Faults.Length)](), Operations[Random.Shared.Next(Operations.Length)], times: 1);
            }

            await Task.Delay(50, over).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        mews.Recover();
        return planned;
    }

    /// <summary>What a hotel accepts and does not show is left to people after three looks; here they press "Try again".</summary>
    private static async Task AllInStep(SyncNode desk, int version)
    {
        while (await desk.Inside(services => services.GetRequiredService<SyncDb>().Operations.CountAsync(row => row.State == OperationState.InStep && row.ConfirmedVersion >= version)) < Customers)
        {
            await Task.Delay(300);
            await desk.Inside(async services =>
            {
                var db = services.GetRequiredService<SyncDb>();
                if (!await db.Operations.AnyAsync(row => row.State == OperationState.Differs && row.NextTryUtc == null))
                    return default;
                var connection = await db.Connections.Select(row => row.Id).SingleAsync();
                return await services.GetRequiredService<RetryOperations>().All(new(connection, OperationState.Differs), CancellationToken.None);
            });
        }
    }

    private static Section Tell(FakeMews mews, Tally tally)
    {
        var operations = tally.Rounds * Customers;
        var lost = Enumerable.Range(1, Customers).Count(number => Guest(mews, number) is not [var only] || (string?)only["Phone"] != NumberedPeople.PhoneOf(number, tally.Rounds));
        var twice = mews.Hotel.Guests.Count - Customers;
        var (doubled, inverted) = Ledger(mews);
        var section = new Section("pms-faults", $"{operations:#,0} changes of {Customers} customers in {tally.Seconds:0} s through two nodes, killed {tally.Kills} times, to a fake Mews that went wrong up to {tally.Faults:#,0} times; {tally.Requests:#,0} requests.");
        section.Add("Reliability, row 5: outside effects happen once",
            new Figure("customers whose newest values are missing there", $"{lost}", "", lost) { Bar = new(0, AtMost: true) },
            new Figure("guests made twice", $"{twice}", "", twice) { Bar = new(0, AtMost: true) },
            new Figure("changes carried out twice", $"{doubled}", "", doubled) { Bar = new(0, AtMost: true) },
            new Figure("changes that came after a newer one", $"{inverted}", "", inverted) { Bar = new(0, AtMost: true) });
        section.Note("Faults: no answer before and after the write, lost answers, resets, web pages, half an answer, cut connections, 429 with and without Retry-After, 500, 503, 200 that changed nothing. Each round changes everybody once and waits until all were read back; a difference left to staff is tried again as staff would.");
        section.Note("The ledger is the fake's own: every change of a guest's telephone number as it took effect there.");
        return section;
    }

    private static List<JsonObject> Guest(FakeMews mews, int number) => [.. mews.Hotel.Guests.Where(guest => (string?)guest["LastName"] == $"Number {number}")];

    private static (int Doubled, int Inverted) Ledger(FakeMews mews)
    {
        var (doubled, inverted) = (0, 0);
        foreach (var (_, written) in mews.Hotel.PhonesWritten)
            foreach (var (earlier, later) in written.Zip(written.Skip(1)).Select(pair => (Version(pair.First), Version(pair.Second))))
            {
                doubled += earlier == later ? 1 : 0;
                inverted += earlier > later ? 1 : 0;
            }

        foreach (var phone in mews.Hotel.PhonesWritten.Values.SelectMany(written => written.GroupBy(phone => phone).Where(same => same.Count() > 1)).Select(same => same.Key))
            foreach (var request in mews.Requests.Where(request => request.Body.Contains(phone, StringComparison.Ordinal)))
                Console.Error.WriteLine($"{phone} twice: {request.Operation} at {request.AtUtc:HH:mm:ss.fff}");

        return (doubled, inverted);
    }

    private static int Version(string phone) => int.Parse(phone[^4..], CultureInfo.InvariantCulture);
}

/// <summary>The real connector with a limit that is not what this is about.</summary>
internal sealed class FastMews : IConnectorPlugin
{
    private readonly MewsPlugin mews = new();

    public string Key => mews.Key;

    public string DisplayName => mews.DisplayName;

    public Version Version => mews.Version;

    public IReadOnlyList<SettingField> Settings => mews.Settings;

    public PmsCapabilities Capabilities => mews.Capabilities;

    public RateLimit RateLimit { get; } = new(1000, 1000);

    public IPmsConnector Create(ConnectorContext context) => mews.Create(context);
}
