using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BookingPlatform.Bench.Contention;

/// <summary>Rows 1 and 2 of the reliability table: no double booking, and contention that stays live.</summary>
internal static class ContentionBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("contention", $"At least {options.Attempts:#,0} attempts for each story and database: {OneSlot.Clients} clients ask for one slot at the same moment, again and again; {OneRoom.Clients} clients make and move bookings in one room; as many do anything that takes time, in any order, in a small house.");
        await OnSqlite(options, section);
        await OnPostgreSql(options, section);
        section.Note("Overlaps are found by a sweep over the tables: bookings that are not cancelled, holds and class dates of one resource that share time. The controls show that it finds what it should.");
        section.Note("Worst ÷ median: the slowest of all contended requests beside the median of one client that does the same in a room of its own.");
        return section;
    }

    private static async Task OnSqlite(BenchOptions options, Section section)
    {
        var settings = await PlatformSettings.New(Db.Sqlite);
        await using var platform = BenchHost.Quiet(settings);
        var told = await Stories(options, platform, settings);
        section.Add("SQLite", [.. Figures(told), await Planted(settings)]);
    }

    private static async Task OnPostgreSql(BenchOptions options, Section section)
    {
        var cluster = await PostgresCluster.StartAsync();
        await using var control = await ControlSession.Open(cluster);
        var database = await cluster.CreateDatabase();
        var settings = PlatformSettings.At(Db.PostgreSql, cluster.ConnectionString(database));
        await using var platform = BenchHost.Quiet(settings);
        var told = await Stories(options, platform, settings);
        await control.Transactions(database);
        section.Add("PostgreSQL",
        [
            .. Figures(told),
            new Figure("deadlocks", $"{await control.Deadlocks(database)}", "exclusion constraint alone: 114 of 119 attempts", await control.Deadlocks(database)) { Bar = new(0, true) },
            await Planted(settings),
            await WithoutLock(options, PlatformSettings.At(Db.PostgreSql, cluster.ConnectionString(await cluster.CreateDatabase()))),
        ]);
    }

    private static async Task<Told> Stories(BenchOptions options, Platform platform, PlatformSettings settings)
    {
        var house = await BookableHouse.Open(platform);
        using var desk = new FrontDesk(platform, house);
        await Crowd.Book(desk, 4, Turns.WarmUp);
        var one = await OneSlot.Run(desk, options.Attempts);
        var room = await OneRoom.Run(desk, options.Attempts);
        var busy = await BusyHouse.Open(await platform.NewBusiness());
        await busy.Work(OneRoom.Clients, options.Attempts);
        return new(one, room, busy.Done, options.Attempts, await Sweep.Overlaps(settings));
    }

    private static Figure[] Figures(Told told) =>
    [
        new($"overlaps after {told.OneSlot.Attempts + told.OneRoom.Crowded.Attempts + told.Attempts:#,0} attempts", $"{told.Overlaps}", "check, then insert: 75 of 32,000", told.Overlaps) { Bar = new(0, true) },
        .. Figures(told.OneSlot, told.OneRoom),
        new("every path, went well", string.Join(", ", told.EveryPath.OrderBy(path => path.Key).Select(path => $"{path.Key} {path.Value:#,0}")), $"of {told.Attempts:#,0}", null),
    ];

    private static Figure[] Figures(Tally one, Contended room) =>
    [
        new("one slot: rounds with other than one winner", $"{one.Rounds - one.RoundsWithOneWinner} of {one.Rounds:#,0}", "", one.Rounds - one.RoundsWithOneWinner) { Bar = new(0, true) },
        new("answers 5xx", $"{one.ServerErrors + room.Crowded.ServerErrors}", "", one.ServerErrors + room.Crowded.ServerErrors) { Bar = new(0, true) },
        new("one room: made or moved, refused", $"{room.Crowded.Accepted:#,0}, {room.Crowded.Refused:#,0}", "", null),
        new("one room: worst ÷ uncontended median", $"{room.Crowded.Worst:0} ms", $"{room.Alone.Median:0.0} ms alone", room.Crowded.Worst / room.Alone.Median) { Bar = new(100, true) },
        new("one room: contended median ÷ uncontended median", $"{room.Crowded.Median:0.0} ms", $"{room.Alone.Median:0.0} ms alone", room.Crowded.Median / room.Alone.Median),
        new("one slot: worst ÷ uncontended median", $"{one.Worst:0} ms", $"{room.Alone.Median:0.0} ms alone", one.Worst / room.Alone.Median),
    ];

    private static async Task<Figure> Planted(PlatformSettings settings)
    {
        var found = await Sweep.OverlapsWithOnePlanted(settings);
        return new("control: overlaps found after planting one", $"{found}", "", found) { Bar = new(1, false) };
    }

    private static async Task<Figure> WithoutLock(BenchOptions options, PlatformSettings settings)
    {
        await using var platform = BenchHost.Quiet(settings, services => services.Replace(ServiceDescriptor.Singleton(new CalendarLocking(Locks: false))));
        using var desk = new FrontDesk(platform, await BookableHouse.Open(platform));
        await OneSlot.Run(desk, Math.Min(options.Attempts, 2000));
        var found = await Sweep.Overlaps(settings);
        return new("control: overlaps found with the lock removed", $"{found}", "", found) { Bar = new(1, false) };
    }

    /// <param name="EveryPath">How often each of them went well.</param>
    /// <param name="Attempts">By every path.</param>
    private sealed record Told(Tally OneSlot, Contended OneRoom, IReadOnlyDictionary<string, int> EveryPath, int Attempts, long Overlaps);
}
