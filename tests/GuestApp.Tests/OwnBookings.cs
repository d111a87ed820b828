using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>What guests see of their bookings, and change by themselves.</summary>
public sealed class OwnBookings
{
    [Theory, OnEveryDatabase]
    public async Task A_guest_cancels_within_the_policy_and_only_their_own(Db db)
    {
        var house = await House.Open(db);
        var (anna, bert) = (await house.Customer("Anna", "anna@own.example"), await house.Customer("Bert", "bert@own.example"));
        var (mine, soon, theirs) = (await house.Book(anna), await house.Book(anna, hoursFromNow: 3), await house.Book(bert));
        using var phone = new Phone(house);
        (await phone.Post($"me/bookings/{mine.Id}/cancel")).ExpectProblem(401, "sign-in-first");
        using var annas = await Phone.SignedIn(house, "anna@own.example");

        (await annas.Post($"me/bookings/{theirs.Id}/cancel")).ExpectProblem(404, "not-found");
        (await annas.Post($"me/bookings/{soon.Id}/cancel")).ExpectProblem(409, "too-late");
        ((string)(await annas.Post($"me/bookings/{mine.Id}/cancel")).Expect(200)["status"]!).Should().Be("cancelled");
        (await annas.Post($"me/bookings/{mine.Id}/cancel")).ExpectProblem(409, "wrong-state");

        (await annas.Bookings()).Should().HaveCount(2, "a cancelled booking stays in sight");
        ((string)(await house.Business.Get($"bookings/{mine.Id}")).Expect(200)["status"]!).Should().Be("cancelled");
        ((string)(await house.Business.Get($"bookings/{theirs.Id}")).Expect(200)["status"]!).Should().Be("booked");
        (await house.Business.Put("guest-policy", new { cancelHours = (int?)1, moveHours = (int?)null })).Expect(200);
        (await annas.Post($"me/bookings/{soon.Id}/cancel")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task One_address_at_two_businesses_is_two_guests(Db db)
    {
        var (house, other) = (await House.Open(db), await House.Open(db));
        await house.Customer("Anna", "anna@two.example");
        var there = await other.Book(await other.Customer("Anna", "anna@two.example"));
        using var phone = await Phone.SignedIn(house, "anna@two.example");
        using var elsewhere = await Phone.SignedIn(other, "anna@two.example");

        (await phone.Bookings()).Should().BeEmpty();
        (await elsewhere.Bookings()).Should().ContainSingle();
        (await phone.Post($"me/bookings/{there.Id}/cancel")).ExpectProblem(404, "not-found");
        (await phone.Open($"/me/bookings/{there.Id}")).Expect(HttpStatusCode.NotFound);
        using var stolen = new HttpRequestMessage(HttpMethod.Get, $"/g/{house.Business.Slug}/me/bookings");
        stolen.Headers.Add("Cookie", $"guest={elsewhere.Token}");
        using var client = house.Business.Platform.Client();
        (await client.SendAsync(stolen)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "a session belongs to one business");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S3-29")]
    public async Task A_guest_moves_to_a_free_time_and_a_blocked_one_is_told_to_call(Db db)
    {
        var house = await House.Open(db);
        (await house.Business.Put("no-show-settings", new { advanced = true })).Expect(200);
        var anna = await house.Customer("Anna", "anna@moves.example");
        var booking = await house.Book(anna);
        using var phone = await Phone.SignedIn(house, "anna@moves.example");
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var time = (await phone.Get($"me/bookings/{booking.Id}/times?from={day}")).Expect(200)["items"]!.AsArray()[3]!;

        var moved = (await phone.Post($"me/bookings/{booking.Id}/move", new { startsAt = (string)time["startsAt"]!, resourceId = (string)time["resourceId"]! })).Expect(200);

        moved["startsAt"]!.ToString().Should().Be((string)time["startsAt"]!);
        (await phone.Post($"me/bookings/{booking.Id}/move", new { })).ExpectProblem(422, "validation");
        var page = (await phone.Open($"/me/bookings/{booking.Id}/move?from={day}")).Expect(HttpStatusCode.OK);
        var other = page.Document.QuerySelectorAll("input[name=to]")[7].GetAttribute("value")!;
        (await phone.Browser.Send(page, "move", ("to", other))).Expect(HttpStatusCode.Redirect).Location.Should().EndWith("?moved=1");
        (await house.Business.Put($"customers/{anna}/online-block", new { reason = "Did not come twice" })).Expect(200);
        (await phone.Post($"me/bookings/{booking.Id}/move", new { startsAt = (string)time["startsAt"]! })).ExpectProblem(403, "online-blocked");
        (await phone.Post($"me/bookings/{booking.Id}/cancel")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task The_pages_do_the_same_without_script(Db db)
    {
        var house = await House.Open(db);
        var anna = await house.Customer("Anna", "anna@pages.example");
        var booking = await house.Book(anna);
        using var stranger = new Phone(house);
        (await stranger.Open("/me")).Location.Should().Be($"/g/{house.Business.Slug}/sign-in");
        (await stranger.Open($"/me/bookings/{booking.Id}")).Location.Should().Be($"/g/{house.Business.Slug}/sign-in");
        using var phone = await Phone.SignedIn(house, "anna@pages.example");

        (await phone.Open("/me?lang=de")).Expect(HttpStatusCode.OK).Heading.Should().Be("Meine Buchungen");
        var page = (await phone.Open($"/me/bookings/{booking.Id}")).Expect(HttpStatusCode.OK);
        (await phone.Browser.Send(page, "cancel")).Expect(HttpStatusCode.Redirect);
        (await phone.Open($"/me/bookings/{booking.Id}")).Text.Should().Contain("Storniert");
        (await phone.Browser.Send(page, "cancel")).Status.Should().Be(HttpStatusCode.Redirect, "a second press is answered like the first");
        var start = await phone.Open("/me");
        (await phone.Browser.Send(start, "sign-out")).Expect(HttpStatusCode.Redirect);
        (await phone.Open("/me")).Location.Should().EndWith("/sign-in");
    }
}
