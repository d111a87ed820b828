using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BookingPlatform.Bench.Faults;

/// <summary>A line between nodes and their database that can be cut, or go dead without anybody being told (half-open).</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = [];
    private readonly int server;
    private volatile TaskCompletionSource flows = Flowing();

    public Wire(int server)
    {
        this.server = server;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Everything that is connected hears of it.</summary>
    public void Cut()
    {
        foreach (var end in open.Keys)
            // One that is being put away at this moment has no socket any more.
            end.Client?.Close(0);
    }

    /// <summary>Nothing arrives any more, and nobody hears of it.</summary>
    public void GoDead() => flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Heal() => flows.TrySetResult();

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Cut();
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        open[near] = open[far] = 0;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, server);
            await Task.WhenAny(Pump(near.GetStream(), far.GetStream()), Pump(far.GetStream(), near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The server is down, or the line was cut at once: the client sees its connection end.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
        }
    }

    private async Task Pump(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                await flows.Task;
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One end is gone; the other is closed by Carry.
        }
    }

    public void Dispose() => listener.Dispose();
}
