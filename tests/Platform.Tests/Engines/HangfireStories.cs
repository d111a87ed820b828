#if HANGFIRE
using System.Net;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Engines;

/// <summary>What only Hangfire has: its dashboard, and how it behaves where it differs from Quartz.</summary>
[Trait("Criterion", "I-7")]
public sealed class HangfireStories
{
    private const string Dashboard = "/operations/hangfire";

    [Fact]
    public async Task Its_dashboard_opens_to_operations_only_and_acts_for_those_who_may()
    {
        await using var platform = await Testing.Platform.Start(Db.PostgreSql, OnEveryEngineAttribute.Setting("hangfire"));
        var business = await platform.NewBusiness();
        using var stranger = new Desk(platform);
        using var frontDesk = await Desk.Of(business, await platform.NewStaff(business, "FrontDesk"));
        using var owner = await Desk.Of(business);
        await Eventually.IsTrue(async () => (await owner.Open(Dashboard + "/recurring")).Text.Contains("Forget old answers and job runs", StringComparison.Ordinal), "the jobs are listed by their titles");

        (await stranger.Open(Dashboard)).Location.Should().Contain("/sign-in");
        (await frontDesk.Open(Dashboard + "/recurring")).Location.Should().Contain("/not-allowed");
        var page = (await owner.Open(Dashboard + "/recurring")).Expect(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("script:not([src]), style").Should().BeEmpty("scripts and style sheets come from files of ours");
        page.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'self'").And.EndWith("style-src-attr 'unsafe-inline'");
        (await owner.Open("/jobs")).Headers.GetValues("Content-Security-Policy").Single().Should().NotContain("unsafe-inline");
        (await Trigger(owner, page, token: null)).Should().Be(HttpStatusCode.BadRequest);
        (await Trigger(owner, page)).Should().Be(HttpStatusCode.NoContent);
        await Eventually.IsTrue(async () => (await business.Get("jobs/runs?name=forget-old-rows&state=done")).Expect(200)["items"]!.AsArray().Count == 1, "the job has run");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("recurring/trigger");

        await platform.NewBusiness();
        (await Trigger(owner, page)).Should().Be(HttpStatusCode.Forbidden, "the engine works for both businesses now");
        (await owner.Open(Dashboard + "/recurring")).Document.QuerySelectorAll(".js-jobs-list-command").Should().BeEmpty();
    }

    [Fact]
    public async Task A_drained_node_ends_what_it_began_and_nobody_begins_it_a_second_time()
    {
        var settings = await PlatformSettings.New(Db.PostgreSql);
        var errand = new Errand();
        await using var first = Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting("hangfire"), services => Add(services, errand));
        var jobs = first.Services.GetRequiredService<IJobEngine>();
        await Eventually.IsTrue(async () => (await jobs.Times(CancellationToken.None)).Any(job => job.Job == "errand"), "the job is scheduled");
        (await jobs.RunNow("errand", CancellationToken.None)).Should().BeTrue();
        await Eventually.IsTrue(() => Task.FromResult(errand.Begun == 1), "it runs");
        await using var second = Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting("hangfire"), services => Add(services, errand));

        await jobs.TakeNoWork(CancellationToken.None);
        // Longer than the claim of a silent node is believed.
        await Task.Delay(TimeSpan.FromSeconds(20));
        var begun = errand.Begun;
        errand.MayEnd.Release(2);

        begun.Should().Be(1, "its claim is kept alive while it runs on the drained node");
        await Eventually.IsTrue(async () => await Runs(first) == (1, 1), "it has ended as it should, once");
        // The row is there a moment before Hangfire knows.
        await Eventually.IsTrue(() => jobs.RunNow("errand", CancellationToken.None), "it may be asked for again");
        await Eventually.IsTrue(async () => await Runs(first) == (2, 2), "the other node runs what is asked for now");
        errand.MostAtOnce.Should().Be(1);
    }

    [Fact]
    public async Task A_run_that_is_asked_for_while_the_job_runs_elsewhere_waits_its_turn()
    {
        var settings = await PlatformSettings.New(Db.PostgreSql);
        var errand = new Errand();
        await using var platform = Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting("hangfire"), services => Add(services, errand));
        var jobs = platform.Services.GetRequiredService<IJobEngine>();
        var turns = platform.Services.GetRequiredService<Jobs.Hangfire.JobTurns>();
        await Eventually.IsTrue(async () => (await jobs.Times(CancellationToken.None)).Any(job => job.Job == "errand"), "the job is scheduled");
        errand.MayEnd.Release();

        await using (await turns.Take("run errand", CancellationToken.None))
        {
            (await jobs.RunNow("errand", CancellationToken.None)).Should().BeTrue();
            await Task.Delay(1000);
            errand.Begun.Should().Be(0, "somebody else runs it");
            (await jobs.RunNow("errand", CancellationToken.None)).Should().BeFalse("the run that was asked for still waits");
        }

        await Eventually.IsTrue(async () => await Runs(platform) == (1, 1), "it has run afterwards", 60);
    }

    [Theory]
    [InlineData("00:05:00", "*/5 * * * *")]
    [InlineData("01:00:00", "0 */1 * * *")]
    [InlineData("06:00:00", "0 */6 * * *")]
    [InlineData("1.00:00:00", "0 0 * * *")]
    public void Intervals_that_fit_a_clock_are_said_in_its_words(string every, string cron) =>
        Jobs.Hangfire.Times.Of(Plan(Schedule.Every(TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture)))).Should().Be(cron);

    [Theory]
    [InlineData("01:30:00")]
    [InlineData("00:00:10")]
    [InlineData("00:07:00")]
    public void Others_are_refused_and_nights_are_in_UTC(string every)
    {
        ((Action)(() => Jobs.Hangfire.Times.Of(Plan(Schedule.Every(TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture)))))).Should().Throw<InvalidOperationException>().WithMessage("*Errand*");
        Jobs.Hangfire.Times.Of(Plan(Schedule.Nightly(new TimeOnly(2, 40)))).Should().Be("40 2 * * *");
    }

    private static JobPlan Plan(Schedule schedule) => new("errand", "Errand", typeof(Errand), schedule);

    private static void Add(IServiceCollection services, Errand errand) => services.AddSingleton(errand).AddJob<RunErrand>("errand", "Errand", Schedule.Nightly(new TimeOnly(2, 0)));

    private static async Task<(int All, int Done)> Runs(Testing.Platform platform)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var states = await scope.ServiceProvider.GetRequiredService<KernelDb>().JobRuns.Where(run => run.Job == "errand").Select(run => run.State).ToListAsync();
        return (states.Count, states.Count(state => state == JobState.Done));
    }

    private static async Task<HttpStatusCode> Trigger(Desk desk, Shown page, string? token = "csrf-token")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Dashboard + "/recurring/trigger") { Content = new FormUrlEncodedContent([new("jobs[]", "forget-old-rows")]) };
        if (token is not null)
            request.Headers.Add(Meta(page, "csrf-header"), Meta(page, token));
        using var response = await desk.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static string Meta(Shown page, string name) => page.Document.QuerySelector($"meta[name={name}]")!.GetAttribute("content")!;

    internal sealed class Errand
    {
        private int begun;
        private int atOnce;

        public int Begun => begun;

        public int MostAtOnce { get; private set; }

        public SemaphoreSlim MayEnd { get; } = new(0);

        public async Task Run(CancellationToken ct)
        {
            Interlocked.Increment(ref begun);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
            await MayEnd.WaitAsync(ct);
            Interlocked.Decrement(ref atOnce);
        }
    }

    internal sealed class RunErrand(Errand errand) : IJob
    {
        public Task Run(JobProgress progress, CancellationToken ct) => errand.Run(ct);
    }
}
#endif
