using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Xunit;

namespace BookingPlatform.Browser.Tests;

/// <summary>The demo as a newcomer starts it, and a real Chromium to look at it with; one of each for all stories.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];
    private Process? host;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowserContext? observing;
    private string? session;

    public string Address { get; } = $"http://localhost:{FreePort()}";

    public async Task InitializeAsync()
    {
        host = Start();
        var first = await Task.WhenAny(ready.Task, Task.Delay(TimeSpan.FromMinutes(6)));
        if (first != ready.Task)
            throw new InvalidOperationException($"The demo was not ready after six minutes. It said:\n{string.Join('\n', said.TakeLast(40))}");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = Arguments });
    }

    /// <summary>A further page of the one context that axe is in: the files of the site are fetched once for all looks.</summary>
    public async Task<IPage> Observed()
    {
        if (observing is null)
        {
            observing = (await SignedIn(start: null)).Context;
            await Axe.BringTo(observing);
        }

        return await observing.NewPageAsync();
    }

    /// <summary>A new window; of a member of staff once one has signed in.</summary>
    private async Task<IPage> NewWindow(int width, int height, bool dark, bool script, bool touch)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            StorageState = session,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            HasTouch = touch,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async Task<IPage> SignedIn(int width = 1280, int height = 900, bool dark = false, bool script = true, bool touch = false, string? start = "/agenda")
    {
        var page = await NewWindow(width, height, dark, script, touch);
        if (session is null)
            await SignIn(page);
        if (start is not null)
            await page.GotoAsync(start);
        return page;
    }

    private async Task SignIn(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email").FillAsync("demo@harbour.example");
        await page.GetByLabel("Password").FillAsync("demo-Harbour-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/agenda**");
        session = await page.Context.StorageStateAsync();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        host?.Kill(entireProcessTree: true);
        host?.Dispose();
    }

    private Process Start()
    {
        var folder = HostFolder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "BookingPlatform.Host.dll"), "--demo", "--urls", Address])
        {
            WorkingDirectory = Path.GetFullPath(Path.Combine(folder, "..", "..", "..")),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
        if (line.Contains("The demo is ready", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    /// <summary>The host as built beside these tests, in the same configuration.</summary>
    private static string HostFolder()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "BookingPlatform.sln")))
            root = root.Parent ?? throw new InvalidOperationException("These tests run inside the repository.");
        return Path.Combine(root.FullName, "host", "BookingPlatform.Host", "bin", configuration, framework);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition("demo")]
public sealed class DemoCollection : ICollectionFixture<DemoInBrowser>;
