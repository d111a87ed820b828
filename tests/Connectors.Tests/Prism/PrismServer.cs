using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>Prism on a vendor's description: it checks every request and answers with the description's examples. It keeps no state.</summary>
/// <param name="description">Makes the description ready, given the folder of the originals and one for what is derived from them, and tells its path.</param>
public abstract class PrismServer(Func<string, string, string> description) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string derived = Directory.CreateTempSubdirectory("prism").FullName;
    private Process? prism;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PmsSpecsFactAttribute.Folder is not { } folder)
            return;

        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("npx") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--yes", "@stoplight/prism-cli@5", "mock", "-h", "127.0.0.1", "-p", $"{port}", description(folder, derived) })
            start.ArgumentList.Add(argument);

        prism = Process.Start(start)!;
        await UntilListening(prism);
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(derived, recursive: true);
        if (prism is null)
            return;

        prism.Kill(entireProcessTree: true);
        await prism.WaitForExitAsync();
        prism.Dispose();
    }

    private static async Task UntilListening(Process prism)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        void Hear(object sender, DataReceivedEventArgs line)
        {
            said.Enqueue(line.Data ?? "");
            if (line.Data?.Contains("Prism is listening", StringComparison.Ordinal) == true)
                listening.TrySetResult();
        }

        prism.OutputDataReceived += Hear;
        prism.ErrorDataReceived += Hear;
        prism.BeginOutputReadLine();
        prism.BeginErrorReadLine();
        if (await Task.WhenAny(listening.Task, prism.WaitForExitAsync(), Task.Delay(Patience)) != listening.Task)
            throw new InvalidOperationException($"Prism did not start: {string.Join('\n', said)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Prism on the Mews description.</summary>
public sealed class MewsPrism() : PrismServer((folder, _) => Path.Combine(folder, "mews-merged-fixed.yml"));

[CollectionDefinition(Name)]
public sealed class PrismCollection : ICollectionFixture<MewsPrism>
{
    public const string Name = "Prism on the Mews description";
}
