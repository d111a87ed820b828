using System.Net;
using System.Net.Http.Json;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Guests;

/// <summary>Blocks, flags, accounts and proofs through the guest's door.</summary>
public sealed class WhoMayBook
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S3-12"), Trait("Criterion", "S3-29"), Trait("Criterion", "S3-30")]
    public async Task A_blocked_guest_reads_a_neutral_sentence_by_every_way_and_others_notice_nothing(Db db)
    {
        var house = await Desk.Open(db);
        (await house.Business.Put("no-show-settings", new { advanced = true })).Expect(200);
        using var guest = new Caller(house);
        var booked = await guest.Book("Bo", "Blocked", "bo@blocked.example");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(booked)))["customerId"]!;
        (await house.Business.Put($"customers/{id}/online-block", new { reason = "Did not come twice" })).Expect(200);
        (await house.Business.Put($"customers/{id}/email", new { email = "bo.new@blocked.example" })).Expect(200);
        var before = (await BookingByThemselves.Bookings(house)).Count;

        foreach (var email in new[] { "bo.new@blocked.example", "BO@blocked.example" })
        {
            var refused = (await guest.Confirm(await guest.AtDetails(house.SomeDay.AddDays(1)), Caller.Person("Bo", "Blocked", email))).Expect(HttpStatusCode.Forbidden);
            refused.Text.Should().Contain("This booking cannot be made online").And.NotContainAny("block", "Did not come", "no-show");
            using var api = await guest.Http.PostAsJsonAsync($"{guest.Root}/bookings", new { serviceId = house.Massage, startsAt = Desk.At(house.SomeDay, "15:00"), customer = new { firstName = "Bo", lastName = "Blocked", email } });
            api.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            (await api.Content.ReadAsStringAsync()).Should().Contain("online-blocked").And.NotContain("Did not come");
        }

        (await BookingByThemselves.Bookings(house)).Should().HaveCount(before);
        var other = await guest.Book("Olga", "Other", "olga@other.example", house.SomeDay.AddDays(1));
        other.Text.Should().Contain("You are booked").And.NotContainAny("Blocked", "block");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-14"), Trait("Criterion", "S2-26"), Trait("Criterion", "S2-8")]
    public async Task A_flagged_guests_new_booking_carries_the_alert_and_no_guest_ever_reads_it(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);
        var first = await guest.Book("Fia", "Flagged", "fia@flagged.example");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(first)))["customerId"]!;
        (await house.Business.Put($"customers/{id}/alert", new { message = "Secret of the house" })).Expect(200);
        (await house.Business.Put("settings/customers", new { registration = "never" })).Expect(200);

        var details = await guest.AtDetails(house.SomeDay.AddDays(1));
        var booked = await guest.Open((await guest.Confirm(details, Caller.Person("Fia", "Flagged", "fia@flagged.example"))).Location!);

        var made = await BookingByThemselves.Single(house, Caller.CodeOf(booked));
        ((string)made["alert"]!["text"]!).Should().Be("Secret of the house", "it stays although nobody registers any more");
        new[] { details, booked, await guest.Open(first.Address), await guest.Open() }.Should().OnlyContain(page => !page.Html.Contains("Secret"));
        (await house.Business.Put($"customers/{id}/alert", new { message = "Another" })).ExpectProblem(409, "flagging-unavailable");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-5")]
    public async Task Where_guests_register_the_first_booking_takes_a_password_that_opens_nothing_to_strangers(Db db)
    {
        var house = await Desk.Open(db);
        (await house.Business.Put("settings/customers", new { registration = "required" })).Expect(200);
        using var guest = new Caller(house);
        var details = await guest.AtDetails();

        var without = (await guest.Confirm(details, Caller.Person("Rita", "Reg", "rita@reg.example"))).Expect(HttpStatusCode.UnprocessableEntity);
        without.ErrorOf("password").Should().Be("Choose a password.");
        var tooShort = (await guest.Confirm(without, [.. Caller.Person("Rita", "Reg", "rita@reg.example"), ("password", "short")])).Expect(HttpStatusCode.UnprocessableEntity);
        tooShort.ErrorOf("password").Should().Contain("10");
        tooShort.Html.Should().NotContain("\"short\"");
        var booked = await guest.Open((await guest.Confirm(tooShort, [.. Caller.Person("Rita", "Reg", "rita@reg.example"), ("password", "long enough for me")])).Expect(HttpStatusCode.Redirect).Location!);
        booked.Text.Should().Contain("sign in with your email and your password");

        using var thief = new Caller(house);
        await thief.Book("Rita", "Reg", "rita@reg.example", house.SomeDay.AddDays(1), ("password", "the thief's own one"));
        (await SignIn(thief, "rita@reg.example", "the thief's own one")).Should().Be(HttpStatusCode.UnprocessableEntity, "only the first booking chooses the password");
        (await SignIn(guest, "rita@reg.example", "long enough for me")).Should().Be(HttpStatusCode.Accepted, "it is right, and the address is still to be proven");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(booked)))["customerId"]!;
        (await house.Business.Put($"customers/{id}/alert", new { message = "Flagged" })).Expect(200);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-6"), Trait("Criterion", "S2-7")]
    public async Task On_return_the_address_is_proven_by_a_code_and_known_and_unknown_read_the_same(Db db)
    {
        var house = await Desk.Open(db);
        using var guest = new Caller(house);

        var first = await guest.Book("Kay", "Known", "kay@known.example");
        (await guest.CodesMailedTo("kay@known.example")).Should().Be(0, "nobody proves anything at a first booking");
        var second = await guest.Book("Kay", "Known", "kay@known.example", house.SomeDay.AddDays(1));
        using var stranger = new Caller(house);
        var unknown = await stranger.Book("Una", "Unknown", "una@unknown.example", house.SomeDay.AddDays(1));

        Told(second).Should().Be(Told(unknown)).And.Be(Told(first));
        var proven = await guest.Send(second, "code", ("code", await guest.MailedCode("kay@known.example")));
        proven.Expect(HttpStatusCode.OK).Text.Should().Contain("Your address is confirmed");
        (await stranger.Send(unknown, "code", ("code", "123456"))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("code").Should().Contain("wrong, used or too old");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(first)))["customerId"]!;
        ((string)(await house.Business.Get($"customers/{id}")).Expect(200)["emailState"]!).Should().Be("verified");
        (await house.Business.Put($"customers/{id}/alert", new { message = "Flagged" })).Expect(200);

        (await house.Business.Put("settings/customers", new { registration = "never" })).Expect(200);
        using var third = new Caller(house);
        (await third.Book("Kay", "Known", "kay@known.example", house.SomeDay.AddDays(2))).Document.QuerySelector("[name=code]").Should().BeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-28")]
    public async Task A_signed_in_guests_details_are_filled_in_and_locked_and_a_placeholder_is_nobody(Db db)
    {
        var house = await Desk.Open(db);
        var known = await house.Customer("Lena", "Locked", "lena@locked.example");
        var nobody = await house.Customer("Nora", "Noemail");
        var placeholder = (string)(await house.Business.Get($"customers/{nobody}")).Expect(200)["placeholderEmail"]!;
        using var guest = new Caller(house);
        var who = (await guest.Open((await guest.AtDetails()).Address + "&known=1")).Expect(HttpStatusCode.OK);
        (await guest.Send(who, "who", ("email", placeholder))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("email").Should().Contain("not an email address");
        (await guest.Confirm(await guest.AtDetails(house.SomeDay.AddDays(1)), Caller.Person("Nora", "Noemail", placeholder))).Expect(HttpStatusCode.UnprocessableEntity);

        var code = (await guest.Send(who, "who", ("email", "lena@locked.example"))).Expect(HttpStatusCode.OK);
        var details = (await guest.Send(code, "code", ("code", await guest.MailedCode("lena@locked.example")))).Expect(HttpStatusCode.OK);

        details.Document.QuerySelector(".locked")!.TextContent.Should().Contain("Lena Locked");
        details.Document.QuerySelector("[name='customer.email']").Should().BeNull();
        var booked = await guest.Open((await guest.Confirm(details, ("notes", "By the window"))).Expect(HttpStatusCode.Redirect).Location!);
        ((Guid)(await BookingByThemselves.Single(house, Caller.CodeOf(booked)))["customerId"]!).Should().Be(known);
        using var altered = await guest.Http.PostAsJsonAsync($"{guest.Root}/bookings", new { serviceId = house.Massage, startsAt = Desk.At(house.SomeDay, "16:00"), customer = new { firstName = "Somebody", lastName = "Else" } });
        altered.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity, "what is locked on the page is refused by the server");
        (await guest.Open((await guest.AtDetails(house.SomeDay.AddDays(1))).Address + "&as=other")).Document.QuerySelector("[name='customer.email']").Should().NotBeNull("they may book as somebody else");
    }

    [Theory, OnEveryDatabase]
    public async Task A_service_for_known_guests_asks_for_a_proof_and_takes_no_strangers(Db db)
    {
        var house = await Desk.Open(db);
        (await house.Business.Patch($"services/{house.Massage}", new { isForKnownGuests = true })).Expect(200);
        var known = await house.Customer("Vera", "Visitor", "vera@visitor.example");
        using var guest = new Caller(house);
        var asked = await guest.AtDetails();
        asked.Form("who").Should().NotBeNull();
        using var api = await guest.Http.PostAsJsonAsync($"{guest.Root}/bookings", new { serviceId = house.Massage, startsAt = Desk.At(house.SomeDay, "15:00"), customer = new { firstName = "Vera", lastName = "Visitor", email = "vera@visitor.example" } });
        api.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await api.Content.ReadAsStringAsync()).Should().Contain("known-guests-only");

        var (mine, strange) = (await guest.Send(asked, "who", ("email", "vera@visitor.example")), await guest.Send(asked, "who", ("email", "nemo@nowhere.example")));
        (mine.Status, mine.Heading).Should().Be((strange.Status, strange.Heading), "nobody learns who is known");
        var details = await guest.Send(mine, "code", ("code", await guest.MailedCode("vera@visitor.example")));
        var booked = await guest.Open((await guest.Confirm(details)).Expect(HttpStatusCode.Redirect).Location!);

        ((Guid)(await BookingByThemselves.Single(house, Caller.CodeOf(booked)))["customerId"]!).Should().Be(known);
    }

    [Theory, OnEveryDatabase]
    public async Task A_variant_of_a_blocked_address_is_let_in_only_with_a_code(Db db)
    {
        var house = await Desk.Open(db);
        (await house.Business.Put("no-show-settings", new { advanced = true })).Expect(200);
        using var guest = new Caller(house);
        var first = await guest.Book("Max", "Maker", "max.maker@variant.example");
        var id = (string)(await BookingByThemselves.Single(house, Caller.CodeOf(first)))["customerId"]!;
        (await house.Business.Put($"customers/{id}/online-block", new { reason = "Fake bookings" })).Expect(200);

        var asked = (await guest.Confirm(await guest.AtDetails(house.SomeDay.AddDays(1)), Caller.Person("Maxi", "Maker", "max.maker7@variant.example"))).Expect(HttpStatusCode.OK);
        asked.Heading.Should().Be("Enter the code");
        (await guest.Send(asked, "code", ("code", "nonsense"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await BookingByThemselves.Bookings(house)).Should().ContainSingle();
        var details = (await guest.Send(asked, "code", ("code", await guest.MailedCode("max.maker7@variant.example")))).Expect(HttpStatusCode.OK);
        details.Document.QuerySelector("[name='customer.firstName']")!.GetAttribute("value").Should().Be("Maxi", "nothing is asked twice");

        (await guest.Confirm(details, ("customer.firstName", "Maxi"), ("customer.lastName", "Maker"))).Expect(HttpStatusCode.Redirect);
        (await BookingByThemselves.Bookings(house)).Should().HaveCount(2);
    }

    private static async Task<HttpStatusCode> SignIn(Caller guest, string email, string password)
    {
        using var answer = await guest.Http.PostAsJsonAsync($"{guest.Root}/sign-in", new { email, password });
        return answer.StatusCode;
    }

    /// <summary>What the confirmation says, without the code and the day of the booking.</summary>
    private static string Told(Shown page) => string.Join(" | ", page.Document.QuerySelectorAll("main h1, main p, main label, main button").Select(part => part.TextContent.Trim()));
}
