using System.Text.Json.Nodes;
using BookingPlatform.NoShow.Risk;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.NoShow.Tests.Risk;

/// <summary>Staff are told beforehand, in words, and nobody is refused for it.</summary>
public sealed class RiskStories
{
    [Theory, OnEveryDatabase]
    public async Task Nothing_is_foretold_until_a_manager_wants_it(Db db)
    {
        var salon = await Salon.Open(db);
        var coming = await salon.Book(await salon.Customer(), minutesAgo: -300);

        (await Risk(salon, coming)).ExpectProblem(409, "risk-off");
        (await salon.Business.Put("no-show-policy", new { showsRisk = true })).Expect(200);

        (await Risk(salon, coming)).Expect(200);
        (await Risk(await Salon.Open(db), coming)).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task Who_stayed_away_before_is_likelier_to_do_so_again_and_the_reasons_say_so(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { showsRisk = true, preset = "strict", warnFromPercent = 15 })).Expect(200);
        var (ana, rui) = (await salon.Customer(email: "ana@example.com"), await salon.Customer("Rui", "Costa", "rui@example.com"));
        foreach (var minutesAgo in new[] { 200, 400, 600 })
        {
            (await salon.Miss(await salon.Book(ana, minutesAgo))).Expect(200);
            await Came(salon, await salon.Book(rui, minutesAgo, salon.Tom));
        }

        var (risky, safe) = ((await Risk(salon, await salon.Book(ana, -300))).Expect(200), (await Risk(salon, await salon.Book(rui, -420))).Expect(200));

        ((int)risky["percent"]!).Should().BeGreaterThan((int)safe["percent"]!).And.BeGreaterThanOrEqualTo(15);
        Reasons(risky).Should().Contain("3 of 3 did not come");
        Reasons(safe).Should().Contain("came all 3 times before");
        ((bool)risky["isHigh"]!, (bool)safe["isHigh"]!).Should().Be((true, false));
        ((JsonArray)risky["suggestions"]!).Should().NotBeEmpty();
        ((JsonArray)safe["suggestions"]!).Should().BeEmpty();
        (await salon.TryBook(ana, -900)).Status.Should().Be(201, "a risk never stands in the way of a booking");
    }

    [Theory, OnEveryDatabase]
    public async Task The_booking_page_says_how_likely_it_is_and_what_over_and_begun_bookings_say_is_no_failure(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { showsRisk = true })).Expect(200);
        var ana = await salon.Customer();
        var (coming, begun) = (await salon.Book(ana, -300), await salon.Book(ana, 300));
        (await salon.Miss(begun)).Expect(200);
        using var desk = await salon.SignIn();

        (await desk.Open($"/bookings/{coming}")).Expect(System.Net.HttpStatusCode.OK).Text.Should().Contain("How likely is a no-show").And.Contain("The ordinary booking here").And.Contain("From published studies");
        (await desk.Open($"/bookings/{begun}")).Expect(System.Net.HttpStatusCode.OK).Text.Should().NotContain("How likely is a no-show");
        (await Risk(salon, begun)).ExpectProblem(409, "wrong-state");
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_learned_is_a_new_row_of_weights_that_names_nobody_and_counts_known_outcomes_only(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        (await salon.Miss(await salon.Book(ana, 200))).Expect(200);
        await Came(salon, await salon.Book(ana, 400));
        await salon.Book(ana, 600);

        var learned = await salon.Business.Platform.Inside(salon.Business, services => services.GetRequiredService<LearnRisk>().Handle(CancellationToken.None));

        (learned.Outcomes, learned.Missed).Should().Be((2, 1), "nobody said what became of the third");
        learned.Weights.Should().NotContain(ana.ToString());
        RiskModel.FromJson(learned.Weights).Outcomes.Should().Be(2);
        await salon.Business.Platform.Inside(salon.Business, services => services.GetRequiredService<LearnRisk>().Handle(CancellationToken.None));
        (await salon.Business.Platform.Inside(salon.Business, services => services.GetRequiredService<NoShowDb>().Models.CountAsync())).Should().Be(2);
    }

    [Theory, OnEveryDatabase]
    public async Task Coming_bookings_are_marked_while_they_are_risky_and_only_then(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { showsRisk = true, warnFromPercent = 20 })).Expect(200);
        var (ana, rui) = (await salon.Customer(), await salon.Customer("Rui", "Costa"));
        (await salon.Miss(await salon.Book(ana, 200))).Expect(200);
        (await salon.Miss(await salon.Book(ana, 400))).Expect(200);
        var (risky, _) = (await salon.Book(ana, -300), await salon.Book(rui, -420));

        (await Look(salon)).Should().Equal(risky);
        using (var desk = await salon.SignIn())
            (await desk.Open($"/agenda?date={salon.Now.AddMinutes(300):yyyy-MM-dd}&view=list")).Expect(System.Net.HttpStatusCode.OK).Text.Should().Contain("% risk of a no-show");
        (await salon.Business.Put("no-show-policy", new { warnFromPercent = 95 })).Expect(200);
        (await Look(salon)).Should().BeEmpty();
        (await salon.Business.Put("no-show-policy", new { warnFromPercent = 20 })).Expect(200);
        (await Look(salon)).Should().Equal(risky);
        (await salon.Business.Post($"bookings/{risky}/cancel")).Expect(200);
        (await Look(salon)).Should().BeEmpty();
    }

    private static Task<List<Guid>> Look(Salon salon) => salon.Business.Platform.Inside(salon.Business, async services =>
    {
        await services.GetRequiredService<MarkComing>().Handle(CancellationToken.None);
        return await services.GetRequiredService<NoShowDb>().RiskMarks.Select(mark => mark.BookingId).ToListAsync();
    });

    private static Task<ApiAnswer> Risk(Salon salon, Guid booking) => salon.Business.Get($"bookings/{booking}/no-show-risk");

    private static async Task Came(Salon salon, Guid booking) =>
        (await salon.Business.Post("bookings/outcomes", new { outcome = "done", bookingIds = new[] { booking } })).Expect(200);

    private static IEnumerable<string> Reasons(ApiAnswer risk) => ((JsonArray)risk["reasons"]!).Select(reason => (string)reason!["text"]!);
}
