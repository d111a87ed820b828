using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Calendar;

/// <summary>The agenda's week with 500 bookings and with ten times as many, as a browser asks for it.</summary>
internal static class AgendaBench
{
    private const int Few = 500;
    private const int Many = 10 * Few;

    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("agenda", $"GET /agenda?view=week over HTTP, signed in, PostgreSQL. {options.Pairs} pairs, page and yardstick in turns; median and 95 % interval.");
        await using var platform = BenchHost.Quiet(await PlatformSettings.New(Db.PostgreSql));
        var week = await FullWeek.Open(await platform.NewBusiness());
        await week.Fill(Few);
        var (figures, few) = await Look(week, options);
        section.Add($"{Few} bookings a week", figures);
        await week.Fill(Many);
        (figures, var many) = await Look(week, options);
        section.Add($"{Many:#,0} bookings a week", [.. figures, Growth(few, many)]);
        section.Note("Statements: those of the page less those of a page that shows nothing (/more), so who is signed in and to which business is not among them. Counted by the driver's trace.");
        section.Note("Kilobytes: as sent with brotli. The first visit is the page with every style, script, icon and font it names and the Latin font; a further page is the page alone.");
        section.Note("Time: beside /more in the same turn, which is what any page costs. Axe: zero violations in light and dark are tested on every view in tests/Browser.Tests.");
        return section;
    }

    private static async Task<(IReadOnlyList<Figure> Figures, double Milliseconds)> Look(FullWeek week, BenchOptions options)
    {
        using var desk = await Desk.Of(week.Business);
        var page = $"/agenda?view=week&date={week.First:yyyy-MM-dd}";
        var weight = await PageWeight.Of(desk.Http, page);
        var statements = await Statements(desk, page) - await Statements(desk, "/more");
        var pairs = new List<(double Ours, double Peer)>();
        for (var pair = 0; pair < options.Pairs; pair++)
            pairs.Add((await Milliseconds(desk, page), await Milliseconds(desk, "/more")));
        var (ratio, ours) = (Ratio.Of(pairs.Select(pair => pair.Ours / pair.Peer)), Ratio.MedianOf(pairs.Select(pair => pair.Ours)));
        return ([
            new Figure("SQL statements", Text(statements), "", statements) { Bar = new(6, true), Goal = new(3, true) },
            new Figure("first visit, KB", Text(weight.First), "1,228 (Blazor and a grid suite)", weight.First) { Bar = new(120, true), Goal = new(60, true) },
            new Figure("further page, KB", Text(weight.Further), "", weight.Further) { Bar = new(30, true), Goal = new(15, true) },
            new Figure("milliseconds ÷ a page that shows nothing", Text(ours), Text(Ratio.MedianOf(pairs.Select(pair => pair.Peer))), ratio.Median)
            {
                Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.0}…{ratio.High:0.0}"),
            },
        ], ours);
    }

    private static Figure Growth(double few, double many)
    {
        var perItem = many / few / (Many / Few);
        return new Figure("time per booking ÷ that of a tenth of them", Text(many / Many * 1000) + " µs", Text(few / Few * 1000) + " µs", perItem) { Bar = new(1.3, true), Goal = new(1.1, true) };
    }

    private static async Task<double> Milliseconds(Desk desk, string address)
    {
        var start = Stopwatch.GetTimestamp();
        await desk.Http.GetStringAsync(new Uri(address, UriKind.Relative));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The second visit: the first fills what is kept in memory.</summary>
    private static async Task<int> Statements(Desk desk, string address)
    {
        await Milliseconds(desk, address);
        using var counter = new DriverTrips();
        await Milliseconds(desk, address);
        return counter.Count;
    }

    private static string Text(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);
}
