using System.Net;
using System.Net.Sockets;
using BookingPlatform.Testing;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>Readiness tells the truth about the database, and liveness never blames the process for it.</summary>
public sealed class HonestHealth
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Fact]
    [Trait("Criterion", "R-17")]
    public async Task Twenty_times_of_twenty_a_lost_database_takes_the_node_out_of_service_at_the_next_look_and_never_kills_it()
    {
        var cluster = await PostgresCluster.Running;
        await using var wire = new Wire(cluster.Port);
        var through = new NpgsqlConnectionStringBuilder(cluster.OwnerConnectionString(await cluster.CreateDatabase())) { Port = wire.Port }.ToString();
        await using var platform = Testing.Platform.Start(PlatformSettings.At(Db.PostgreSql, through));
        using var http = platform.Client();
        var (lost, alive, back) = (0, 0, 0);

        for (var round = 0; round < 20; round++)
        {
            (await http.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK, $"round {round} begins well");
            wire.Cut();
            lost += (await http.GetAsync("/health/ready")).StatusCode is HttpStatusCode.ServiceUnavailable ? 1 : 0;
            (await http.GetAsync("/g/nobody")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "whoever asks meanwhile is told to try again");
            alive += (await http.GetAsync("/health/live")).StatusCode is HttpStatusCode.OK ? 1 : 0;
            wire.Mend();
            await Eventually.IsTrue(async () => (await http.GetAsync("/health/ready")).StatusCode is HttpStatusCode.OK, "the node is back in service", (int)Interval.TotalSeconds);
            back++;
        }

        (lost, alive, back).Should().Be((20, 20, 20));
        await IsLostWhenItFallsSilent(http, wire);
    }

    /// <summary>A server that fell silent is worse than one that is gone: nothing tells the driver.</summary>
    private static async Task IsLostWhenItFallsSilent(HttpClient http, Wire wire)
    {
        wire.IsDeaf = true;
        var started = DateTime.UtcNow;
        var (ready, live) = (http.GetAsync("/health/ready"), http.GetAsync("/health/live"));

        (await live).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ready).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (DateTime.UtcNow - started).Should().BeLessThan(Interval);
        wire.IsDeaf = false;
        wire.Cut();
        wire.Mend();
        await Eventually.IsTrue(async () => (await http.GetAsync("/health/ready")).StatusCode is HttpStatusCode.OK, "the node is back in service", 30);
    }

    /// <summary>Stands between the platform and its database: passes everything on, is cut, or swallows everything.</summary>
    private sealed class Wire : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly int target;
        private readonly List<TcpClient> open = [];
        private readonly Task accepting;
        private volatile bool isCut;

        public Wire(int target)
        {
            this.target = target;
            listener.Start();
            accepting = Accept();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public bool IsDeaf { get; set; }

        public void Cut()
        {
            isCut = true;
            lock (open)
            {
                open.ForEach(client => client.Close());
                open.Clear();
            }
        }

        public void Mend() => isCut = false;

        private async Task Accept()
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                if (isCut)
                    client.Close();
                else
                    _ = Pass(client);
            }
        }

        private async Task Pass(TcpClient client)
        {
            using var server = new TcpClient();
            lock (open)
                open.AddRange([client, server]);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(Copy(client.GetStream(), server.GetStream()), Copy(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut: that is what it is for.
            }
            finally
            {
                client.Dispose();
            }
        }

        private async Task Copy(NetworkStream from, NetworkStream to)
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReadAsync(buffer) is > 0 and var read)
                if (!IsDeaf)
                    await to.WriteAsync(buffer.AsMemory(0, read));
        }

        public async ValueTask DisposeAsync()
        {
            Cut();
            listener.Stop();
            await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
