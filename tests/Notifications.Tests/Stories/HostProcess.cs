using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>The host as a process of its own, so that it can be killed the hard way (SIGKILL).</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly HttpClient http;

    private HostProcess(Process process, HttpClient http) => (this.process, this.http) = (process, http);

    public static async Task<HostProcess> Start(PlatformSettings settings, string apiKey, IEnumerable<KeyValuePair<string, string?>> more)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BookingPlatform.Host.dll"), "--urls", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.Folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        foreach (var (key, value) in settings.ToConfiguration().Concat(more))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var http = new HttpClient { BaseAddress = new Uri($"{address}/api/v1/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) } };
        var host = new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("The host did not start."), http);
        host.Listen();
        await Eventually.IsTrue(host.Answers, "the host answers", seconds: 60);
        return host;
    }

    public async Task<JsonNode> Post(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
    }

    public async Task<JsonArray> Messages() => JsonNode.Parse(await http.GetStringAsync(new Uri("messages?most=200", UriKind.Relative)))!["items"]!.AsArray();

    /// <summary>No shutdown, no last word.</summary>
    public async Task KillHard()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task<bool> Answers()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The host ended with {process.ExitCode}: {string.Join('\n', output)}");
        try
        {
            using var answer = await http.GetAsync(new Uri("messages", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
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
        if (!process.HasExited)
            await KillHard();
        process.Dispose();
        http.Dispose();
    }
}
