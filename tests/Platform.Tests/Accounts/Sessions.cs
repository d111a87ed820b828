using System.Net;
using AngleSharp.Dom;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Where a person is signed in is theirs to see and to end.</summary>
[Trait("Criterion", "H-1")]
public sealed class Sessions
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Theory]
    [InlineData(Firefox, "Firefox on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari on Mac")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge on Windows")]
    [InlineData("", "A browser on another system")]
    public void A_browser_is_told_in_words(string userAgent, string words) => DeviceWords.Of(userAgent).Should().Be(words);

    [Theory, OnEveryDatabase]
    public async Task A_person_sees_their_sessions_without_any_address_and_ends_one_of_them(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var phone = new Desk(business.Platform);
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        await phone.Send(await phone.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));
        using var desk = await Desk.Of(business);

        var page = (await desk.Open("/account")).Expect(HttpStatusCode.OK);
        var end = page.Document.QuerySelector<AngleSharp.Html.Dom.IHtmlInputElement>("li input[name=_handler]")!.Value;
        await desk.Send(page, end);

        page.Text.Should().Contain("Firefox on Windows").And.Contain("This browser").And.NotContain("127.0.0.1").And.NotContain("Gecko");
        (await phone.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
    }

    [Theory, OnEveryDatabase]
    public async Task Signing_out_everywhere_else_leaves_only_this_browser(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var first = await Desk.Of(business);
        using var second = await Desk.Of(business);
        using var desk = await Desk.Of(business);

        await desk.Send(await desk.Open("/account"), "end-others");

        (await first.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await second.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var (mine, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        using var victim = await Desk.Of(theirs);
        using var second = await Desk.Of(theirs);
        var foreign = (await second.Open("/account")).Document.QuerySelector<AngleSharp.Html.Dom.IHtmlInputElement>("li input[name=_handler]")!.Value;
        using var attacker = await Desk.Of(mine);
        using var further = await Desk.Of(mine);
        var page = await attacker.Open("/account");

        await attacker.Send(page, "end-others", ("_handler", foreign));

        (await victim.Open("/settings")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stolen_cookie_is_worth_nothing_after_signing_out()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = new Desk(business.Platform);
        var signedIn = await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0];
        await desk.Send(await desk.Open("/settings"), "/sign-out");

        using var thief = business.Platform.Client();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);

        (await thief.GetAsync("/settings")).Headers.Location!.OriginalString.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task Signing_in_again_makes_a_new_session_and_ends_the_old_one()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        var before = await Count(business);

        var again = await desk.SendTo("/sign-in", await desk.Open("/account"), ("_handler", "sign-in"), ("email", business.OwnerEmail), ("password", TestBusiness.Password));

        again.Expect(HttpStatusCode.Redirect).Headers.GetValues("Set-Cookie").Should().Contain(value => value.StartsWith("staff=", StringComparison.Ordinal), "the browser gets another session");
        (await Count(business)).Should().Be(before);
        (await desk.Open("/account")).Text.Should().NotContain("Sign out everywhere else");
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_the_old_password()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var elsewhere = await Desk.Of(business);
        using var desk = await Desk.Of(business);

        var wrong = await desk.Send(await desk.Open("/account"), "password", ("password", "not-the-password"), ("newPassword", "another-horse-battery"));
        var weak = await desk.Send(await desk.Open("/account"), "password", ("password", TestBusiness.Password), ("newPassword", "short"));
        var changed = await desk.Send(await desk.Open("/account"), "password", ("password", TestBusiness.Password), ("newPassword", "another-horse-battery"));
        using var later = new Desk(business.Platform);
        var old = await later.Send(await later.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));

        wrong.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("password").Should().Contain("not your present password");
        weak.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("newPassword").Should().Contain("12");
        changed.Expect(HttpStatusCode.Redirect);
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
        (await elsewhere.Open("/settings")).Location.Should().StartWith("/sign-in");
        old.Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Whatever_changes_the_security_stamp_ends_the_sessions()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var desk = await Desk.Of(business);
        await platform.Inside(business, async services =>
        {
            var people = services.GetRequiredService<UserManager<Staff>>();
            return await people.UpdateSecurityStampAsync((await people.FindByEmailAsync(business.OwnerEmail))!);
        });

        (await desk.Open("/settings")).Location.Should().StartWith("/sign-in", "a password reset by mail does just this");
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days_however_busy()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var desk = await Desk.Of(business);
        for (var day = 0; day < 59; day++)
        {
            platform.Clock.Shift(TimeSpan.FromHours(12));
            (await desk.Open("/not-allowed")).Expect(HttpStatusCode.Forbidden);
        }

        platform.Clock.Shift(TimeSpan.FromHours(12));
        platform.Services.GetRequiredService<SessionRing>().ForgetAll();

        (await desk.Open("/not-allowed")).Location.Should().StartWith("/sign-in");
    }

    private static Task<int> Count(TestBusiness business) => business.Platform.Inside(business, services =>
    {
        var db = services.GetRequiredService<AccountsDb>();
        return db.Sessions.CountAsync(row => db.Staff.Any(person => person.Id == row.StaffId && person.Email == business.OwnerEmail));
    });
}
