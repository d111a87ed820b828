using System.Net;
using System.Net.Sockets;

namespace BookingPlatform.Bench.Measure;

/// <summary>
/// Stands between a client and PostgreSQL and counts round trips: a trip begins whenever the client speaks after the server has,
/// however many packets and statements it says at once. Meant for one client at a time.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Lock gate = new();
    private readonly List<int> trips = [];

    public Relay(int server)
    {
        this.server = server;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Trips
    {
        get
        {
            lock (gate)
                return trips.Count;
        }
    }

    public IReadOnlyList<int> StatementsPerTrip
    {
        get
        {
            lock (gate)
                return [.. trips];
        }
    }

    public void Restart()
    {
        lock (gate)
            trips.Clear();
    }

    private async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                return;
            }

            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (var upstream = new TcpClient())
        {
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            (client.NoDelay, upstream.NoDelay) = (true, true);
            var (line, messages) = (new Line(), new FrontendMessages());
            var asking = Pump(client, upstream, piece => Asked(line, messages.Count(piece.Span)));
            var answering = Pump(upstream, client, _ => Answered(line));
            await Task.WhenAny(asking, answering);
        }
    }

    private static async Task Pump(TcpClient from, TcpClient to, Action<ReadOnlyMemory<byte>> notice)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                notice(buffer.AsMemory(0, read));
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side hung up; the other is hung up in turn.
        }
    }

    private void Asked(Line line, int statements)
    {
        lock (gate)
        {
            if (line.ServerSpokeLast)
                trips.Add(0);
            line.ServerSpokeLast = false;
            if (trips.Count > 0)
                trips[^1] += statements;
        }
    }

    private void Answered(Line line)
    {
        lock (gate)
            line.ServerSpokeLast = true;
    }

    public void Dispose() => listener.Dispose();

    private sealed class Line
    {
        public bool ServerSpokeLast { get; set; } = true;
    }
}
