using System.Net.Sockets;
using System.Text;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Durability;

/// <summary>A client hangs up before it has heard, and asks again for the same.</summary>
internal static class CutAnswers
{
    private const int Requests = 1_000;

    public static async Task<IEnumerable<Figure>> Measure(Db db)
    {
        var settings = await KilledHost.OnRealDisk(db);
        await using var platform = BenchHost.Quiet(settings);
        using var desk = new FrontDesk(platform, await BookableHouse.Open(platform));
        var booking = new Booking(settings);
        for (var warm = 0; warm < 200; warm++)
            await desk.Book();

        var before = (await booking.Stored()).Count;
        var replayed = await AskAll(desk, withKey: true);
        var doubled = (await booking.Stored()).Count - before - Requests;
        await AskAll(desk, withKey: false);
        var control = (await booking.Stored()).Count - before - (2 * Requests) - doubled;
        return
        [
            new Figure($"{db}: doubled, of {Requests:#,0} ({replayed} had been committed when the client hung up)", $"{doubled}", "", doubled) { Bar = new(0, AtMost: true) },
            new Figure($"{db}: control, asked again without a key: doubled", $"{control}", "", control) { Bar = new(1, AtMost: false) },
        ];
    }

    /// <returns>How many of the second answers were those of the first request.</returns>
    private static async Task<int> AskAll(FrontDesk desk, bool withKey)
    {
        var replayed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            // Without a key the second asks for another hour: its own would refuse it.
            var (body, key) = (FrontDesk.Body(desk.House.Slots.Take()), withKey ? Guid.NewGuid().ToString("N") : null);
            await HangUp(desk.Address, desk.OnTheWire(body, key));
            if (await desk.UntilAnswered(withKey ? body : FrontDesk.Body(desk.House.Slots.Take()), key))
                Interlocked.Increment(ref replayed);
        });
        return replayed;
    }

    private static async Task HangUp(Uri address, string request)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        await Task.Delay(Random.Shared.Next(0, 40));
        client.Client.Close(0);
    }
}
