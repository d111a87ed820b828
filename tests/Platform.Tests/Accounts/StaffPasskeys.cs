using System.Net;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>A finger on one's own device instead of password and code, for this place alone.</summary>
[Trait("Criterion", "H-1")]
public sealed class StaffPasskeys
{
    [Theory, OnEveryDatabase]
    public async Task A_passkey_is_added_after_the_password_and_signs_in_without_any_as_both_steps(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var passkey = new SoftPasskey();
        using var desk = await Desk.Of(business);
        var wrong = await desk.Send(await desk.Open("/account/passkeys/new"), "begin", ("name", "Front desk PC"), ("password", "not-the-password"));
        (await Add(desk, passkey)).Expect(HttpStatusCode.Redirect);

        using var later = new Desk(business.Platform);
        var signedIn = await SignIn(later, passkey);

        wrong.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("password").Should().Contain("not your present password");
        signedIn.Expect(HttpStatusCode.Redirect).Location.Should().Be("/");
        (await later.Open("/account")).Expect(HttpStatusCode.OK).Text.Should().Contain("Front desk PC").And.Contain("This browser");
        (await business.Get("audit")).Text.Should().Contain("Olga Owner added the passkey “Front desk PC”.");
    }

    [Theory, OnEveryDatabase]
    public async Task An_answer_opens_once_and_none_before_it_opens_any_more(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var passkey = new SoftPasskey();
        using var desk = await Desk.Of(business);
        await Add(desk, passkey);
        using var victim = new Desk(business.Platform);
        var (early, page) = (await victim.Open("/sign-in"), await victim.Open("/sign-in"));
        var (earlyAnswer, answer) = (passkey.Show(Options(early)), passkey.Show(Options(page)));

        var first = await Show(victim, page, answer);
        using var thief = new Desk(business.Platform);
        var again = await Show(thief, await thief.Open("/sign-in"), answer, State(page));
        var before = await Show(thief, await thief.Open("/sign-in"), earlyAnswer, State(early));

        first.Expect(HttpStatusCode.Redirect);
        again.Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("does not open an account here");
        before.Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("https://b00k.harbour.example", true, "a page that looks like ours")]
    [InlineData("https://evil.book.harbour.example", true, "a host below ours: browsers let it ask in our name")]
    [InlineData("http://book.harbour.example", true, "not by HTTPS")]
    [InlineData(PlatformSettings.PublicAddress, false, "it asked for no finger, face or PIN")]
    public async Task What_was_answered_to_another_page_or_without_its_owner_opens_nothing(string origin, bool finger, string why)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        using var refused = new SoftPasskey { Origin = origin, AsksForFinger = finger };

        (await Add(desk, refused)).Expect(HttpStatusCode.Conflict, why);

        (await desk.Open("/account")).Text.Should().NotContain("Front desk PC");
    }

    [Fact]
    public async Task A_copied_passkey_a_stale_page_and_a_changed_answer_are_refused()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var passkey = new SoftPasskey { Count = 5 };
        using var desk = await Desk.Of(business);
        await Add(desk, passkey);
        using var other = new Desk(platform);

        passkey.Count = 5;
        (await SignIn(other, passkey)).Expect(HttpStatusCode.UnprocessableEntity, "a device that counts has counted on; a copy has not");
        passkey.Count = 6;
        var page = await other.Open("/sign-in");
        (await Show(other, page, passkey.Show(Options(page)).Replace("\"signature\":\"ME", "\"signature\":\"MF", StringComparison.Ordinal))).Expect(HttpStatusCode.UnprocessableEntity);
        (await Show(other, page, "{")).Expect(HttpStatusCode.UnprocessableEntity);
        (await Show(other, page, passkey.Show(Options(page)), "forged")).Expect(HttpStatusCode.UnprocessableEntity);
        var answer = passkey.Show(Options(page));
        platform.Clock.Shift(TimeSpan.FromMinutes(10));
        (await Show(other, page, answer)).Expect(HttpStatusCode.UnprocessableEntity, "ten minutes are over");
        (await SignIn(other, passkey)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task It_works_while_wrong_passwords_keep_the_account_closed_and_after_the_person_left_no_more()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var passkey = new SoftPasskey();
        var email = await platform.NewStaff(business, "FrontDesk");
        using var fred = await Desk.Of(business, email);
        await Add(fred, passkey);
        using var attacker = await Desk.Of(await platform.NewBusiness());
        for (var attempt = 0; attempt < 10; attempt++)
            await attacker.SendTo("/sign-in", await attacker.Open("/account"), ("_handler", "sign-in"), ("email", email), ("password", "not-the-password"));

        (await SignIn(new Desk(platform), passkey)).Expect(HttpStatusCode.Redirect);
        var member = (string)(await business.Get("team")).Json["items"]!.AsArray().Single(one => (string?)one!["email"] == email)!["id"]!;
        await business.Delete($"team/{member}");
        (await SignIn(new Desk(platform), passkey)).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_renamed_and_removed_by_its_owner_alone_and_removing_signs_others_out(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var business = await platform.NewBusiness();
        using var passkey = new SoftPasskey();
        using var desk = await Desk.Of(business);
        await Add(desk, passkey);
        using var elsewhere = new Desk(platform);
        await SignIn(elsewhere, passkey);
        using var colleague = await Desk.Of(business, await platform.NewStaff(business, "Owner"));
        var address = (await desk.Open("/account")).Document.QuerySelector("a[href^='/account/passkeys/0']")!.GetAttribute("href")!;

        (await colleague.Open(address)).Expect(HttpStatusCode.NotFound);
        (await desk.Send(await desk.Open(address), "rename", ("name", "My <b>phone</b>"))).Expect(HttpStatusCode.Redirect);
        (await desk.Send(await desk.Open(address), "remove", ("password", "not-the-password"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.Open("/settings")).Expect(HttpStatusCode.OK);
        (await desk.Send(await desk.Open(address), "remove", ("password", TestBusiness.Password))).Expect(HttpStatusCode.Redirect);

        (await elsewhere.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
        (await SignIn(new Desk(platform), passkey)).Expect(HttpStatusCode.UnprocessableEntity);
        (await business.Get("audit")).Text.Should().Contain("staff.passkey-renamed").And.Contain("staff.passkey-removed");
    }

    [Fact]
    public async Task What_was_asked_for_one_person_is_not_answered_by_another_and_a_passkey_has_one_owner()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var passkey = new SoftPasskey();
        using var desk = await Desk.Of(business);
        await Add(desk, passkey);
        using var colleague = await Desk.Of(business, await platform.NewStaff(business, "Owner"));
        var asked = await Begin(desk);

        var foreign = await colleague.SendTo("/account/passkeys/new", await colleague.Open("/account"), ("_handler", "add"), ("name", "Mine"), ("state", State(asked)), ("credential", new SoftPasskey().Make(Options(asked))));
        using var copy = new SoftPasskey { Id = passkey.Id };

        foreign.Expect(HttpStatusCode.Conflict);
        (await Add(colleague, copy)).Expect(HttpStatusCode.Conflict, "this id is somebody's");
        (await platform.Inside(business, services => services.GetRequiredService<AccountsDb>().Passkeys.CountAsync(row => row.CredentialId == passkey.Id))).Should().Be(1);
    }

    private static async Task<Shown> Begin(Desk desk) =>
        (await desk.Send(await desk.Open("/account/passkeys/new"), "begin", ("name", "Front desk PC"), ("password", TestBusiness.Password))).Expect(HttpStatusCode.OK);

    private static async Task<Shown> Add(Desk desk, SoftPasskey passkey)
    {
        var asked = await Begin(desk);
        return await desk.Send(asked, "add", ("credential", passkey.Make(Options(asked))));
    }

    private static async Task<Shown> SignIn(Desk desk, SoftPasskey passkey)
    {
        var page = await desk.Open("/sign-in");
        return await Show(desk, page, passkey.Show(Options(page)));
    }

    private static Task<Shown> Show(Desk desk, Shown page, string credential, string? state = null) => desk.Send(page, "passkey", ("credential", credential), ("state", state ?? State(page)));

    private static string Options(Shown page) => page.Document.QuerySelector("[data-options]")!.GetAttribute("data-options")!;

    private static string State(Shown page) => page.Document.QuerySelector("input[name=state]")!.GetAttribute("value")!;
}
