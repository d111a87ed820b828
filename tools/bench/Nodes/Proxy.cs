using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BookingPlatform.Bench.Nodes;

/// <summary>A real nginx with the very file of tools/deploy: only the addresses are others, and TLS is left out.</summary>
internal sealed partial class Proxy : IAsyncDisposable
{
    /// <summary>Added to every answer: which nodes were asked, the last of them answered.</summary>
    public const string AskedHeader = "X-Asked";
    private readonly Process process;
    private readonly string folder;

    private Proxy(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Null where nginx is not installed.</summary>
    public static string? Program { get; } = new[] { "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx" }.FirstOrDefault(File.Exists);

    /// <param name="deployed">tools/deploy/nginx.conf.</param>
    /// <param name="nodes">Where it sends requests.</param>
    /// <param name="asksAgain">False is the control: what a node fails at is not asked of the next.</param>
    public static async Task<Proxy> Start(string deployed, IEnumerable<Uri> nodes, bool asksAgain = true)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("bp-nginx-").FullName, FreePort());
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Around(Ours(await File.ReadAllTextAsync(deployed), nodes, port, asksAgain), folder));
        var process = Process.Start(new ProcessStartInfo(Program!, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]))!;
        var proxy = new Proxy(process, folder, new Uri($"http://127.0.0.1:{port}"));
        await Eventually(port);
        return proxy;
    }

    private static string Ours(string deployed, IEnumerable<Uri> nodes, int port, bool asksAgain)
    {
        var servers = Server().Matches(deployed);
        var ours = Server().Replace(deployed, "");
        ours = ours.Insert(servers[0].Index, string.Concat(nodes.Select(node => $"    server {node.Authority}{servers[0].Groups["options"].Value};\n")));
        ours = Tls().Replace(ours, "").Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal);
        return asksAgain ? ours : AskingAgain().Replace(ours, "proxy_next_upstream off;");
    }

    private static string Around(string ours, string folder) => $$"""
        daemon off;
        worker_processes 2;
        pid {{folder}}/nginx.pid;
        events { worker_connections 1024; }
        http {
            access_log {{folder}}/access.log;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            add_header {{AskedHeader}} $upstream_addr always;
        {{ours}}
        }
        """;

    /// <summary>What nginx itself says about why it did not get an answer.</summary>
    public IEnumerable<string> Complaints() => File.ReadLines(Path.Combine(folder, "error.log"));

    private static async Task Eventually(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"^ *server \d[^ ;]*(?<options>[^;\n]*);\n", RegexOptions.Multiline)]
    private static partial Regex Server();

    [GeneratedRegex(@"^ *ssl_[^;\n]*;\n", RegexOptions.Multiline)]
    private static partial Regex Tls();

    [GeneratedRegex("proxy_next_upstream [^;]*;")]
    private static partial Regex AskingAgain();
}
