using System.Net;
using System.Security.Cryptography;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Staff come in by the identity provider of their business, a real one on a socket; and nobody else does.</summary>
[Trait("Criterion", "H-1")]
public sealed class SingleSignOn
{
    /// <summary>One house for everything that lets nobody in.</summary>
    private static readonly Lazy<Task<SignOnHouse>> Shared = new(() => SignOnHouse.Open(Db.Sqlite));

    [Theory, OnEveryDatabase]
    public async Task Somebody_invited_comes_in_by_the_provider_and_is_known_by_their_account_there_from_then_on(Db db)
    {
        await using var house = await SignOnHouse.Open(db);
        var email = $"ines@{house.Business.Slug}.example";
        await house.Invite(email, "FrontDesk");
        house.Provider.Person["email"] = email;
        using var desk = new Desk(house.Business.Platform);
        using var later = new Desk(house.Business.Platform);

        var first = await house.SignIn(desk, "/customers");
        house.Provider.Person["email"] = "ines.married@elsewhere.example";
        house.Provider.Person["email_verified"] = false;
        var second = await house.SignIn(later);

        first.Expect(HttpStatusCode.Redirect).Location.Should().Be("/customers", "that is where she wanted to go");
        (await desk.Open("/customers")).Expect(HttpStatusCode.OK);
        (await desk.Open("/settings/team")).Location.Should().Contain("/not-allowed", "she is what the invitation says");
        second.Expect(HttpStatusCode.Redirect).Location.Should().Be("/");
        (await later.Open("/account")).Text.Should().Contain("by single sign-on");
        var audit = (await house.Business.Get("audit")).Text;
        audit.Should().Contain("Ines Invited joined the team as Front desk").And.Contain("Ines Invited signed in by 127.0.0.1.");
    }

    [Theory]
    [InlineData("nonce", "sign-on-not-genuine")]
    [InlineData("audience", "sign-on-wrong-audience")]
    [InlineData("issuer", "sign-on-wrong-issuer")]
    [InlineData("expired", "sign-on-expired")]
    [InlineData("none", "sign-on-not-genuine")]
    [InlineData("foreign key", "sign-on-not-genuine")]
    [InlineData("our secret as the key", "sign-on-not-genuine")]
    [InlineData("refused", "sign-on-provider-refused")]
    [InlineData("unverified", "sign-on-email-unverified")]
    [InlineData("says nothing of verified", "sign-on-email-unverified")]
    [InlineData("other domain", "sign-on-domain")]
    [InlineData("unknown person", "sign-on-unknown")]
    public async Task What_is_not_in_order_lets_nobody_in_and_is_told_in_words(string fault, string code)
    {
        var house = await Shared.Value;
        house.Provider.Mend(house.Business.OwnerEmail);
        house.Provider.Person["sub"] = "the owner";
        using var desk = new Desk(house.Business.Platform);
        using var control = new Desk(house.Business.Platform);
        (await house.SignIn(control)).Location.Should().Be("/", "without the fault it works");
        Break(house, fault);

        var refused = await house.SignIn(desk);

        refused.Expect(HttpStatusCode.Redirect).Location.Should().Be($"/sign-in/with/{house.Business.Slug}?failed={code}");
        (await desk.Open("/settings")).Location.Should().StartWith("/sign-in");
        var page = (await desk.Open(refused.Location!)).Expect(HttpStatusCode.OK);
        page.Document.QuerySelector("[role=alert]")!.TextContent.Trim().Length.Should().BeGreaterThan(40, "a sentence says what to do");
    }

    private static void Break(SignOnHouse house, string fault)
    {
        var (provider, person) = (house.Provider, house.Provider.Person);
        // Everything about a person is judged at their first time; the others spoil a token of somebody known.
        if (fault is "unverified" or "says nothing of verified" or "other domain" or "unknown person")
            person["sub"] = "somebody else";
        switch (fault)
        {
            case "unverified": person["email_verified"] = false; break;
            case "says nothing of verified": person.Remove("email_verified"); break;
            case "other domain": person["email"] = "owner@elsewhere.example"; break;
            case "unknown person": person["email"] = $"nobody@{house.Business.Slug}.example"; break;
            case "nonce": provider.Spoil = token => token["nonce"] = "of another sign-in"; break;
            case "audience": provider.Spoil = token => token["aud"] = "another-program"; break;
            case "issuer": provider.Spoil = token => token["iss"] = "https://login.elsewhere.example"; break;
            case "expired": provider.Spoil = token => token["exp"] = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds(); break;
            case "none": provider.Signing = ("none", _ => []); break;
            case "foreign key": provider.Key = RSA.Create(2048); break;
            case "our secret as the key": provider.Signing = ("HS256", text => HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(IdentityProvider.ClientSecret), text)); break;
            default: provider.Refuses = true; break;
        }
    }

    [Fact]
    public async Task What_was_begun_in_one_browser_is_not_finished_in_another_nor_twice_nor_at_another_business()
    {
        await using var house = await SignOnHouse.Open(Db.Sqlite);
        await using var other = await SignOnHouse.Open(Db.Sqlite, house.Provider);
        house.Provider.Person["email"] = house.Business.OwnerEmail;
        using var desk = new Desk(house.Business.Platform);
        using var attacker = new Desk(house.Business.Platform);
        var back = await house.Begin(desk);

        var stolen = await attacker.Open(back.PathAndQuery);
        var elsewhere = await desk.Open(back.PathAndQuery.Replace(house.Business.Slug, other.Business.Slug, StringComparison.Ordinal));
        var right = await desk.Open(back.PathAndQuery);
        var again = await desk.Open(back.PathAndQuery);

        stolen.Location.Should().EndWith("failed=sign-on-elsewhere");
        elsewhere.Location.Should().EndWith("failed=sign-on-elsewhere");
        right.Location.Should().Be("/");
        again.Location.Should().EndWith("failed=sign-on-elsewhere");
        back.GetLeftPart(UriPartial.Authority).Should().Be(PlatformSettings.PublicAddress, "the way back is built from the configured address");
    }

    [Theory, OnEveryDatabase]
    public async Task The_provider_of_one_business_opens_no_other_whoever_it_says_has_come(Db db)
    {
        var victim = await (await Testing.Platform.On(db)).NewBusiness();
        await using var evil = await SignOnHouse.Open(db, domains: "");
        await evil.Invite(victim.OwnerEmail, "Manager");
        evil.Provider.Person["email"] = victim.OwnerEmail;
        using var desk = new Desk(victim.Platform);

        (await evil.SignIn(desk)).Location.Should().Be("/");
        var account = (await desk.Open("/account")).Expect(HttpStatusCode.OK);
        var moved = await desk.SendTo("/switch-business", account, ("business", victim.Id.ToString()));

        account.Text.Should().Contain(evil.Business.Slug).And.NotContain(victim.Slug);
        moved.Expect(HttpStatusCode.NotFound);
        using var own = await Desk.Of(victim);
        (await own.Open("/settings/team")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnEveryDatabase]
    public async Task Where_it_is_the_only_way_passwords_open_the_business_to_its_owners_alone(Db db)
    {
        await using var house = await SignOnHouse.Open(db);
        var clerk = await house.Business.Platform.NewStaff(house.Business, "FrontDesk");
        using var before = await Desk.Of(house.Business, clerk);
        using var owner = await Desk.Of(house.Business);
        var invited = await house.Invite($"new@{house.Business.Slug}.example", "FrontDesk");

        await house.Save(owner, ("isOnlyWay", "true"));
        using var desk = new Desk(house.Business.Platform);
        var sent = await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", clerk), ("password", TestBusiness.Password));
        var join = await desk.Open(invited);
        house.Provider.Person["email"] = clerk;
        var came = await house.SignIn(desk);

        (await before.Open("/customers")).Location.Should().StartWith("/sign-in", "a session that began by password ends");
        sent.Location.Should().StartWith($"/sign-in/with/{house.Business.Slug}?failed=sign-on-only-way");
        join.Document.QuerySelector($"a[href='/sign-in/with/{house.Business.Slug}']").Should().NotBeNull("no password is made there");
        came.Location.Should().Be("/");
        (await desk.Open("/customers")).Expect(HttpStatusCode.OK);
        (await owner.Open("/settings/sign-on")).Expect(HttpStatusCode.OK, "an owner gets in when the provider does not");
    }

    [Fact]
    public async Task Nobody_becomes_an_owner_by_it_and_whoever_was_removed_stays_out()
    {
        await using var house = await SignOnHouse.Open(Db.Sqlite);
        await house.Invite($"second@{house.Business.Slug}.example", "Owner");
        house.Provider.Person["email"] = $"second@{house.Business.Slug}.example";
        using var desk = new Desk(house.Business.Platform);
        (await house.SignIn(desk)).Location.Should().EndWith("failed=sign-on-owner-invitation");
        await house.Invite($"clerk@{house.Business.Slug}.example", "FrontDesk");
        house.Provider.Person["email"] = $"clerk@{house.Business.Slug}.example";
        (await house.SignIn(desk)).Location.Should().Be("/");
        using var owner = await Desk.Of(house.Business);
        var place = (await owner.Open("/settings/team")).Document.QuerySelectorAll("a[href^='/settings/team/']").Select(link => link.GetAttribute("href")!).ToList();

        foreach (var page in place)
            if ((await owner.Open(page)) is var shown && shown.Text.Contains("Ines Invited", StringComparison.Ordinal))
                (await owner.Send(shown, "remove")).Expect(HttpStatusCode.Redirect);

        (await desk.Open("/customers")).Location.Should().StartWith("/sign-in");
        (await house.SignIn(desk)).Location.Should().EndWith("failed=sign-on-unknown");
        (await house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<AccountsDb>().Memberships.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task An_address_that_was_given_to_somebody_else_does_not_get_their_account()
    {
        await using var house = await SignOnHouse.Open(Db.Sqlite);
        house.Provider.Person["email"] = house.Business.OwnerEmail;
        using var desk = new Desk(house.Business.Platform);
        (await house.SignIn(desk)).Location.Should().Be("/");

        house.Provider.Person["sub"] = "a successor at the same address";

        using var other = new Desk(house.Business.Platform);
        (await house.SignIn(other)).Location.Should().EndWith("failed=sign-on-other-account");
    }

    [Theory]
    [InlineData(false, false, "/sign-in/code")]
    [InlineData(false, true, "/sign-in/code")]
    [InlineData(true, false, "/sign-in/code")]
    [InlineData(true, true, "/")]
    public async Task Our_second_step_is_asked_for_unless_the_owner_trusts_theirs_and_they_took_one(bool isTrusted, bool isTaken, string onward)
    {
        await using var house = await SignOnHouse.Open(Db.Sqlite);
        using var owner = await Desk.Of(house.Business);
        await house.Save(owner, ("trustsSecondStep", isTrusted ? "true" : "false"));
        await house.Business.Platform.Inside(house.Business, services => services.GetRequiredService<AccountsDb>().Staff.Where(person => person.Email == house.Business.OwnerEmail)
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.TwoFactorEnabled, true)));
        house.Provider.Person["email"] = house.Business.OwnerEmail;
        house.Provider.Person["amr"] = isTaken ? new[] { "pwd", "mfa" } : ["pwd"];
        using var desk = new Desk(house.Business.Platform);

        (await house.SignIn(desk)).Location.Should().StartWith(onward);

        (await desk.Open("/settings")).Status.Should().Be(onward == "/" ? HttpStatusCode.OK : HttpStatusCode.Redirect);
    }
}
