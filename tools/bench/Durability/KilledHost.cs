using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Durability;

/// <summary>A node in a process of its own gets SIGKILL in the middle of many bookings and is started again.</summary>
internal static class KilledHost
{
    public static async Task<Figure> Measure(Db db, int rounds)
    {
        var settings = await OnRealDisk(db);
        BookableHouse house;
        await using (var opening = BenchHost.Quiet(settings))
            house = await BookableHouse.Open(opening);
        var booking = new Booking(settings);
        await using var node = await Node.Start(settings, []);
        using var desk = new FrontDesk(node.Address, house);
        for (var round = 0; round < rounds; round++)
        {
            using var enough = new CancellationTokenSource();
            var working = booking.UntilItBreaks(desk, enough.Token);
            await Task.Delay(Random.Shared.Next(500, 1500));
            await node.Kill();
            await enough.CancelAsync();
            await working;
            await node.StartAgain();
        }

        var lost = await booking.Lost();
        return new Figure($"host killed {rounds} times, {db}: lost, of {booking.Acknowledged:#,0}", $"{lost}", "", lost) { Bar = new(0, AtMost: true) };
    }

    /// <summary>Not the server of the tests, which does not wait for its disk.</summary>
    public static async Task<PlatformSettings> OnRealDisk(Db db)
    {
        if (db == Db.Sqlite)
            return await PlatformSettings.Empty(db);
        var cluster = await PostgresCluster.StartAsync();
        return PlatformSettings.At(db, cluster.OwnerConnectionString(await cluster.CreateDatabase()));
    }
}
