using System.Collections.Concurrent;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests;

public sealed class OutboxDelivery
{
    [Theory, OnEveryDatabase]
    public async Task Facts_about_one_customer_arrive_in_the_order_told_and_once(Db db)
    {
        var diary = new Diary();
        await using var platform = await Start(db, diary);
        var business = await platform.NewBusiness();
        var customers = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();

        await Parallel.ForEachAsync(customers, async (customer, _) =>
        {
            for (var step = 1; step <= 15; step++)
                await Tell(platform, business, new Step(customer, step));
        });
        await platform.Delivered(business);

        foreach (var customer in customers)
            diary.Of(customer).Should().Equal(Enumerable.Range(1, 15));
    }

    /// <summary>As after a clock that was set two hours on by mistake and put right again.</summary>
    [Theory, OnEveryDatabase]
    public async Task What_was_told_while_a_clock_ran_ahead_does_not_wait_until_then(Db db)
    {
        var diary = new Diary();
        await using var platform = await Start(db, diary);
        var business = await platform.NewBusiness();
        var customer = Guid.CreateVersion7();

        platform.Clock.Shift(TimeSpan.FromHours(2));
        await platform.Inside(business, async services =>
        {
            var work = services.GetRequiredService<Work>();
            work.Tell(new Step(customer, 1), customer);
            var ahead = work.Now;
            platform.Clock.Shift(TimeSpan.FromHours(-2));
            await work.SaveAsync(CancellationToken.None);
            return ahead;
        });
        await Tell(platform, business, new Step(customer, 2));
        await platform.Delivered(business);

        diary.Of(customer).Should().Equal(1, 2);
    }

    [Theory, OnEveryDatabase]
    public async Task Several_nodes_share_the_work_without_doing_any_of_it_twice(Db db)
    {
        var diary = new Diary();
        var settings = await PlatformSettings.New(db);
        await using var first = Testing.Platform.Start(settings, services: diary.Register);
        await using var second = Testing.Platform.Start(settings, services: diary.Register);
        await using var third = Testing.Platform.Start(settings, services: diary.Register);
        Testing.Platform[] nodes = [first, second, third];
        var business = await first.NewBusiness();
        var customers = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToArray();

        await Parallel.ForEachAsync(customers, async (customer, _) =>
        {
            for (var step = 1; step <= 10; step++)
                await Tell(nodes[Random.Shared.Next(3)], business, new Step(customer, step));
        });
        await first.Delivered(business);

        foreach (var customer in customers)
            diary.Of(customer).Should().Equal(Enumerable.Range(1, 10));
    }

    [Theory, OnEveryDatabase]
    public async Task A_poisoned_message_holds_up_its_own_customer_only_and_ends_among_the_dead_letters(Db db)
    {
        var diary = new Diary { Poison = Guid.CreateVersion7() };
        await using var platform = await Start(db, diary, new() { ["Outbox:Attempts"] = "2" });
        var business = await platform.NewBusiness();
        var healthy = Guid.CreateVersion7();

        await Tell(platform, business, new Step(diary.Poison, 1));
        await Tell(platform, business, new Step(diary.Poison, 2));
        await Tell(platform, business, new Step(healthy, 1));

        await Eventually.IsTrue(() => Task.FromResult(diary.Of(healthy).Count == 1), "the healthy customer's fact is delivered");
        diary.Of(diary.Poison).Should().BeEmpty("the second fact waits behind the first");
        await Eventually.IsTrue(async () => await Dead(platform, business) is [{ Attempts: 2, Error: { } error }, ..] && error.Contains("indigestible"), "the poisoned fact is a dead letter");
        await Eventually.IsTrue(async () => (await Dead(platform, business)).Count == 2, "the fact behind it got its turn");
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_committed_before_a_crash_is_delivered_after_the_restart_once(Db db)
    {
        var settings = await PlatformSettings.New(db);
        var customer = Guid.CreateVersion7();
        var deaf = new Diary { Deaf = true };
        Guid business;
        await using (var before = Testing.Platform.Start(settings, services: deaf.Register))
        {
            var opened = await before.NewBusiness();
            business = opened.Id;
            await Tell(before, opened, new Step(customer, 1));
        }

        var diary = new Diary();
        await using var after = Testing.Platform.Start(settings, services: diary.Register);

        await Eventually.IsTrue(() => Task.FromResult(diary.Of(customer).Count > 0), "the fact is delivered after the restart", seconds: 30);
        await Task.Delay(300);
        diary.Of(customer).Should().Equal(1);
    }

    [Theory, OnEveryDatabase]
    public async Task A_node_whose_lanes_were_taken_over_lets_go_of_what_it_was_delivering(Db db)
    {
        var diary = new Diary { Deaf = true };
        await using var platform = await Start(db, diary, new() { ["Outbox:Lease"] = "00:00:00.9" });
        var business = await platform.NewBusiness();
        await Tell(platform, business, new Step(Guid.CreateVersion7(), 1));
        await Eventually.IsTrue(() => Task.FromResult(diary.Begun == 1), "the delivery has begun");
        await Task.Delay(500);

        await platform.Inside(business, async services =>
        {
            await services.GetRequiredService<Work>().BeginAsync(CancellationToken.None);
            await services.GetRequiredService<KernelDb>().Lanes.ExecuteUpdateAsync(set => set.SetProperty(lane => lane.Owner, "another node").SetProperty(lane => lane.LeasedUntilUtc, DateTime.UtcNow.AddMinutes(5)));
            await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
            return true;
        });

        await Eventually.IsTrue(() => Task.FromResult(diary.LetGo == 1), "the delivery was given up");
        await Task.Delay(500);
        (diary.Begun, diary.LetGo).Should().Be((1, 1), "the lanes are another node's now");
    }

    [Theory, OnEveryDatabase]
    public async Task A_fact_of_a_transaction_that_was_rolled_back_is_never_delivered(Db db)
    {
        var diary = new Diary();
        await using var platform = await Start(db, diary);
        var business = await platform.NewBusiness();
        var customer = Guid.CreateVersion7();

        await platform.Inside(business, async services =>
        {
            var work = services.GetRequiredService<Work>();
            await work.BeginAsync(CancellationToken.None);
            work.Tell(new Step(customer, 1), customer);
            await work.AbandonAsync();
            await work.SaveAsync(CancellationToken.None);
            return true;
        });
        await Tell(platform, business, new Step(customer, 2));
        await platform.Delivered(business);

        diary.Of(customer).Should().Equal(2);
    }

    private static Task<Testing.Platform> Start(Db db, Diary diary, Dictionary<string, string?>? settings = null) =>
        Testing.Platform.Start(db, settings, diary.Register);

    internal static Task<bool> Tell(Testing.Platform platform, TestBusiness business, Step step) => platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        work.Tell(step, step.Customer);
        await work.SaveAsync(CancellationToken.None);
        return true;
    });

    private static Task<List<OutboxRow>> Dead(Testing.Platform platform, TestBusiness business) => platform.Inside(business, services =>
        services.GetRequiredService<KernelDb>().Outbox.AsNoTracking().Where(row => row.State == OutboxState.Dead).OrderBy(row => row.Seq).ToListAsync());

    internal sealed record Step(Guid Customer, int Number);

    /// <summary>Writes down what it hears.</summary>
    internal sealed class Diary
    {
        private readonly ConcurrentDictionary<Guid, ConcurrentQueue<int>> heard = [];
        private int begun, letGo;

        public int Begun => begun;

        public int LetGo => letGo;

        public Guid Poison { get; init; }

        /// <summary>Listens to nobody: as a node that dies before it delivers.</summary>
        public bool Deaf { get; init; }

        public void Register(IServiceCollection services) => services.AddSingleton(this).Deliver<Step, Writer>("diary");

        public IReadOnlyList<int> Of(Guid customer) => heard.TryGetValue(customer, out var steps) ? [.. steps] : [];

        /// <summary>A delivery that ends only when it is told to.</summary>
        public async Task Hang(CancellationToken ct)
        {
            Interlocked.Increment(ref begun);
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                Interlocked.Increment(ref letGo);
            }
        }

        public void Write(Step step) => heard.GetOrAdd(step.Customer, _ => []).Enqueue(step.Number);
    }

    internal sealed class Writer(Diary diary) : IDeliver<Step>
    {
        public async Task<Delivery> Deliver(Envelope<Step> envelope, CancellationToken ct)
        {
            if (diary.Deaf)
                await diary.Hang(ct);
            if (envelope.Fact.Customer == diary.Poison)
                throw new InvalidOperationException("It is indigestible.");
            diary.Write(envelope.Fact);
            return Delivery.Done;
        }
    }
}
