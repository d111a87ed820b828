using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Contention;

/// <summary>What one client met alone, and what many met together.</summary>
internal sealed record Contended(Tally Alone, Tally Crowded);

/// <summary>Clients make bookings in one room and move them, at times that begin every quarter of an hour and so often overlap.</summary>
internal sealed class OneRoom(FrontDesk desk, Target room, int attempts)
{
    public const int Clients = 16;
    private const int AttemptsAlone = 400;

    /// <summary>Times to choose from; they move on with the attempts, so that some are always free.</summary>
    private const int Window = 24;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private readonly Tally tally = new();

    /// <summary>Far from the times that others of this bench have taken.</summary>
    private readonly DateTime first = desk.House.Slots.First.AddDays(60);

    private int tried;

    public static async Task<Contended> Run(FrontDesk desk, int attempts)
    {
        var targets = desk.House.Slots.Targets;
        var alone = await new OneRoom(desk, targets[0], AttemptsAlone).By(1);
        return new Contended(alone, await new OneRoom(desk, targets[1], attempts).By(Clients));
    }

    private async Task<Tally> By(int clients)
    {
        await Task.WhenAll(Enumerable.Range(0, clients).Select(seed => Task.Run(() => Serve(new Random(seed)))));
        return tally;
    }

    private async Task Serve(Random random)
    {
        Guid? mine = null;
        while (Interlocked.Increment(ref tried) is var attempt && attempt <= attempts)
        {
            var time = first + ((attempt + random.Next(Window)) * Step);
            if (mine is { } booking && random.Next(3) == 0)
                (await tally.Take(desk.Move(booking, time), Stopwatch.GetTimestamp())).Dispose();
            else
                mine = await Make(time) ?? mine;
        }
    }

    private async Task<Guid?> Make(DateTime time)
    {
        using var answer = await tally.Take(desk.Ask(new Slot(room, time)), Stopwatch.GetTimestamp());
        return answer.StatusCode == HttpStatusCode.Created ? (Guid)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]! : null;
    }
}
