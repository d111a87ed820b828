using System.Diagnostics;
using System.Net;
using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Contention;

/// <summary>Everybody wants the same time of the same room at the same moment; then the next.</summary>
internal static class OneSlot
{
    public const int Clients = 40;

    public static async Task<Tally> Run(FrontDesk desk, int attempts)
    {
        var tally = new Tally();
        for (; tally.Attempts < attempts; tally.Rounds++)
        {
            var slot = desk.House.Slots.Take();
            var winners = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                using var answer = await tally.Take(desk.Ask(slot), Stopwatch.GetTimestamp());
                return answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
            })));
            tally.RoundsWithOneWinner += winners.Sum() == 1 ? 1 : 0;
        }

        return tally;
    }
}
