using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Durability;

/// <summary>PostgreSQL and all that serve for it get SIGKILL in the middle of many bookings.</summary>
internal static class KilledServer
{
    public static async Task<IEnumerable<Figure>> Measure(int rounds)
    {
        var (acknowledged, lost) = await Rounds(rounds);
        var (careless, gone) = await Rounds(rounds, "synchronous_commit=off", "wal_writer_delay=10s");
        return
        [
            new Figure($"PostgreSQL killed {rounds} times: lost, of {acknowledged:#,0}", $"{lost}", "", lost) { Bar = new(0, AtMost: true) },
            new Figure($"control, synchronous_commit off: lost, of {careless:#,0}", $"{gone}", "", gone) { Bar = new(1, AtMost: false) },
        ];
    }

    private static async Task<(int Acknowledged, int Lost)> Rounds(int rounds, params string[] server)
    {
        var cluster = await PostgresCluster.StartAsync(server);
        var settings = PlatformSettings.At(Db.PostgreSql, cluster.OwnerConnectionString(await cluster.CreateDatabase()) + ";Timeout=3;Command Timeout=5");
        await using var platform = BenchHost.Quiet(settings);
        using var desk = new FrontDesk(platform, await BookableHouse.Open(platform));
        var booking = new Booking(settings);
        for (var round = 0; round < rounds; round++)
        {
            using var enough = new CancellationTokenSource();
            var working = booking.UntilItBreaks(desk, enough.Token);
            await Task.Delay(Random.Shared.Next(400, 900));
            cluster.KillHard();
            await enough.CancelAsync();
            await working;
            await Fault.StartAgain(cluster);
        }

        return (booking.Acknowledged, await booking.Lost());
    }
}
