using BookingPlatform.NoShow.Policy;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests.Policy;

/// <summary>What a business asks, and the guest's right to object.</summary>
public sealed class PolicyStories
{
    [Theory, OnEveryDatabase]
    public async Task A_preset_holds_from_the_day_it_is_chosen_and_the_choice_is_on_record(Db db)
    {
        var salon = await Salon.Open(db);
        ((string)(await salon.Business.Get("no-show-policy")).Expect(200)["preset"]!).Should().Be("none");

        var policy = (await salon.Business.Put("no-show-policy", new { preset = "moderate" })).Expect(200);

        ((string)policy["since"]!).Should().Be($"{salon.Now:yyyy-MM-dd}");
        ((int)policy["terms"]!["noShowPercent"]!).Should().Be(80);
        (await salon.Business.Get($"audit?subject={salon.Business.Id}")).Expect(200).Text.Should().Contain("No-show policy: moderate, free until 48 hours before");
    }

    [Theory, OnEveryDatabase]
    public async Task What_makes_no_sense_or_was_changed_meanwhile_is_refused(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { warnFromPercent = 4 })).ExpectProblem(422, "validation");
        (await salon.Business.Put("no-show-policy", new { since = "1999-01-01" })).ExpectProblem(422, "validation");
        (await salon.Business.Put("no-show-policy", new { preset = "fair" }, version: 0)).Expect(200);
        (await salon.Business.Put("no-show-policy", new { preset = "strict" }, version: 0)).ExpectProblem(412, "changed-meanwhile");
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_objects_gets_an_answer_and_the_strike_is_gone_if_they_were_right(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { preset = "fair" })).Expect(200);
        var ana = await salon.Customer();
        var (first, second) = (await salon.Book(ana, 100), await salon.Book(ana, 300));
        (await salon.Miss(first)).Expect(200);
        (await salon.Miss(second)).Expect(200);
        ((int)(await Strikes(salon, ana))["count"]!).Should().Be(2);
        ((long)(await Strikes(salon, ana))["items"]![0]!["fee"]!["amountMinor"]!).Should().Be(4000);

        (await salon.Business.Post($"bookings/{first}/no-show/objection", new { text = "I was there; the door was locked." })).Expect(201);
        ((int)(await Strikes(salon, ana))["count"]!).Should().Be(2, "an objection alone takes nothing away");
        (await salon.Business.Put($"bookings/{first}/no-show/objection", new { stands = false, answer = "Sorry, the bell was broken." })).Expect(200);

        var strikes = await Strikes(salon, ana);
        ((int)strikes["count"]!).Should().Be(1);
        ((string)strikes["items"]![0]!["objection"]!["answer"]!).Should().Be("Sorry, the bell was broken.");
        ((int)(await salon.Business.Get("reports/no-shows")).Expect(200)["total"]!["missed"]!).Should().Be(1, "what was no no-show counts in no statistics");
        (await salon.Business.Get($"audit?subject={first}")).Expect(200).Text.Should().Contain("The guest objects").And.Contain("no longer counts");
    }

    [Theory, OnEveryDatabase]
    public async Task An_objection_needs_a_no_show_a_text_and_somebody_who_may_decide(Db db)
    {
        var salon = await Salon.Open(db);
        var booking = await salon.Book(await salon.Customer());
        (await Object(booking, "I was there")).ExpectProblem(404, "not-found");
        (await salon.Miss(booking)).Expect(200);

        (await Object(booking, "  ")).ExpectProblem(422, "validation");
        (await Object(booking, new string('x', 1001))).ExpectProblem(422, "validation");
        (await salon.Business.Put($"bookings/{booking}/no-show/objection", new { stands = true, answer = "No" })).ExpectProblem(404, "not-found");
        (await Object(booking, "I was there")).Expect(201);
        (await Object(booking, "Again")).ExpectProblem(409, "objected-already");
        (await salon.Business.Put($"bookings/{booking}/no-show/objection", new { answer = "No" })).ExpectProblem(422, "validation");
        (await salon.Business.Put($"bookings/{booking}/no-show/objection", new { stands = true, answer = "Nobody saw you." })).Expect(200);
        (await salon.Business.Put($"bookings/{booking}/no-show/objection", new { stands = false, answer = "Yes" })).ExpectProblem(409, "wrong-state");

        Task<ApiAnswer> Object(Guid id, string text) => salon.Business.Post($"bookings/{id}/no-show/objection", new { text });
    }

    [Theory, OnEveryDatabase]
    public async Task At_the_desk_an_objection_is_written_down_and_decided_from_the_customers_card(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var booking = await salon.Book(ana);
        (await salon.Miss(booking)).Expect(200);
        using var desk = await salon.SignIn();
        (await desk.Open($"/customers/{ana}?tab=bookings")).Html.Should().Contain($"/bookings/{booking}/objection").And.Contain($"/customers/{ana}/evidence");

        var form = (await desk.Open($"/bookings/{booking}/objection")).Expect(System.Net.HttpStatusCode.OK);
        (await desk.Send(form, "objection", ("text", "  "))).ErrorOf("text").Should().Contain("Write down");
        (await desk.Send(form, "objection", ("text", "The bell was broken"))).Expect(System.Net.HttpStatusCode.Redirect);
        (await desk.Open($"/customers/{ana}?tab=bookings")).Text.Should().Contain("Objection open");
        (await desk.Send(await desk.Open($"/bookings/{booking}/objection"), "decision", ("answer", "Sorry"), ("stands", "false"))).Expect(System.Net.HttpStatusCode.Redirect);

        (await desk.Open($"/customers/{ana}?tab=bookings")).Text.Should().Contain("Taken away").And.Contain("0 of 1 count");
        (await desk.Open($"/bookings/{await salon.Book(ana, -300)}/objection")).Expect(System.Net.HttpStatusCode.NotFound);
    }

    [Theory, OnEveryDatabase]
    public async Task The_settings_page_saves_both_and_shows_what_is_wrong(Db db)
    {
        var salon = await Salon.Open(db);
        using var desk = await salon.SignIn();
        var page = (await desk.Open("/settings/no-shows/policy")).Expect(System.Net.HttpStatusCode.OK);

        (await desk.Send(page, "no-show-policy", ("preset", "Strict"), ("since", ""))).Expect(System.Net.HttpStatusCode.Redirect);
        page = await desk.Open("/settings/no-shows/policy");
        (await desk.Send(page, "no-show-risk", ("showsRisk", "true"), ("warnFromPercent", "2"))).ErrorOf("warnFromPercent").Should().Contain("5 to 95");
        (await desk.Send(page, "no-show-risk", ("showsRisk", "true"), ("warnFromPercent", "40"))).Expect(System.Net.HttpStatusCode.Redirect);

        var policy = (await salon.Business.Get("no-show-policy")).Expect(200);
        ((string)policy["preset"]!, (bool)policy["showsRisk"]!, (int)policy["warnFromPercent"]!).Should().Be(("strict", true, 40));
    }

    [Theory]
    [InlineData("None", 9999, 0)]
    [InlineData("Flexible", 9999, 2499)]
    [InlineData("Fair", 8000, 4000)]
    [InlineData("Strict", 8000, 8000)]
    [InlineData("Strict", 0, 0)]
    public void A_fee_is_rounded_in_the_customers_favour(string preset, long price, long fee) => Terms.Of(Enum.Parse<Preset>(preset)).FeeMinor(price).Should().Be(fee);

    private static async Task<ApiAnswer> Strikes(Salon salon, Guid customer) => (await salon.Business.Get($"customers/{customer}/no-show-strikes")).Expect(200);
}
