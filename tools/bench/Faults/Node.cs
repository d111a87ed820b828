using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Faults;

/// <summary>A node of the platform in a process of its own, for what only processes can suffer.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ProcessStartInfo start;
    private readonly ConcurrentQueue<string> said = [];
    private Process process;

    private Node(ProcessStartInfo start, Uri address)
    {
        (this.start, Address) = (start, address);
        process = Begin();
    }

    public Uri Address { get; }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The lines of its log.</summary>
    public IReadOnlyCollection<string> Said => said;

    public static async Task<Node> Start(PlatformSettings settings, IEnumerable<KeyValuePair<string, string?>> more)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BookingPlatform.Host.dll"), "--urls", address.ToString()]) { WorkingDirectory = settings.Folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["Logging__LogLevel__Default"] = "None";
        foreach (var (key, value) in settings.ToConfiguration().Where(setting => !setting.Key.StartsWith("Logging", StringComparison.Ordinal)).Concat(more))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var node = new Node(start, address);
        await node.UntilReady();
        return node;
    }

    /// <summary>No shutdown, no last word.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task Stop()
    {
        await Signal("TERM");
        await process.WaitForExitAsync();
    }

    public async Task StartAgain()
    {
        process.Dispose();
        process = Begin();
        await UntilReady();
    }

    /// <param name="name">As <c>kill</c> calls it.</param>
    public Task Signal(string name) => Shell.Run("kill", $"-{name}", Pid.ToString(CultureInfo.InvariantCulture));

    private Process Begin()
    {
        var begun = Process.Start(start)!;
        begun.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        begun.BeginOutputReadLine();
        return begun;
    }

    private async Task UntilReady()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.IsTrue(async () =>
        {
            try
            {
                return !process.HasExited && (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, "the node is ready", seconds: 120);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }
}

internal static class Shell
{
    /// <summary>Runs a command of the system to its end.</summary>
    /// <returns>Whether it ended well.</returns>
    public static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
