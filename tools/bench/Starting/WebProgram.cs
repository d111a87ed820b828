using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;

namespace BookingPlatform.Bench.Starting;

/// <summary>A published web program.</summary>
/// <param name="folder">Where its files lie.</param>
/// <param name="file">What <c>dotnet</c> is to run.</param>
internal sealed class WebProgram(string folder, string file)
{
    public Dictionary<string, string> Settings { get; } = [];

    public List<string> Arguments { get; } = [];

    public Running Begin()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [file, "--urls", address.ToString(), .. Arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        return new Running(Process.Start(start)!, address);
    }

    /// <returns>Milliseconds from the start of the process until the page has arrived.</returns>
    public async Task<double> FirstPage(string path, string? cookie)
    {
        var started = Stopwatch.GetTimestamp();
        await using var running = Begin();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = running.Address };
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                if (cookie is not null)
                    request.Headers.Add("Cookie", cookie);
                using var answer = await http.SendAsync(request);
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(2);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One run of it; killed at the end.</summary>
internal sealed class Running(Process process, Uri address) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public async Task Says(string words)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(words, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException($"The program ended without saying '{words}'.");
    }

    /// <summary>As a service manager does, so that it leaves its database whole.</summary>
    public async Task Stop()
    {
        _ = process.StandardOutput.ReadToEndAsync();
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
