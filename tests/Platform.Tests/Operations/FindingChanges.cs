using System.Net;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Host.Accounts.Installation;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>What is stuck, whom it concerns, and what people do about it. The queue of confirmations is held back, so that everything stays where it is.</summary>
public sealed class FindingChanges
{
    private const string Queue = "confirmation-mail";
    private const string Why = "The mail server of the harbour is away.";

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "I-1")]
    public async Task One_field_finds_a_change_by_person_number_purpose_and_error(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var (anna, ben) = (await Customer(business, "Anna", "Quist"), await Customer(business, "Ben", "Torp"));
        await Stick(business, anna, Guid.NewGuid());
        await Stick(business, ben, Guid.NewGuid());
        await Fail(business, ben);
        using var desk = await Desk.Of(business);
        var number = await Number(business, anna);

        foreach (var text in new[] { "anna qui", number.ToString(System.Globalization.CultureInfo.InvariantCulture), anna.ToString() })
            (await desk.Open($"/jobs/work?q={Uri.EscapeDataString(text)}")).Expect(HttpStatusCode.OK).Document.QuerySelectorAll("tbody tr").Should().ContainSingle(text).Which.TextContent.Should().Contain("Anna Quist");
        foreach (var text in new[] { "harbour", "BEN" })
            (await desk.Open($"/jobs/work?q={text}")).Document.QuerySelectorAll("tbody tr").Should().ContainSingle(text).Which.TextContent.Should().Contain("Ben Torp").And.Contain(Why);
        (await desk.Open("/jobs/work?q=confirmation")).Document.QuerySelectorAll("tbody tr").Should().HaveCount(2);
        (await desk.Open("/jobs/work?q=nobody-is-called-this")).Text.Should().Contain("Nothing on its way matches");
        (await desk.Open("/jobs/work?state=GivenUp")).Document.QuerySelectorAll("tbody tr").Should().ContainSingle().Which.TextContent.Should().Contain("Ben Torp");
        (await business.Get("outbox/changes?q=quist&state=heldBack")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
        (await business.Get("outbox/changes?state=lost")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "I-1")]
    public async Task All_that_match_are_counted_before_they_are_retried_and_what_came_later_is_left_alone(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var customer = await Customer(business, "Anna", "Quist");
        for (var i = 0; i < 3; i++)
            await Stick(business, customer, Guid.NewGuid());
        await Fail(business, customer);
        using var desk = await Desk.Of(business);

        var preview = (await desk.Open("/jobs/work/all?state=GivenUp")).Expect(HttpStatusCode.OK);
        await Stick(business, customer, Guid.NewGuid());
        await Fail(business, customer);
        var retried = await desk.Send(preview, "retry");

        preview.Text.Should().Contain("Retry 3 changes");
        retried.Location.Should().Be("/jobs/work?done=retried-3");
        (await desk.Open(retried.Location!)).Text.Should().Contain("3 changes are on the way again.");
        (await business.Get("outbox/changes?state=givenUp")).Expect(200)["items"]!.AsArray().Should().ContainSingle("it came after the count");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("3 undelivered changes were sent on their way again");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "I-1")]
    public async Task A_change_is_cancelled_with_a_reason_that_stays(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var customer = await Customer(business, "Anna", "Quist");
        await Stick(business, customer, Guid.NewGuid());
        using var desk = await Desk.Of(business);
        var page = (await desk.Open($"/jobs/work/{await Number(business, customer)}")).Expect(HttpStatusCode.OK);

        var refused = await desk.Send(page, "remove", ("reason", " "));
        var gone = await desk.Send(refused, "remove", ("reason", "Told by telephone"));

        page.Text.Should().Contain("Somebody holds this queue back").And.Contain("Anna Quist");
        refused.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("reason").Should().Contain("Say why");
        (await desk.Open(gone.Location!)).Text.Should().Contain("1 change was taken off its way");
        (await desk.Open(page.Address)).Text.Should().Contain("is not on its way");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("Told by telephone");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "I-1")]
    public async Task A_queue_that_is_held_back_keeps_everything_and_goes_on_where_it_was(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var customer = await Customer(business, "Anna", "Quist");
        await Stick(business, customer, Guid.NewGuid());
        using var desk = await Desk.Of(business);

        var page = (await desk.Open("/jobs")).Expect(HttpStatusCode.OK);
        var form = page.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name.StartsWith("hold-", StringComparison.Ordinal));
        await Task.Delay(200);
        (await Waiting(business)).Should().Be(1, "nobody delivers it");
        var after = await desk.Send(page, form);

        page.Text.Should().Contain("is held back");
        after.Expect(HttpStatusCode.OK).Text.Should().Contain("goes on.");
        await Eventually.IsTrue(async () => await Waiting(business) == 0, "it is delivered");
        (await business.Post("outbox/queues/no-such-queue/pause")).ExpectProblem(404, "not-found");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("outbox.paused").And.Contain("outbox.resumed");
    }

    [Fact]
    [Trait("Criterion", "I-1")]
    public async Task Who_may_only_look_sees_everything_and_finds_no_button_that_acts()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        var customer = await Customer(business, "Anna", "Quist");
        await Stick(business, customer, Guid.NewGuid());
        await Fail(business, customer);
        await Stick(business, customer, Guid.NewGuid());
        var number = await Number(business, customer);
        using var reader = await Desk.Of(business, await platform.NewStaff(business, "OperationsReader"));
        using var owner = await Desk.Of(business);

        foreach (var address in new[] { "/jobs", "/jobs/work", $"/jobs/work/{number}" })
        {
            var page = (await reader.Open(address)).Expect(HttpStatusCode.OK);
            page.Document.QuerySelectorAll("main form[method=post] button").Should().BeEmpty(address);
            page.Text.Should().NotContain("Anna Quist", "the role does not see customers");
        }

        (await reader.Open("/jobs/work/all")).Location.Should().Contain("/not-allowed");
        foreach (var (address, form, fields) in await Acts(owner, number))
        {
            var page = await reader.Open(address);
            var sent = await reader.SendTo(address, page, [("_handler", form), .. fields]);
            sent.Status.Should().BeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Redirect], $"{form} of {address}");
        }

        (await Waiting(business)).Should().Be(1);
        (await business.Get("outbox/changes?state=givenUp")).Expect(200)["items"]!.AsArray().Should().ContainSingle("nothing was touched");
        using var key = platform.Client();
        key.DefaultRequestHeaders.Authorization = new("Bearer", await platform.NewKey(business, Kernel.Web.Right.SeeOperations));
        foreach (var path in new[] { $"outbox/changes/{number}/retry", "outbox/changes/retry", $"outbox/queues/{Queue}/resume", "nodes/x/drain" })
            (await key.PostAsync($"/api/v1/{path}", null)).StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "I-1")]
    public async Task The_operator_of_the_installation_sees_every_businesss_work_and_no_guest(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        var customer = await Customer(business, "Anna", "Quist");
        await Stick(business, customer, Guid.NewGuid());
        await Fail(business, customer);
        using var desk = await Operator(platform);

        var page = (await desk.Open($"/installation/work?number={await Number(business, customer)}")).Expect(HttpStatusCode.OK);
        var retried = await desk.Send(page, "piles", ("pile", $"{business.Id} {Queue}"));

        page.Text.Should().Contain(business.Slug).And.Contain(customer.ToString()).And.NotContain("Quist").And.NotContain("harbour is away");
        retried.Expect(HttpStatusCode.OK).Text.Should().Contain("1 change is on the way again");
        (await business.Get($"audit?subject={business.Id}")).Text.Should().Contain("Operator");
        (await desk.Open("/jobs/work")).Location.Should().Contain("/not-allowed");
    }

    private static async Task<List<(string Address, string Form, (string, string)[] Fields)>> Acts(Desk owner, long number)
    {
        var acts = new List<(string, string, (string, string)[])>();
        foreach (var address in new[] { "/jobs", $"/jobs/work/{number}" })
            acts.AddRange((await owner.Open(address)).Document.QuerySelectorAll("main input[name=_handler]").Select(input => input.GetAttribute("value")!)
                .Select(form => (address, form, new[] { ("reason", "None"), ("pause", "forget-old-rows"), ("drain", "x") })));
        acts.Should().HaveCountGreaterThan(5);
        return acts;
    }

    private static async Task<Guid> Customer(TestBusiness business, string first, string last) => (await business.Post("customers", new { firstName = first, lastName = last })).Expect(201).Id;

    /// <summary>A change that stays where it is, because its queue is held back.</summary>
    private static async Task Stick(TestBusiness business, Guid customer, Guid booking)
    {
        (await business.Post($"outbox/queues/{Queue}/pause")).Expect(204);
        await business.Platform.Inside(business, async services =>
        {
            var work = services.GetRequiredService<Work>();
            work.Tell(new BookingMade(booking, customer), customer);
            await work.SaveAsync(CancellationToken.None);
            return true;
        });
        await Eventually.IsTrue(() => business.Platform.Inside(business, async services => !await services.GetRequiredService<KernelDb>().Outbox.AnyAsync(row => row.Listener != Queue && row.State == OutboxState.Waiting)), "the other listeners have heard it");
    }

    /// <summary>As if it had been tried in vain to the end.</summary>
    private static Task<int> Fail(TestBusiness business, Guid customer) => business.Platform.Inside(business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        var failed = await services.GetRequiredService<KernelDb>().Outbox.Where(row => row.Listener == Queue && row.CustomerId == customer).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, OutboxState.Dead).SetProperty(row => row.Error, Why).SetProperty(row => row.Cause, OutboxRow.CauseOf(Why)));
        await work.SaveAsync(CancellationToken.None);
        return failed;
    });

    private static Task<int> Waiting(TestBusiness business) => business.Platform.Inside(business, services => services.GetRequiredService<KernelDb>().Outbox.CountAsync(row => row.State == OutboxState.Waiting));

    private static Task<long> Number(TestBusiness business, Guid customer) => business.Platform.Inside(business, services => services.GetRequiredService<KernelDb>().Outbox.Where(row => row.Listener == Queue && row.CustomerId == customer).MinAsync(row => row.Seq));

    private static async Task<Desk> Operator(Testing.Platform platform)
    {
        using var console = new StringWriter();
        var email = $"ops-{Guid.NewGuid():N}@installation.example";
        (await MakeOperator.Run(platform.Services, email, console, CancellationToken.None)).Should().Be(0);
        var desk = new Desk(platform);
        await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", email), ("password", console.ToString().Trim().Split(' ')[^1]));
        return desk;
    }
}
