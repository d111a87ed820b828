using System.Net;
using System.Net.Http.Json;
using BookingPlatform.Kernel.Brakes;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>Limits that protect a person hold however many nodes there are.</summary>
[Trait("Criterion", "H-6")]
public sealed class SharedBrakes
{
    [Theory, OnEveryDatabase]
    public async Task Over_two_nodes_an_address_gets_as_many_mails_as_over_one(Db db)
    {
        await using var one = await Testing.Platform.Start(db);
        await using var two = Testing.Platform.Start(one.Settings);
        var business = await one.NewBusiness();
        var email = $"ida@{business.Slug}.example";

        var codes = await InTurn([one, two], 7, platform => AskCode(platform, business.Slug, email));
        var links = await InTurn([one, two], 5, platform => AskLink(platform, business.OwnerEmail));
        await two.Services.GetRequiredService<JobRunner>().Run("forget-old-rows", CancellationToken.None);

        codes.Should().Equal([.. Enumerable.Repeat(HttpStatusCode.Accepted, 5), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]);
        links.Should().Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]);
        (await AskCode(two, business.Slug, "other@guests.example")).Should().Be(HttpStatusCode.Accepted, "another address has its own count");
        (await one.Inside(business, services => services.GetRequiredService<KernelDb>().Brakes.CountAsync())).Should().BeGreaterThan(0, "what still counts is not forgotten");
    }

    [Theory, OnEveryDatabase]
    public async Task Pressed_in_the_same_moment_no_more_get_through_than_may(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var allowance = new Allowance("test", Guid.NewGuid().ToString(), 4, TimeSpan.FromDays(1));

        var let = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Lets(platform, allowance)));

        let.Count(one => one).Should().Be(4);
    }

    /// <summary>Where only one may write, a count beside it would wait for the request, and the request for the count.</summary>
    [Theory, OnEveryDatabase]
    public async Task Of_a_request_that_is_writing_it_is_counted_with_the_request(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        var allowance = new Allowance("test", Guid.NewGuid().ToString(), 1, TimeSpan.FromDays(1));

        var (first, second) = await platform.Inside(business, async services =>
        {
            var (work, brake) = (services.GetRequiredService<Work>(), services.GetRequiredService<SharedBrake>());
            await work.BeginAsync(CancellationToken.None);
            var let = (await brake.Lets([allowance], CancellationToken.None), await brake.Lets([allowance], CancellationToken.None));
            await work.AbandonAsync();
            return let;
        });

        (first, second).Should().Be((true, false));
        (await Lets(platform, allowance)).Should().BeTrue("what the request did not do did not count");
    }

    [Fact]
    public async Task A_window_that_is_over_lets_again_and_is_forgotten_in_the_night()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        var allowance = new Allowance("test", "somebody", 1, TimeSpan.FromMinutes(10));
        (await Lets(platform, allowance)).Should().BeTrue();
        (await Lets(platform, allowance)).Should().BeFalse();

        platform.Clock.Shift(TimeSpan.FromMinutes(11));

        (await Lets(platform, allowance)).Should().BeTrue();
        platform.Clock.Shift(TimeSpan.FromMinutes(11));
        (await platform.Inside(business, services => RunForget(platform, services))).Should().Be(0);
    }

    /// <returns>How many counts are left.</returns>
    private static async Task<int> RunForget(Testing.Platform platform, IServiceProvider services)
    {
        await platform.Services.GetRequiredService<JobRunner>().Run("forget-old-rows", CancellationToken.None);
        return await services.GetRequiredService<KernelDb>().Brakes.CountAsync();
    }

    private static async Task<List<HttpStatusCode>> InTurn(Testing.Platform[] nodes, int times, Func<Testing.Platform, Task<HttpStatusCode>> ask)
    {
        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < times; time++)
            answers.Add(await ask(nodes[time % nodes.Length]));
        return answers;
    }

    private static async Task<HttpStatusCode> AskCode(Testing.Platform platform, string slug, string email)
    {
        using var phone = platform.Client();
        using var answer = await phone.PostAsJsonAsync($"/g/{slug}/sign-in-codes", new { email });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> AskLink(Testing.Platform platform, string email)
    {
        using var desk = new Desk(platform);
        return (await desk.Send(await desk.Open("/forgot-password"), "forgot-password", ("email", email))).Status;
    }

    private static async Task<bool> Lets(Testing.Platform platform, Allowance allowance)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SharedBrake>().Lets([allowance], CancellationToken.None);
    }
}
