using System.Net;
using System.Net.Sockets;

namespace BookingPlatform.Kernel.Outgoing;

/// <summary>
/// The one way out to addresses that a business types: hotel systems, webhooks. No redirects, cookies or proxies, and no private networks unless the operator allows them: checked for the very address
/// that is connected to, so that a name which resolves differently a moment later gains nothing.
/// </summary>
public sealed class OutgoingHttp : IDisposable
{
    private readonly bool allowPrivate;

    public OutgoingHttp(bool allowPrivate)
    {
        this.allowPrivate = allowPrivate;
        Handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = Connect,
        };
    }

    public HttpMessageHandler Handler { get; }

    /// <summary>Whether an address typed into settings names a forbidden network outright; names that resolve into one are caught when connecting.</summary>
    public bool Forbids(Uri address) => !allowPrivate && (address.IsLoopback || IPAddress.TryParse(address.IdnHost, out var ip) && PrivateNetworks.Contain(ip));

    public void Dispose() => Handler.Dispose();

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var resolved = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var allowed = allowPrivate ? resolved : [.. resolved.Where(address => !PrivateNetworks.Contain(address))];
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{context.DnsEndPoint.Host} is in a private network, which may not be called.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
