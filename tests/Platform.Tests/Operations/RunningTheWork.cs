using System.Net;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>Two operators, double clicks, and a node that is taken out of the work: on a platform of one's own, because it is held up.</summary>
public sealed class RunningTheWork
{
    [Theory, OnEveryEngine]
    [Trait("Criterion", "I-1")]
    public async Task Two_who_press_at_once_run_a_thing_once_and_a_drained_node_takes_nothing(Db db, string engine)
    {
        var post = new Post();
        await using var platform = await Testing.Platform.Start(db, OnEveryEngineAttribute.Setting(engine), services: services => services.AddSingleton(post).Deliver<Parcel, Postman>("parcels").AddJob<Round>("round", "Make the round", Schedule.Nightly(new TimeOnly(2, 0))));
        var business = await platform.NewBusiness();

        await RetriedByTwo(business, post);
        await StartedByTwo(business, post);
        await Drained(business, post);
        await Counted(business);
    }

    private static async Task RetriedByTwo(TestBusiness business, Post post)
    {
        post.IsClosed = true;
        await Send(business);
        await Eventually.IsTrue(async () => (await business.Get("outbox/changes?state=givenUp")).Expect(200)["items"]!.AsArray().Count == 1, "the parcel is given up");
        var number = (long)(await business.Get("outbox/changes")).Expect(200)["items"]![0]!["number"]!;
        post.IsClosed = false;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => business.Post($"outbox/changes/{number}/retry")));

        await Eventually.IsTrue(async () => (await business.Get("outbox/changes")).Expect(200)["items"]!.AsArray().Count == 0, "it has arrived");
        answers.Where(answer => answer.Status == 200).Sum(answer => (int)answer["count"]!).Should().Be(1, "only the first press does anything");
        answers.Should().OnlyContain(answer => answer.Status == 200 || answer.Status == 404, "whoever comes after it has arrived hears so");
        (post.Delivered, post.MostAtOnce).Should().Be((1, 1));
        (await business.Get($"audit?subject={business.Id}")).Expect(200)["items"]!.AsArray().Count(line => (string)line!["action"]! == "outbox.retried").Should().Be(1);
    }

    private static async Task StartedByTwo(TestBusiness business, Post post)
    {
        await Eventually.IsTrue(async () => (await business.Platform.Services.GetRequiredService<IJobEngine>().Times(CancellationToken.None)).Any(job => job.Job == "round"), "the job is scheduled");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => business.Post("jobs/round/run")));

        answers.Count(answer => answer.Status == 202).Should().Be(1);
        answers.Where(answer => answer.Status != 202).Should().OnlyContain(answer => answer.Code == "already-started");
        await Eventually.IsTrue(() => Task.FromResult(post.Rounds > 0), "the job runs");
        (await business.Post("jobs/round/run")).ExpectProblem(409, "already-started");
        post.RoundMayEnd.Release();
        await Eventually.IsTrue(async () => (await business.Get("jobs/runs?name=round&state=done")).Expect(200)["items"]!.AsArray().Count == 1, "it has ended");
        (post.Rounds, post.RoundsAtOnce).Should().Be((1, 1));
        await Eventually.IsTrue(async () => (await business.Post("jobs/round/run")).Status == 202, "afterwards it can be run again");
        post.RoundMayEnd.Release();
    }

    private static async Task Drained(TestBusiness business, Post post)
    {
        using var desk = await Desk.Of(business);
        var node = business.Platform.Services.GetRequiredService<Node>();
        await Eventually.IsTrue(async () => (await business.Get("nodes")).Expect(200).Json.AsArray().Count == 1, "the node is on the list");

        (await desk.Send(await desk.Open("/jobs"), "nodes", ("drain", node.Name))).Expect(HttpStatusCode.OK).Text.Should().Contain("takes no more work");
        await Eventually.IsTrue(() => Task.FromResult(node.IsDrained), "the node has heard");
        await Send(business);
        await Task.Delay(500);
        post.Delivered.Should().Be(1, "a drained node delivers nothing");
        var page = (await desk.Open("/jobs")).Expect(HttpStatusCode.OK);
        (await desk.Send(page, "nodes", ("take-back", node.Name))).Expect(HttpStatusCode.OK);

        page.Text.Should().Contain("Drained, takes no work").And.Contain("No node takes work").And.NotContain("Silent");
        await Eventually.IsTrue(() => Task.FromResult(post.Delivered == 2), "it is delivered afterwards");
        (await business.Post("nodes/no-such-node/drain")).ExpectProblem(404, "not-found");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("node.drained").And.Contain("node.resumed");
        var neighbour = await business.Platform.NewBusiness();
        (await neighbour.Post($"nodes/{node.Name}/drain")).ExpectProblem(409, "shared-installation");
    }

    /// <summary>What arrived stands in the chart and in its table.</summary>
    private static async Task Counted(TestBusiness business)
    {
        using var desk = await Desk.Of(business);
        business.Platform.Services.GetRequiredService<NodeWatch>().Ring();
        await Eventually.IsTrue(() => business.Platform.Inside(business, async services => await services.GetRequiredService<KernelDb>().Tallies.SumAsync(row => row.GivenUp) == 1), "the counts are stored");

        var page = await desk.Open("/jobs");

        page.Document.QuerySelector("figure svg[role=img]")!.GetAttribute("aria-label").Should().Contain("1 changes were given up");
        page.Document.QuerySelectorAll("details table tbody tr").Should().HaveCount(24);
    }

    private static Task<bool> Send(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        work.Tell(new Parcel(Guid.CreateVersion7()), business.Id);
        await work.SaveAsync(CancellationToken.None);
        return true;
    });

    internal sealed record Parcel(Guid ParcelId);

    internal sealed class Post
    {
        private int atOnce;
        private int delivered;

        public volatile bool IsClosed;

        public int Delivered => delivered;

        public int MostAtOnce { get; private set; }

        public int Rounds;

        public int RoundsAtOnce;

        public SemaphoreSlim RoundMayEnd { get; } = new(0);

        public async Task Deliver(CancellationToken ct)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
            await Task.Delay(100, ct);
            Interlocked.Decrement(ref atOnce);
            Interlocked.Increment(ref delivered);
        }
    }

    internal sealed class Postman(Post post) : IDeliver<Parcel>
    {
        public async Task<Delivery> Deliver(Envelope<Parcel> envelope, CancellationToken ct)
        {
            if (post.IsClosed)
                return Delivery.GiveUp("The post office is closed.");
            await post.Deliver(ct);
            return Delivery.Done;
        }
    }

    internal sealed class Round(Post post) : IJob
    {
        private static int running;

        public async Task Run(JobProgress progress, CancellationToken ct)
        {
            Interlocked.Increment(ref post.Rounds);
            post.RoundsAtOnce = Math.Max(post.RoundsAtOnce, Interlocked.Increment(ref running));
            await post.RoundMayEnd.WaitAsync(ct);
            Interlocked.Decrement(ref running);
        }
    }
}
