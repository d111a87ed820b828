using System.Net;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>A guest who booked without an email adds one by themselves.</summary>
public sealed class Claiming
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-31"), Trait("Criterion", "S0-36"), Trait("Criterion", "S0-37"), Trait("Criterion", "S0-39")]
    public async Task With_the_slip_and_a_mail_the_guest_has_profile_bookings_and_messages_without_staff_typing(Db db)
    {
        var house = await House.Open(db);
        var nora = await house.Customer("Nora", null, "Noemail");
        var bookings = new[] { await house.Book(nora), await house.Book(nora) };
        var placeholder = (string)(await house.CustomerNow(nora))["placeholderEmail"]!;
        using var phone = new Phone(house);
        (await phone.Post("sign-in-links", new { email = "nora@claims.example" })).Expect(202);
        await house.Delivered();
        house.MailsTo("nora@claims.example").Should().BeEmpty("the bookings are not reachable yet");
        var slip = (await house.Business.Post($"customers/{nora}/claim-slips")).Expect(201);
        var code = (string)slip["code"]!;
        code.Should().MatchRegex("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$");
        ((string)slip["text"]!).Should().Contain(code).And.Contain(PlatformSettings.PublicAddress);

        var sent = (await phone.Post("claim", new { code = code.ToLowerInvariant().Replace('0', 'o').Replace("-", " "), email = "nora@claims.example" })).Expect(202);
        sent.Text.Should().NotContain("Nora");
        (await house.CustomerNow(nora))["email"].Should().BeNull("the address is not proven yet");
        (await phone.Post($"claim/{sent["challenge"]}", new { code = await house.CodeTo("nora@claims.example") })).Expect(200);

        (await phone.Bookings()).Select(booking => (string)booking["code"]!).Should().BeEquivalentTo(bookings.Select(booking => (string)booking["code"]!));
        var now = await house.CustomerNow(nora);
        ((string?)now["email"], (string?)now["emailState"], (string?)now["placeholderEmail"]).Should().Be(("nora@claims.example", "verified", null));
        foreach (var booking in bookings)
            ((bool)(await house.Business.Get($"bookings/{booking.Id}")).Expect(200)["reachable"]!).Should().BeTrue();
        (await house.Business.Get($"audit?subject={nora}")).Expect(200).Text.Should().Contain(placeholder).And.Contain("\"source\":\"guest\"");
        (await house.Business.Get($"customers/{nora}")).Expect(200).Text.Should().NotContain("placeholder.invalid");
        (await phone.Post("claim", new { code, email = "other@claims.example" })).ExpectProblem(422, "code-wrong");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-40")]
    public async Task An_address_of_somebody_else_is_told_to_staff_and_not_to_the_guest(Db db)
    {
        var house = await House.Open(db);
        var (nora, old) = (await house.Customer("Nora", null, "Twice"), await house.Customer("Eleonora", "nora@doubt.example", "Twice"));
        await house.Book(nora);
        var theirs = await house.Book(old);
        var code = (string)(await house.Business.Post($"customers/{nora}/claim-slips")).Expect(201)["code"]!;
        using var phone = new Phone(house);
        var sent = (await phone.Post("claim", new { code, email = "nora@doubt.example" })).Expect(202);

        var claimed = (await phone.Post($"claim/{sent["challenge"]}", new { code = await house.CodeTo("nora@doubt.example") })).Expect(200);

        claimed.Json.AsObject().Select(member => member.Key).Should().Equal("email");
        (await phone.Bookings()).Should().ContainSingle().Which["code"]!.ToString().Should().Be((string)theirs["code"]!);
        (await house.CustomerNow(nora))["email"].Should().BeNull("nothing is merged or overwritten by itself");
        var doubt = (await house.Business.Get("bookings/unreachable")).Expect(200)["doubts"]!.AsArray().Should().ContainSingle().Subject!;
        (((Guid)doubt["customerId"]!), ((Guid)doubt["otherCustomerId"]!)).Should().Be((nora, old));
        using var desk = await Desk.Of(house.Business);
        var page = (await desk.Open("/bookings/unreachable")).Expect(HttpStatusCode.OK);
        page.Html.Should().Contain($"/customers/merge?ids={old}&amp;ids={nora}");
        (await house.Business.Post("merges", new { primaryId = old, otherIds = new[] { nora } })).Expect(201);
        (await house.Business.Get("bookings/unreachable")).Expect(200)["doubts"]!.AsArray().Should().BeEmpty();
        (await phone.Bookings()).Should().HaveCount(2, "merged, both are the guest's");
    }

    [Theory, OnEveryDatabase]
    public async Task A_slip_is_for_who_reaches_nobody_and_its_code_is_worthless_once_staff_added_an_email(Db db)
    {
        var (house, other) = (await House.Open(db), await House.Open(db));
        var (nora, anna) = (await house.Customer("Nora", null), await house.Customer("Anna", "anna@slips.example"));
        (await house.Business.Post($"customers/{anna}/claim-slips")).ExpectProblem(409, "has-email");
        (await house.Business.Post($"customers/{Guid.NewGuid()}/claim-slips")).ExpectProblem(404, "not-found");
        (await other.Business.Post($"customers/{nora}/claim-slips")).ExpectProblem(404, "not-found");
        var code = (string)(await house.Business.Post($"customers/{nora}/claim-slips")).Expect(201)["code"]!;
        using var phone = new Phone(house);
        using var elsewhere = new Phone(other);

        (await elsewhere.Post("claim", new { code, email = "nora@slips.example" })).ExpectProblem(422, "code-wrong");
        (await phone.Post("claim", new { code = "AAAA-AAAA", email = "nora@slips.example" })).ExpectProblem(422, "code-wrong");
        (await phone.Post("claim", new { code })).ExpectProblem(422, "email-malformed");
        (await phone.Post("claim", new { email = "nora@slips.example" })).ExpectProblem(422, "code-wrong");
        (await phone.Post("claim", new { code, email = (string)(await house.CustomerNow(nora))["placeholderEmail"]! })).ExpectProblem(422, "email-malformed");
        (await phone.Post($"claim/{Guid.NewGuid()}", new { code = "123456" })).ExpectProblem(422, "code-wrong");
        var sent = (await phone.Post("claim", new { code, email = "nora@slips.example" })).Expect(202);
        (await house.Business.Put($"customers/{nora}/email", new { email = "nora.staff@slips.example" })).Expect(200);
        (await phone.Post($"claim/{sent["challenge"]}", new { code = await house.CodeTo("nora@slips.example") })).ExpectProblem(422, "code-wrong");
        ((string)(await house.CustomerNow(nora))["email"]!).Should().Be("nora.staff@slips.example");
    }

    [Theory, OnEveryDatabase]
    public async Task Staff_see_who_reaches_nobody_oldest_first_and_print_a_slip(Db db)
    {
        var house = await House.Open(db);
        var (first, second, reached) = (await house.Customer("Nina", null), await house.Customer("Nick", null), await house.Customer("Rea", "rea@list.example"));
        var later = await house.Book(first, days: 9);
        var sooner = await house.Book(second, days: 3);
        await house.Book(reached);
        using var desk = await Desk.Of(house.Business);

        var list = (await house.Business.Get("bookings/unreachable")).Expect(200)["items"]!.AsArray();
        list.Select(item => (Guid)item!["bookingId"]!).Should().Equal(later.Id, sooner.Id);
        (await desk.Open("/bookings")).Html.Should().Contain("/bookings/unreachable");
        (await desk.Open($"/bookings/{later.Id}?tab=customer")).Html.Should().Contain($"/customers/{first}/claim-slip");
        var made = (await desk.Send(await desk.Open($"/customers/{first}/claim-slip"), "claim-slip")).Expect(HttpStatusCode.OK);
        made.Document.QuerySelector("svg.qr path")!.GetAttribute("d").Should().StartWith("M");
        var form = made.Form($"/customers/{first}/claim-slip.pdf");
        var fields = form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await desk.Http.PostAsync($"/customers/{first}/claim-slip.pdf", content);

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.OK, "application/pdf"));
        (await answer.Content.ReadAsByteArrayAsync())[..5].Should().Equal("%PDF-"u8.ToArray());
    }
}
