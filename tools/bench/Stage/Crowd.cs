using System.Diagnostics;

namespace BookingPlatform.Bench.Stage;

/// <summary>Several clients who book one after the other, each as fast as it is answered.</summary>
internal static class Crowd
{
    /// <returns>Bookings per second.</returns>
    public static async Task<double> Book(FrontDesk desk, int clients, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var booked = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var mine = 0;
            for (; clock.Elapsed < time; mine++)
                await desk.Book();
            return mine;
        })));
        return booked.Sum() / clock.Elapsed.TotalSeconds;
    }
}
