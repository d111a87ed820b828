using System.Net;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class JobsPage
{
    [Theory, OnEveryDatabase]
    public async Task A_change_that_was_given_up_is_explained_counted_and_delivered_when_people_retry(Db db)
    {
        var post = new Post { Broken = true };
        await using var platform = await Start(db, post);
        var business = await platform.NewBusiness();
        await TellParcel(business);
        using var desk = await Desk.Of(business);

        var page = (await desk.Open("/jobs")).Expect(HttpStatusCode.OK);
        page.Text.Should().Contain("1 change could not be passed on").And.Contain("The post office is closed.").And.Contain("1 need attention");

        post.Broken = false;
        var after = await desk.Send(page, "retry-all");

        after.Expect(HttpStatusCode.OK).Text.Should().Contain("1 change is on the way again");
        await platform.Delivered(business);
        post.Delivered.Should().Be(1);
        (await desk.Open("/jobs")).Text.Should().Contain("All systems in step");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("outbox.retried");
    }

    [Theory, OnEveryDatabase]
    public async Task Discarding_demands_a_reason_and_keeps_it(Db db)
    {
        await using var platform = await Start(db, new Post { Broken = true });
        var business = await platform.NewBusiness();
        await TellParcel(business);
        using var desk = await Desk.Of(business);
        var page = await desk.Open("/jobs");
        var form = page.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name.StartsWith("discard-", StringComparison.Ordinal));

        var refused = await desk.Send(page, form, ("reason", " "));
        var done = await desk.Send(refused, form, ("reason", "Sent by hand"));

        refused.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("reason").Should().Contain("Say why");
        done.Expect(HttpStatusCode.OK).Text.Should().Contain("1 change was discarded").And.Contain("All systems in step");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("Sent by hand");
    }

    [Fact]
    public async Task Another_businesss_undelivered_changes_are_neither_shown_nor_touched()
    {
        await using var platform = await Start(Db.Sqlite, new Post { Broken = true });
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        await TellParcel(theirs);

        (await mine.Get("outbox")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        ((int)(await mine.Post("outbox/retry", new { })).Expect(200)["count"]!).Should().Be(0);
        (await mine.Post("outbox/discard", new { listener = "parcels", error = "The post office is closed.", reason = "Mine" })).Expect(200);

        (await theirs.Get("outbox")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
    }

    [Theory, OnEveryEngine]
    public async Task Jobs_are_listed_run_paused_and_resumed_over_the_API(Db db, string engine)
    {
        await using var platform = await Testing.Platform.Start(db, OnEveryEngineAttribute.Setting(engine));
        var business = await platform.NewBusiness();
        await Eventually.IsTrue(async () => (await platform.Services.GetRequiredService<IJobEngine>().Times(CancellationToken.None)).Any(job => job.Job == "forget-old-rows"), "the job is scheduled");

        (await business.Post("jobs/forget-old-rows/run")).Expect(202);
        await Eventually.IsTrue(async () => (await business.Get("jobs/runs?name=forget-old-rows&state=done")).Expect(200)["items"]!.AsArray().Count == 1, "the run is listed");
        (await business.Post("jobs/forget-old-rows/pause")).Expect(204);
        var paused = await Job(business);
        (await business.Post("jobs/forget-old-rows/resume")).Expect(204);
        var resumed = await Job(business);

        ((bool)paused["paused"]!).Should().BeTrue();
        ((bool)resumed["paused"]!).Should().BeFalse();
        ((string?)resumed["lastRun"]!["state"]).Should().Be("done");
        (await business.Post("jobs/no-such-job/run")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryEngine]
    public async Task A_job_is_run_by_button_and_its_run_is_shown(Db db, string engine)
    {
        await using var platform = await Testing.Platform.Start(db, OnEveryEngineAttribute.Setting(engine));
        var business = await platform.NewBusiness();
        await Eventually.IsTrue(async () => (await platform.Services.GetRequiredService<IJobEngine>().Times(CancellationToken.None)).Any(job => job.Job == "forget-old-rows"), "the job is scheduled");
        using var desk = await Desk.Of(business);

        var started = await desk.Send(await desk.Open("/jobs"), "jobs", ("run", "forget-old-rows"));

        started.Expect(HttpStatusCode.OK).Text.Should().Contain("The job has been started");
        await Eventually.IsTrue(async () => (await desk.Open("/jobs")).Text.Contains("Last runs", StringComparison.Ordinal), "the run is shown");
    }

    [Fact]
    public async Task The_front_desk_does_not_see_the_engine_room()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var desk = await Desk.Of(business, await platform.NewStaff(business, "FrontDesk"));

        (await desk.Open("/jobs")).Location.Should().Contain("/not-allowed");
        (await desk.Open("/settings")).Document.QuerySelectorAll(".nav a").Select(link => link.GetAttribute("href")).Should().NotContain("/jobs");
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Job(TestBusiness business) =>
        (await business.Get("jobs")).Expect(200)["items"]!.AsArray().Single(job => (string?)job!["name"] == "forget-old-rows")!;

    private static Task<Testing.Platform> Start(Db db, Post post) =>
        Testing.Platform.Start(db, services: services => services.AddSingleton(post).Deliver<ParcelReady, Parcels>("parcels"));

    /// <summary>Tells a fact and waits until its listener has given up on it.</summary>
    private static async Task TellParcel(TestBusiness business)
    {
        await business.Platform.Inside(business, async services =>
        {
            var work = services.GetRequiredService<Work>();
            work.Tell(new ParcelReady(Guid.CreateVersion7()), business.Id);
            await work.SaveAsync(CancellationToken.None);
            return true;
        });
        await Eventually.IsTrue(() => business.Platform.Inside(business, services => services.GetRequiredService<KernelDb>().Outbox.AnyAsync(row => row.State == OutboxState.Dead)), "the parcel is given up");
    }

    internal sealed record ParcelReady(Guid ParcelId);

    internal sealed class Post
    {
        public bool Broken { get; set; }

        public int Delivered { get; set; }
    }

    internal sealed class Parcels(Post post) : IDeliver<ParcelReady>
    {
        public Task<Delivery> Deliver(Envelope<ParcelReady> envelope, CancellationToken ct)
        {
            if (post.Broken)
                return Task.FromResult(Delivery.GiveUp("The post office is closed."));
            post.Delivered++;
            return Task.FromResult(Delivery.Done);
        }
    }
}
