using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

public sealed class SigningIn
{
    [Theory, OnEveryDatabase]
    public async Task A_link_from_the_mailbox_signs_in_once_and_proves_the_address(Db db)
    {
        var house = await House.Open(db);
        var anna = await house.Customer("Anna", "anna@signin.example");
        var booking = await house.Book(anna);
        using var phone = new Phone(house);
        (await phone.Get("me/bookings")).ExpectProblem(401, "sign-in-first");

        (await phone.Post("sign-in-links", new { email = " Anna@SignIn.example " })).Expect(202).Bytes.Should().BeEmpty();
        var link = await house.LinkTo("Anna@SignIn.example");
        var page = (await phone.Browser.Open(link)).Expect(HttpStatusCode.OK);
        (await phone.Browser.Open(link)).Expect(HttpStatusCode.OK);
        var entered = await phone.Browser.Send(page, "enter");

        entered.Location.Should().Be($"/g/{house.Business.Slug}/me");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("guest=", StringComparison.Ordinal));
        cookie.ToLowerInvariant().Should().ContainAll("httponly", "samesite=lax", $"path=/g/{house.Business.Slug}", "max-age=");
        (await phone.Bookings()).Should().ContainSingle().Which["code"]!.ToString().Should().Be((string)booking["code"]!);
        ((string)(await house.CustomerNow(anna))["emailState"]!).Should().Be("verified");
        (await house.History(anna)).Should().Contain(line => line.Contains("proved to read the mail"));
        using var stranger = new Phone(house);
        var gone = (await stranger.Browser.Open(link)).Expect(HttpStatusCode.Gone);
        gone.Text.Should().Contain("not valid any more");
        (await stranger.Browser.Send(gone, "enter")).Expect(HttpStatusCode.Conflict);
        (await stranger.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-28")]
    public async Task A_placeholder_is_no_login_and_an_unknown_address_is_answered_like_a_known_one(Db db)
    {
        var house = await House.Open(db);
        var nobody = await house.Customer("Nora", null);
        var placeholder = (string)(await house.CustomerNow(nobody))["placeholderEmail"]!;
        await house.Customer("Kay", "kay@known.example");
        using var phone = new Phone(house);

        foreach (var path in new[] { "sign-in-links", "sign-in-codes" })
        {
            (await phone.Post(path, new { email = placeholder })).ExpectProblem(422, "email-malformed");
            (await phone.Post(path, new { email = "no address" })).ExpectProblem(422, "email-malformed");
            (await phone.Post(path, new { })).ExpectProblem(422, "email-malformed");
        }

        (await phone.Post("sign-in", new { email = placeholder, password = "correct-horse" })).ExpectProblem(422, "email-malformed");
        var (known, unknown) = (await phone.Post("sign-in-links", new { email = "kay@known.example" }), await phone.Post("sign-in-links", new { email = "nemo@known.example" }));
        (known.Status, known.Text).Should().Be((202, unknown.Text)).And.Be((unknown.Status, known.Text));
        await house.Delivered();
        house.MailsTo("kay@known.example").Should().ContainSingle();
        house.MailsTo("nemo@known.example").Should().BeEmpty();
        house.MailsTo(placeholder).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_code_works_once_five_tries_long_and_at_its_own_business_only(Db db)
    {
        var (house, other) = (await House.Open(db), await House.Open(db));
        await house.Customer("Cora", "cora@code.example");
        using var phone = new Phone(house);
        var challenge = (Guid)(await phone.Post("sign-in-codes", new { email = "cora@code.example" })).Expect(202)["challenge"]!;
        var code = await house.CodeTo("cora@code.example");
        var wrong = code == "000000" ? "000001" : "000000";
        using var elsewhere = new Phone(other);

        (await elsewhere.Post($"sign-in-codes/{challenge}", new { code })).ExpectProblem(422, "code-wrong");
        (await phone.Post($"sign-in-codes/{challenge}", new { code = wrong })).ExpectProblem(422, "code-wrong");
        (await phone.Post($"sign-in-codes/{challenge}", new { code = $"{code[..3]} {code[3..]}" })).Expect(200);
        (await phone.Get("me/bookings")).Expect(200);
        (await elsewhere.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
        (await phone.Post($"sign-in-codes/{challenge}", new { code })).ExpectProblem(422, "code-wrong");

        var second = (Guid)(await phone.Post("sign-in-codes", new { email = "cora@code.example" })).Expect(202)["challenge"]!;
        var late = await house.CodeTo("cora@code.example");
        for (var attempt = 0; attempt < 5; attempt++)
            (await phone.Send(HttpMethod.Post, $"sign-in-codes/{second}", new { code = "wrong!" }, request => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString()))).ExpectProblem(422, "code-wrong");
        (await phone.Post($"sign-in-codes/{second}", new { code = late })).ExpectProblem(422, "code-wrong");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-33"), Trait("Criterion", "S1-34")]
    public async Task The_password_set_by_the_link_from_the_desk_signs_in_and_a_placeholder_gets_no_link(Db db)
    {
        var house = await House.Open(db);
        var (pia, nora) = (await house.Customer("Pia", "pia@password.example"), await house.Customer("Nora", null));
        (await house.Business.Post($"customers/{nora}/password-reset")).ExpectProblem(409, "no-mailbox");
        (await house.Business.Post($"customers/{pia}/password-reset")).Expect(202).Text.Should().NotContain("/password/");
        await house.Delivered();
        using var phone = new Phone(house);
        var link = house.MailsTo("pia@password.example")[^1].Text.Split('\n', '\r').Single(line => line.Contains("/password/", StringComparison.Ordinal));
        (await phone.Browser.Send(await phone.Browser.Open(new Uri(link).PathAndQuery), "set-password", ("password", "long enough for me"))).Expect(HttpStatusCode.OK);

        (await phone.Post("sign-in", new { email = "pia@password.example", password = "not the one I set" })).ExpectProblem(422, "sign-in-wrong");
        (await phone.Post("sign-in", new { email = "nobody@password.example", password = "long enough for me" })).ExpectProblem(422, "sign-in-wrong");
        var challenge = (Guid)(await phone.Post("sign-in", new { email = "pia@password.example", password = "long enough for me" })).Expect(202)["challenge"]!;
        (await phone.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
        (await phone.Post($"sign-in-codes/{challenge}", new { code = await house.CodeTo("pia@password.example") })).Expect(200);

        using var later = new Phone(house);
        (await later.Post("sign-in", new { email = "PIA@password.example", password = "long enough for me" })).Expect(200);
        (await later.Get("me/bookings")).Expect(200);
        (await later.Post("sign-out")).Expect(204);
        (await later.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-40")]
    public async Task Two_records_with_one_address_let_nobody_in_until_they_are_merged(Db db)
    {
        var house = await House.Open(db);
        var (one, two) = (await house.Customer("Max", "max@twice.example"), await house.Customer("Maximilian", "max@twice.example"));
        await house.Book(one);
        await house.Book(two);
        using (var phone = new Phone(house))
        {
            (await phone.Post("sign-in-links", new { email = "max@twice.example" })).Expect(202);
            await house.Delivered();
            house.MailsTo("max@twice.example").Where(mail => mail.Text.Contains("/sign-in/", StringComparison.Ordinal)).Should().BeEmpty("nobody knows which of the two it is");
        }

        (await house.Business.Post("merges", new { primaryId = one, otherIds = new[] { two } })).Expect(201);

        using var merged = await Phone.SignedIn(house, "max@twice.example");
        (await merged.Bookings()).Should().HaveCount(2);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_address_or_a_deleted_record_ends_the_sessions_and_one_press_ends_all(Db db)
    {
        var house = await House.Open(db);
        var zoe = await house.Customer("Zoe", "zoe@ends.example");
        using var phone = await Phone.SignedIn(house, "zoe@ends.example");
        (await house.Business.Put($"customers/{zoe}/email", new { email = "zoe.new@ends.example" })).Expect(200);
        (await phone.Get("me/bookings")).ExpectProblem(401, "sign-in-first");

        using var again = await Phone.SignedIn(house, "zoe.new@ends.example");
        (await house.Business.Delete($"customers/{zoe}")).Status.Should().BeLessThan(300);
        (await again.Get("me/bookings")).ExpectProblem(401, "sign-in-first");
    }

    [Theory, OnEveryDatabase]
    public async Task Who_asks_for_link_after_link_is_slowed_down_whether_known_or_not(Db db)
    {
        var house = await House.Open(db);
        await house.Customer("Slow", "slow@brake.example");
        using var phone = new Phone(house);
        foreach (var email in new[] { "slow@brake.example", "nobody@brake.example" })
        {
            for (var attempt = 0; attempt < 5; attempt++)
                (await phone.Post("sign-in-links", new { email })).Expect(202);
            (await phone.Post("sign-in-links", new { email = email.ToUpperInvariant() })).ExpectProblem(429, "too-many-tries");
        }
    }

    [Fact]
    public async Task Links_and_codes_are_worthless_after_their_minutes()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var house = await House.Open(platform);
        await house.Customer("Lena", "lena@late.example");
        using var phone = new Phone(house);
        (await phone.Post("sign-in-links", new { email = "lena@late.example" })).Expect(202);
        var link = await house.LinkTo("lena@late.example");
        var page = await phone.Browser.Open(link);
        var challenge = (Guid)(await phone.Post("sign-in-codes", new { email = "lena@late.example" })).Expect(202)["challenge"]!;
        var code = await house.CodeTo("lena@late.example");

        platform.Clock.Shift(TimeSpan.FromMinutes(11));
        (await phone.Post($"sign-in-codes/{challenge}", new { code })).ExpectProblem(422, "code-wrong");
        platform.Clock.Shift(TimeSpan.FromMinutes(5));
        (await phone.Browser.Send(page, "enter")).Expect(HttpStatusCode.Conflict);
    }
}
