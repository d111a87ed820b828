using System.Collections.Concurrent;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Testing;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>The token bucket that the nodes share. Told by a clock that stands still until everybody waits, so a minute of traffic takes no time and every instant is exact.</summary>
public sealed class Turns
{
    [Theory]
    [InlineData(1, 50, 4)]
    [InlineData(3, 50, 4)]
    [InlineData(3, 5, 5)]
    [InlineData(2, 1, 1)]
    [InlineData(4, 40, 58)]
    public void However_many_nodes_no_window_sees_more_than_the_vendor_allows(int nodes, int burst, double perSecond)
    {
        var bucket = new SharedBucket(new RateLimit(burst, perSecond));

        var departures = bucket.Run(nodes, callers: 6, TimeSpan.FromMinutes(2));

        foreach (var window in new[] { 1.0, 10, 30 })
            Busiest(departures, window).Should().BeLessThanOrEqualTo((int)Math.Ceiling(burst + window * perSecond));
        departures.Count.Should().BeGreaterThan((int)(0.9 * 120 * perSecond), "the limit is used, not only kept");
    }

    [Fact]
    public void At_full_speed_the_bucket_costs_a_tenth_of_a_statement_per_request()
    {
        var bucket = new SharedBucket(new RateLimit(50, 4));

        var departures = bucket.Run(nodes: 1, callers: 6, TimeSpan.FromMinutes(5));

        // An UPDATE and a SELECT, between BEGIN and COMMIT.
        (4.0 * bucket.Reservations / departures.Count).Should().BeLessThan(0.15);
        (2.0 * bucket.Reservations / departures.Count).Should().BeLessThan(0.1);
    }

    [Fact]
    public void A_node_that_sends_now_and_then_keeps_no_turns_from_the_others()
    {
        var bucket = new SharedBucket(new RateLimit(10, 1));
        var quiet = bucket.NewGate();
        for (var request = 0; request < 5; request++)
        {
            bucket.Clock.Run(() => quiet.Wait(default).AsTask());
            bucket.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var busy = bucket.NewGate();
        var start = bucket.Clock.GetUtcNow();
        for (var request = 0; request < 8; request++)
            bucket.Clock.Run(() => busy.Wait(default).AsTask());

        (bucket.Clock.GetUtcNow() - start).Should().Be(TimeSpan.Zero, "the saved turns were all still there");
    }

    [Fact]
    public void A_clock_that_ran_ahead_and_was_set_back_makes_nobody_wait_for_its_time()
    {
        var bucket = new SharedBucket(new RateLimit(10, 1));
        var (gate, other) = (bucket.NewGate(), bucket.NewGate());
        bucket.Clock.Advance(TimeSpan.FromHours(2));
        for (var request = 0; request < 12; request++)
            bucket.Clock.Run(() => gate.Wait(default).AsTask());
        bucket.Clock.Advance(TimeSpan.FromHours(-2));
        var start = bucket.Clock.GetUtcNow();

        for (var request = 0; request < 5; request++)
            bucket.Clock.Run(() => Task.WhenAll(gate.Wait(default).AsTask(), other.Wait(default).AsTask()));

        (bucket.Clock.GetUtcNow() - start).Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Theory, OnEveryDatabase]
    public async Task Nodes_on_one_database_never_get_the_same_turn(Db db)
    {
        await using var first = await Bench.Start(db);
        await using var second = await first.StartAnother();
        var connection = await first.Connect();
        var turns = new ConcurrentBag<DateTime>();
        var request = new TurnRequest(TimeSpan.FromSeconds(1), DateTime.UtcNow, DateTime.MaxValue);

        await Task.WhenAll(new[] { first, second }.SelectMany(node => Enumerable.Range(0, 20).Select(async _ => turns.Add(await node.Ask<TurnGates, DateTime>(gates => gates.Reserve(first.People.Business, connection, request, default))))));

        turns.Should().HaveCount(40).And.OnlyHaveUniqueItems();
        (turns.Max() - turns.Min()).Should().Be(TimeSpan.FromSeconds(39));
    }

    private static int Busiest(IReadOnlyList<DateTime> departures, double seconds)
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < departures.Count; to++)
        {
            while ((departures[to] - departures[from]).TotalSeconds >= seconds)
                from++;
            most = Math.Max(most, to - from + 1);
        }

        return most;
    }
}
