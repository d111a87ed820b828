using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;
using FluentAssertions;

namespace BookingPlatform.Bench.Starting;

/// <summary>From the start of the process to the first page a signed-in person sees, beside the smallest program of the same framework.</summary>
internal static class StartBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("bp-start-").FullName;
        await Publish(Path.Combine(BenchOptions.FolderOfSolution(), "host", "BookingPlatform.Host"), Path.Combine(folder, "platform"));
        await Dotnet(folder, "new", "web", "--no-https", "--output", "hello");
        await Publish(Path.Combine(folder, "hello"), Path.Combine(folder, "hello-out"));
        var (database, cookie) = await FilledHouse(folder);

        var platform = new WebProgram(Path.Combine(folder, "platform"), "BookingPlatform.Host.dll") { Settings = { ["Database__Provider"] = "Sqlite", ["ConnectionStrings__Platform"] = $"Data Source={database}" } };
        var hello = new WebProgram(Path.Combine(folder, "hello-out"), "hello.dll");
        await platform.FirstPage("/agenda", cookie);
        await hello.FirstPage("/", null);
        var turns = await Turns.Take(options.Pairs, () => platform.FirstPage("/agenda", cookie), () => hello.FirstPage("/", null));
        Directory.Delete(folder, recursive: true);

        var ratio = Ratio.Of(turns.Pairs.Select(pair => pair.Ours / pair.Peer));
        var section = new Section("start", "Processes of their own, published with `dotnet publish -c Release -r linux-x64`; SQLite with the demo's hotel in it. Milliseconds from the start of the process until the page has arrived.");
        section.Add("The first page after a start", new Figure("agenda of a signed-in person ÷ `dotnet new web`", Text(turns.Pairs.Select(pair => pair.Ours)), Text(turns.Pairs.Select(pair => pair.Peer)), ratio.Median)
        {
            Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.00}…{ratio.High:0.00}"),
            Bar = new(5, AtMost: true),
            Goal = new(2, AtMost: true),
        });
        section.Note("Why missed: by a trace of such a start four tenths of it are spent on looking whether there are migrations, of which most is EF building the model of eight modules, one after the other under its lock; the rest is making services, mapping endpoints, and translating each query of the page for the first time.");
        return section;
    }

    /// <returns>The demo's database and the cookie of somebody who signed in there.</returns>
    private static async Task<(string Database, string Cookie)> FilledHouse(string folder)
    {
        var program = new WebProgram(Path.Combine(folder, "platform"), "BookingPlatform.Host.dll") { Arguments = { "--demo" } };
        await using var running = program.Begin();
        await running.Says("The demo is ready");
        var jar = new System.Net.CookieContainer();
        using var desk = new Desk(new HttpClient(new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = running.Address });
        var door = await desk.Open("/sign-in");
        (await desk.Send(door, "sign-in", ("email", "demo@harbour.example"), ("password", "demo-Harbour-1"))).Expect(System.Net.HttpStatusCode.Redirect);
        await running.Stop();
        var file = Path.Combine(folder, "house.db");
        File.Copy(Path.Combine(Path.GetTempPath(), $"booking-platform-demo-{running.Address.Port}", "demo.db"), file);
        return (file, jar.GetCookieHeader(running.Address));
    }

    private static Task Publish(string project, string output) => Dotnet(project, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", output, "-v", "quiet");

    private static async Task Dotnet(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, said);
    }

    private static string Text(IEnumerable<double> milliseconds) => Ratio.MedianOf(milliseconds).ToString("#,0", CultureInfo.InvariantCulture) + " ms";
}
