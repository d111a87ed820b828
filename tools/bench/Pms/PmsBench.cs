using System.Diagnostics;
using BookingPlatform.Bench.Report;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Pms;

/// <summary>Many changed emails, one hotel with 20 ms latency and a limit: how much of the limit is used, and whether anybody's changes change places.</summary>
internal static class PmsBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var cluster = await PostgresCluster.StartAsync();
        var stage = new Stage(cluster.ConnectionString(await cluster.CreateDatabase()), Directory.CreateTempSubdirectory("bp-pms-").FullName);
        var hotel = new HotelAtItsLimit(options.Limit);
        await using var node = await SyncNode.Start(stage, hotel, works: true);
        var connection = (await node.Inside(services => services.GetRequiredService<AddConnection>().Handle(new(hotel.Key, "Bench", []), CancellationToken.None))).Value.Id;
        var everybody = Enumerable.Range(1, options.Changes).ToList();
        await Know(node, stage, hotel, connection, everybody);

        var started = Stopwatch.GetTimestamp();
        await node.Change(stage, everybody, isNew: false);
        await AllInStep(node, options.Changes, confirmed: 2);
        var (requests, elapsed) = (hotel.Requests, Stopwatch.GetElapsedTime(started).TotalSeconds);
        await Hurry(node, stage, [.. everybody.Take(100)]);
        return Tell(options, hotel, requests / elapsed, elapsed);
    }

    /// <summary>The hotel knows everybody already, with the email they had before.</summary>
    private static async Task Know(SyncNode node, Stage stage, HotelAtItsLimit hotel, Guid connection, List<int> everybody)
    {
        foreach (var some in everybody.Chunk(500))
            await node.Inside(async services =>
            {
                var (db, work) = (services.GetRequiredService<SyncDb>(), services.GetRequiredService<Work>());
                foreach (var number in some)
                {
                    var guest = hotel.Keep(number, stage.Raise(number));
                    db.Links.Add(new GuestLink { ConnectionId = connection, CustomerId = NumberedPeople.IdOf(number), ExternalId = guest, LinkedAtUtc = work.Now });
                }

                await work.SaveAsync(CancellationToken.None);
                return true;
            });
    }

    /// <summary>Some change ten times more, as fast as it can be written down: the newest has to stand last.</summary>
    private static async Task Hurry(SyncNode node, Stage stage, List<int> some)
    {
        for (var time = 0; time < 10; time++)
            await node.Change(stage, some, isNew: false);
        await AllInStep(node, some.Count, confirmed: 12);
    }

    private static async Task AllInStep(SyncNode node, int customers, int confirmed)
    {
        while (await node.Inside(services => services.GetRequiredService<SyncDb>().Operations.CountAsync(row => row.State == OperationState.InStep && row.ConfirmedVersion >= confirmed)) < customers)
            await Task.Delay(500);
    }

    private static Section Tell(BenchOptions options, HotelAtItsLimit hotel, double perSecond, double seconds)
    {
        var inverted = hotel.Written.Values.Sum(written => written.Zip(written.Skip(1)).Count(pair => Version(pair.First) >= Version(pair.Second)));
        var section = new Section("pms", $"{options.Changes:#,0} changed emails through one node to a hotel with 20 ms latency and a limit of {options.Limit} requests a second; each is read, written and read back.");
        section.Add("A push at the vendor's limit, PostgreSQL",
            new Figure("requests per second ÷ allowed rate", $"{perSecond:0}/s", $"{options.Limit}/s", perSecond / options.Limit) { Bar = new(0.8, AtMost: false), Goal = new(0.95, AtMost: false) },
            new Figure("changes per minute", $"{options.Changes / seconds * 60:#,0}", "", null),
            new Figure("requests over the limit", $"{hotel.OverTheLimit}", "", hotel.OverTheLimit) { Bar = new(0, AtMost: true) },
            new Figure("changes of one customer out of order", $"{inverted}", "", inverted) { Bar = new(0, AtMost: true) });
        section.Note($"The limit is scaled: real ones are 4 (Mews, Cloudbeds), 5 (OPERA Cloud) and 40 (apaleo) requests a second, at which this run would take hours. The bucket is the product's own, in PostgreSQL; 16 pushes run at a time.");
        section.Note("Order: emails written for each customer never go back to an older version, with a hundred customers changed ten times more in a hurry.");
        return section;
    }

    private static int Version(string email) => int.Parse(email[..email.IndexOf('@', StringComparison.Ordinal)].Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
