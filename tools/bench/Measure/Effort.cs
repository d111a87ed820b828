using System.Globalization;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Measure;

/// <summary>What this process spends on a request: the host, and the client that asks it.</summary>
internal sealed record Effort(double Kilobytes, double Milliseconds)
{
    public static async Task<IEnumerable<Figure>> Measure(FrontDesk desk, int requests)
    {
        var booking = await Of(desk.Book, requests);
        var nothing = await Of(desk.AskForNothing, requests);
        return
        [
            new Figure("memory allocated, KB", Text(booking.Kilobytes), $"{Text(nothing.Kilobytes)} for an unknown address", null),
            new Figure("processor time, ms", Text(booking.Milliseconds), $"{Text(nothing.Milliseconds)} for an unknown address", null),
        ];
    }

    private static async Task<Effort> Of(Func<Task> request, int requests)
    {
        await request();
        var (bytes, time) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < requests; i++)
            await request();
        return new Effort((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / requests, (Environment.CpuUsage.TotalTime - time).TotalMilliseconds / requests);
    }

    private static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
