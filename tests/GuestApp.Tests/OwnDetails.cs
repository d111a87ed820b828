using System.Net;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>What a guest sees and changes about themselves.</summary>
public sealed class OwnDetails
{
    [Theory, OnEveryDatabase, Trait("Criterion", "C18")]
    public async Task A_guest_changes_telephone_address_and_advertising_but_never_sees_what_staff_wrote(Db db)
    {
        var house = await House.Open(db);
        var anna = await house.Customer("Anna", "anna@details.example");
        (await house.Business.Patch($"customers/{anna}", new { notes = "Difficult person" })).Expect(200);
        (await house.Business.Put($"customers/{anna}/alert", new { message = "Secret of the house" })).Expect(200);
        using var phone = await Phone.SignedIn(house, "anna@details.example");
        var page = (await phone.Open("/me/details")).Expect(HttpStatusCode.OK);

        (await phone.Browser.Send(page, "details", ("phone", "+351 912 000 111"), ("address.street", "Rua 1"), ("address.country", "zz"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await phone.Browser.Send(page, "details", ("phone", "+351 912 000 111"), ("address.street", "Rua 1"), ("address.country", "pt"), ("notByPost", "true"))).Expect(HttpStatusCode.Redirect);

        var now = await house.CustomerNow(anna);
        ((string)now["phone"]!, (string)now["address"]!["street"]!).Should().Be(("+351912000111", "Rua 1"));
        ((bool)(await house.Business.Get($"customers/{anna}/objections")).Expect(200)["post"]!).Should().BeTrue();
        var data = (await phone.Get("me/data.json")).Expect(200).Text;
        data.Should().Contain("anna@details.example").And.NotContainAny("Difficult", "Secret");
        (await phone.Open("/me/data")).Expect(HttpStatusCode.OK).Html.Should().Contain("Rua 1").And.NotContainAny("Difficult", "Secret");
        (await house.History(anna)).Should().Contain(line => line.Contains("took their own data"));
        using var stranger = new Phone(house);
        foreach (var path in new[] { "me/profile", "me/data.json", "me/no-shows" })
            (await stranger.Get(path)).ExpectProblem(401, "sign-in-first");
    }

    [Theory, OnEveryDatabase]
    public async Task Another_address_counts_once_it_is_proven_and_never_when_it_is_somebody_elses(Db db)
    {
        var house = await House.Open(db);
        var anna = await house.Customer("Anna", "anna@old.example");
        await house.Customer("Bert", "bert@other.example");
        using var phone = await Phone.SignedIn(house, "anna@old.example");
        var (asked, taken) = ((await phone.Post("me/email", new { email = "anna@new.example" })).Expect(202), (await phone.Post("me/email", new { email = "bert@other.example" })).Expect(202));

        (await phone.Post($"me/email/{taken["challenge"]}", new { code = await house.CodeTo("bert@other.example") })).ExpectProblem(409, "email-belongs-to").Text.Should().NotContain("Bert");
        ((string)(await house.CustomerNow(anna))["email"]!).Should().Be("anna@old.example");
        (await phone.Post($"me/email/{asked["challenge"]}", new { code = await house.CodeTo("anna@new.example") })).Expect(200);

        var now = await house.CustomerNow(anna);
        ((string)now["email"]!, (string)now["emailState"]!).Should().Be(("anna@new.example", "verified"));
        (await phone.Get("me/profile")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task A_missed_visit_is_in_sight_and_can_be_objected_to_once(Db db)
    {
        var house = await House.Open(db);
        var (anna, bert) = (await house.Customer("Anna", "anna@missed.example"), await house.Customer("Bert", "bert@missed.example"));
        var (mine, theirs) = (await house.Book(anna, hoursFromNow: -2), await house.Book(bert, hoursFromNow: -4));
        (await house.Business.Post($"bookings/{mine.Id}/no-show")).Expect(200);
        (await house.Business.Post($"bookings/{theirs.Id}/no-show")).Expect(200);
        using var phone = await Phone.SignedIn(house, "anna@missed.example");

        (await phone.Get("me/no-shows")).Expect(200)["items"]!.AsArray().Should().ContainSingle().Which!["bookingId"]!.ToString().Should().Be(mine.Id.ToString());
        (await phone.Post($"me/no-shows/{theirs.Id}/objection", new { text = "Not me" })).ExpectProblem(404, "not-found");
        (await phone.Post($"me/no-shows/{mine.Id}/objection", new { text = " " })).ExpectProblem(422, "validation");
        var page = (await phone.Open($"/me/bookings/{mine.Id}")).Expect(HttpStatusCode.OK);
        (await phone.Browser.Send(page, "object", ("text", "My train stood still"))).Expect(HttpStatusCode.Redirect);

        (await phone.Open($"/me/bookings/{mine.Id}")).Text.Should().Contain("My train stood still").And.Contain("Somebody will look at it");
        (await phone.Post($"me/no-shows/{mine.Id}/objection", new { text = "Again" })).ExpectProblem(409, "objected-already");
        (await house.Business.Get($"customers/{anna}/no-show-strikes")).Expect(200).Text.Should().Contain("My train stood still");
    }

    [Fact, Trait("Criterion", "S3-19")]
    public async Task Nothing_of_the_guests_network_or_device_is_kept_or_shown()
    {
        var house = await House.Open(Db.Sqlite);
        var anna = await house.Customer("Anna", "anna@canary.example");
        var booking = await house.Book(anna);
        using var phone = new Phone(house);
        phone.Browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.77");
        phone.Browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CanaryPhone/77");
        (await phone.Post("sign-in-links", new { email = "anna@canary.example" })).Expect(202);
        (await phone.Browser.Send(await phone.Browser.Open(await house.LinkTo("anna@canary.example")), "enter")).Expect(HttpStatusCode.Redirect);
        (await phone.Post($"me/bookings/{booking.Id}/cancel")).Expect(200);

        foreach (var path in new[] { $"customers/{anna}", $"bookings/{booking.Id}", $"audit?subject={anna}", $"audit?subject={booking.Id}", $"messages?customerId={anna}" })
            (await house.Business.Get(path)).Expect(200).Text.Should().NotContainAny("203.0.113", "CanaryPhone");
        (await phone.Get("me/data.json")).Expect(200).Text.Should().NotContainAny("203.0.113", "CanaryPhone");
        var columns = house.Business.Platform.Services.CreateScope().ServiceProvider.GetRequiredService<GuestAppDb>().Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => property.Name);
        columns.Should().NotContain(name => name.Contains("Ip", StringComparison.Ordinal) || name.Contains("Agent", StringComparison.Ordinal) || name.Contains("Device", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task One_press_signs_out_everywhere(Db db)
    {
        var house = await House.Open(db);
        await house.Customer("Anna", "anna@everywhere.example");
        using var one = await Phone.SignedIn(house, "anna@everywhere.example");
        using var two = await Phone.SignedIn(house, "anna@everywhere.example");
        (await one.Browser.Send(await one.Open("/me/details"), "everywhere")).Expect(HttpStatusCode.Redirect);
        (await one.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
        (await two.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
    }

    [Fact]
    public async Task The_app_can_be_installed_and_has_a_page_without_a_network()
    {
        var house = await House.Open(Db.Sqlite);
        await house.Customer("Anna", "anna@install.example");
        using var phone = await Phone.SignedIn(house, "anna@install.example");
        var link = (await phone.Open("/me")).Document.QuerySelector("link[rel=manifest]")!.GetAttribute("href")!;
        var manifest = JsonNode.Parse(await phone.Browser.Http.GetStringAsync(link))!;
        ((string)manifest["start_url"]!, (string)manifest["display"]!).Should().Be(($"/g/{house.Business.Slug}/me", "standalone"));
        using var worker = await phone.Browser.Http.GetAsync($"/g/{house.Business.Slug}/sw.js");
        worker.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
        (await worker.Content.ReadAsStringAsync()).Should().Contain($"/g/{house.Business.Slug}/offline");
        (await phone.Open("/offline")).Expect(HttpStatusCode.OK).Heading.Should().Be("No connection");
    }

    [Fact]
    public void Every_language_has_the_same_words()
    {
        var words = GuestWords.Of(typeof(GuestAppModule).Assembly);
        foreach (var language in GuestWords.Languages)
            words.Keys(language).Should().BeEquivalentTo(words.Keys("en"), language);
    }
}
