using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bench.Customers;

/// <summary>Two customers with 5,000 bookings each become one, and two again: statements, and the time beside moving one side row by row.</summary>
internal static class MergeBench
{
    private const int Bookings = 5_000;

    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("merge", $"Two customers with {Bookings:#,0} bookings, a confirmation each and an alert each. {options.Pairs} pairs, product and yardstick in turns; median and 95 % interval.");
        foreach (var db in new[] { Db.PostgreSql, Db.Sqlite })
        {
            await using var platform = BenchHost.Quiet(await PlatformSettings.New(db));
            section.Add($"Merge of 2 × {Bookings:#,0} bookings, {db}", await On(platform, db, options.Pairs));
        }

        section.Note("Product: the merge as the API and the page call it, with journal, alerts, search rows, history and outbox. Statements are round trips, BEGIN and COMMIT among them, counted at Npgsql; what a module moves goes as one of them.");
        section.Note("Yardstick: one prepared UPDATE of the customer for each of the 5,000 bookings in one transaction, without a journal to undo it by. Each time it is undone before the next turn.");
        return section;
    }

    private static async Task<IReadOnlyList<Figure>> On(Platform platform, Db db, int pairs)
    {
        var scene = await Scene.Set(platform, Bookings);
        await scene.Merge();
        var (merge, undo) = (scene.LastTrips, await scene.UndoTrips());
        var times = new List<(double Ours, double Peer)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            times.Add((await scene.Merge(), await scene.RowByRow()));
            await scene.UndoTrips();
        }

        var ratio = Ratio.Of(times.Select(time => time.Ours / time.Peer));
        var time = new Figure("time to merge", Milliseconds(times.Select(time => time.Ours)), Milliseconds(times.Select(time => time.Peer)), ratio.Median)
        {
            Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.00}…{ratio.High:0.00}"),
        };
        return db is not Db.PostgreSql ? [time] :
        [
            new Figure("SQL statements to merge", Text(merge), $"row by row: {2 * Bookings:#,0}", merge) { Bar = new(10, true), Goal = new(5, true) },
            new Figure("SQL statements to undo", Text(undo), "", null),
            time,
        ];
    }

    private static string Milliseconds(IEnumerable<double> times) => Ratio.MedianOf(times).ToString("#,0 ms", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The two customers.</summary>
    private sealed class Scene(Platform platform, Guid business, Guid kept, Guid other)
    {
        private Guid merge;

        public int LastTrips { get; private set; }

        public static async Task<Scene> Set(Platform platform, int bookings)
        {
            var house = await BookableHouse.Open(platform);
            using var desk = new FrontDesk(platform, house);
            var (kept, other) = (await desk.NewCustomer(), await desk.NewCustomer());
            foreach (var customer in new[] { kept, other })
            {
                var left = bookings;
                await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
                {
                    while (Interlocked.Decrement(ref left) >= 0)
                        await desk.BookFor(customer);
                })));
                await desk.Flag(customer, $"Alert of {customer}");
            }

            return new Scene(platform, house.BusinessId, kept, other);
        }

        /// <returns>Milliseconds.</returns>
        public Task<double> Merge() => Timed(async services =>
        {
            var done = (await services.GetRequiredService<MergeCustomers>().Handle(new() { PrimaryId = kept, OtherIds = [other] }, CancellationToken.None)).Value;
            merge = done.Moved["bookings"] == Bookings ? done.Id : throw new InvalidOperationException($"{done.Moved["bookings"]} of {Bookings} bookings moved.");
        });

        public async Task<int> UndoTrips()
        {
            await Timed(async services => _ = (await services.GetRequiredService<UndoMerge>().Handle(merge, new(null), CancellationToken.None)).Value);
            return LastTrips;
        }

        /// <summary>Moves the kept record's bookings to itself, one by one: what a loop would cost at the least.</summary>
        public Task<double> RowByRow() => Timed(async services =>
        {
            var work = services.GetRequiredService<Work>();
            await work.BeginAsync(CancellationToken.None);
            await using var command = work.Connection.CreateCommand();
            (command.Transaction, command.CommandText) = (work.Transaction, "UPDATE bookings_bookings SET \"CustomerId\" = @kept WHERE \"Id\" = @id");
            var (to, id) = (command.CreateParameter(), command.CreateParameter());
            (to.ParameterName, to.Value, id.ParameterName) = ("@kept", kept, "@id");
            command.Parameters.Add(to);
            command.Parameters.Add(id);
            foreach (var booking in await Some(work))
            {
                id.Value = booking;
                await command.ExecuteNonQueryAsync();
            }

            await work.SaveAsync(CancellationToken.None);
        });

        private async Task<List<Guid>> Some(Work work)
        {
            await using var command = work.Connection.CreateCommand();
            // Said once, it holds for the transaction.
            (command.Transaction, command.CommandText) = (work.Transaction, $"{work.SayBusiness()}SELECT \"Id\" FROM bookings_bookings WHERE \"CustomerId\" = @kept LIMIT {Bookings}");
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@kept", kept);
            command.Parameters.Add(parameter);
            var ids = new List<Guid>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                ids.Add(reader.GetGuid(0));
            return ids;
        }

        private async Task<double> Timed(Func<IServiceProvider, Task> act)
        {
            await using var scope = platform.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Kernel.Actor.Platform(business, "Bench"));
            using var trips = new TripCounter();
            var start = Stopwatch.GetTimestamp();
            await act(scope.ServiceProvider);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            LastTrips = trips.Count;
            return time;
        }
    }

    /// <summary>Round trips to PostgreSQL made on behalf of whoever made this counter, raw statements too.</summary>
    private sealed class TripCounter : IDisposable
    {
        private readonly Activity story = new Activity("bench").Start();
        private readonly ActivityListener listener;
        private int count;

        public TripCounter()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId == story.TraceId && activity.Kind == ActivityKind.Client)
                        Interlocked.Increment(ref count);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public int Count => count;

        public void Dispose()
        {
            listener.Dispose();
            story.Dispose();
        }
    }
}
