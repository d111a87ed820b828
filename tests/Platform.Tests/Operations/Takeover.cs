using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BookingPlatform.Testing;
using FluentAssertions;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>
/// Three host processes on one PostgreSQL; the one in the middle of a delivery, then the one in the middle of a job, is killed with SIGKILL, and another begins it anew.
/// Half a minute a round, so it runs where <c>BOOKING_TAKEOVER</c> says how many.
/// </summary>
public sealed class Takeover(ITestOutputHelper output)
{
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(15);

    [TakeoverFact]
    [Trait("Criterion", "R-6")]
    public async Task What_a_killed_node_was_doing_begins_elsewhere_within_fifteen_seconds()
    {
        for (var round = 1; round <= TakeoverFactAttribute.Rounds; round++)
        {
            var settings = await PlatformSettings.New(Db.PostgreSql);
            using var program = new Program();
            var key = await Prepare(settings, program);
            await using var nodes = await Nodes.Start(settings, 3);

            var delivery = await OfDelivery(nodes, settings, key, program);
            await nodes.Again(settings);
            var job = await OfJob(nodes, settings, key);

            output.WriteLine($"round {round}: delivery begun elsewhere after {delivery.TotalSeconds:0.0} s, job after {job.TotalSeconds:0.0} s");
            delivery.Should().BeLessThan(Bar);
            job.Should().BeLessThan(Bar);
        }
    }

    /// <summary>Opens a business whose webhook nobody answers and whose hotel system takes a minute.</summary>
    private static async Task<string> Prepare(PlatformSettings settings, Program program)
    {
        await using var platform = Testing.Platform.Start(settings, Nodes.Settings);
        var business = await platform.NewBusiness();
        (await business.Post("webhooks", new { url = program.Address, events = new[] { "customer.created" } })).Expect(201);
        (await business.Post("pms/connections", new { plugin = "simulated", name = "Slow", settings = new Dictionary<string, string> { ["delay"] = "60000" } })).Expect(201);
        return business.ApiKey;
    }

    private static async Task<TimeSpan> OfDelivery(Nodes nodes, PlatformSettings settings, string key, Program program)
    {
        using var http = nodes.Client(key);
        (await http.PostAsync("/api/v1/customers", new StringContent("""{"firstName":"Anna","lastName":"Quist"}""", null, "application/json"))).EnsureSuccessStatusCode();
        await Eventually.IsTrue(() => Task.FromResult(program.Calls == 1), "a node is in the middle of the delivery", 60);
        var owner = await Ask(settings, "SELECT n.\"Name\" FROM kernel_nodes n WHERE EXISTS (SELECT FROM kernel_lanes l WHERE l.\"Owner\" = n.\"Name\" AND l.\"LeasedUntilUtc\" > now()) ORDER BY (SELECT max(l.\"LeasedUntilUtc\") FROM kernel_lanes l WHERE l.\"Owner\" = n.\"Name\") DESC LIMIT 1");

        var killed = nodes.Kill(owner!);

        await Eventually.IsTrue(() => Task.FromResult(program.Calls == 2), "another node begins it anew", 60);
        return killed.Elapsed;
    }

    private static async Task<TimeSpan> OfJob(Nodes nodes, PlatformSettings settings, string key)
    {
        const string Running = "SELECT \"Node\" FROM kernel_job_runs WHERE \"Job\" = 'pms-changes' AND \"State\" = 'Running' ORDER BY \"StartedAtUtc\" DESC LIMIT 1";
        using var http = nodes.Client(key);
        if (await Ask(settings, Running) is null)
            (await http.PostAsync("/api/v1/jobs/pms-changes/run", null)).EnsureSuccessStatusCode();
        string? node = null;
        await Eventually.IsTrue(async () => (node = await Ask(settings, Running)) is { } name && nodes.Runs(name), "a node is in the middle of the job", 60);

        var killed = nodes.Kill(node!);

        await Eventually.IsTrue(async () => await Ask(settings, Running) is { } now && now != node, "another node begins it anew", 60);
        return killed.Elapsed;
    }

    private static async Task<string?> Ask(PlatformSettings settings, string question)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync() as string;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Another program that takes calls and never answers.</summary>
    private sealed class Program : IDisposable
    {
        private readonly HttpListener http = new();
        private int calls;

        public Program()
        {
            Address = $"http://127.0.0.1:{FreePort()}/hook";
            http.Prefixes.Add(Address + "/");
            http.Start();
            _ = Listen();
        }

        public string Address { get; }

        public int Calls => calls;

        public void Dispose() => http.Close();

        private async Task Listen()
        {
            while (http.IsListening)
            {
                await http.GetContextAsync();
                Interlocked.Increment(ref calls);
            }
        }
    }

    /// <summary>The real host, in processes of its own.</summary>
    private sealed class Nodes : IAsyncDisposable
    {
        private readonly List<(Process Process, string Address)> running = [];

        public static Dictionary<string, string?> Settings { get; } = new() { ["Webhooks:AllowPrivateNetworks"] = "true", ["Webhooks:Timeout"] = "00:02:00", ["Connectors:RequestTimeout"] = "00:02:00" };

        public static async Task<Nodes> Start(PlatformSettings settings, int count)
        {
            var nodes = new Nodes();
            for (var i = 0; i < count; i++)
                nodes.Start(settings);
            await nodes.AreReady();
            return nodes;
        }

        /// <summary>A further one, in the place of the one that was killed.</summary>
        public async Task Again(PlatformSettings settings)
        {
            Start(settings);
            await AreReady();
        }

        public HttpClient Client(string key) => new() { BaseAddress = new Uri(running[0].Address), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

        public bool Runs(string node) => running.Exists(one => one.Process.Id == IdOf(node));

        public Stopwatch Kill(string node)
        {
            var victim = running.Single(one => one.Process.Id == IdOf(node));
            victim.Process.Kill();
            var since = Stopwatch.StartNew();
            running.Remove(victim);
            return since;
        }

        /// <summary>The name holds the id of the process.</summary>
        private static int IdOf(string node) => int.Parse(node.Split('-')[^2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private void Start(PlatformSettings settings)
        {
            var address = $"http://127.0.0.1:{FreePort()}";
            var start = new ProcessStartInfo("dotnet", [typeof(Host.Operations.Changes.WorkWords).Assembly.Location, "--urls", address]) { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true };
            foreach (var (key, value) in settings.ToConfiguration().Concat(Settings))
                start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            running.Add((process, address));
        }

        private async Task AreReady()
        {
            using var http = new HttpClient();
            foreach (var (_, address) in running)
                await Eventually.IsTrue(async () =>
                {
                    try
                    {
                        return (await http.GetAsync($"{address}/health/ready")).IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                }, "the node is ready", 120);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (process, _) in running)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }
    }
}

/// <summary>Runs where <c>BOOKING_TAKEOVER</c> says how many rounds, and is reported as skipped with that reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakeoverFactAttribute : FactAttribute
{
    internal static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("BOOKING_TAKEOVER"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 0;

    public TakeoverFactAttribute()
    {
        if (Rounds == 0)
            Skip = "BOOKING_TAKEOVER names no number of rounds: killing real nodes takes half a minute each.";
    }
}
