using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

public sealed partial class SigningIn
{
    [Theory, OnEveryDatabase]
    public async Task Staff_sign_in_with_email_and_password_and_go_where_they_wanted(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        using var desk = new Desk(business.Platform);
        var turnedAway = await desk.Open("/settings/team");
        turnedAway.Location.Should().Be("/sign-in?returnUrl=%2Fsettings%2Fteam");
        var signIn = await desk.Open(turnedAway.Location!);

        var answer = await desk.Send(signIn, "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));

        answer.Status.Should().Be(HttpStatusCode.Redirect);
        answer.Location.Should().Be("/settings/team");
        (await desk.Open("/settings/team")).Text.Should().Contain(business.OwnerEmail);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "R-11")]
    public async Task Unknown_address_and_wrong_password_are_answered_alike_and_take_alike(Db db)
    {
        var hasher = new CountingHasher();
        await using var platform = await Testing.Platform.Start(db, services: all => all.Replace(ServiceDescriptor.Scoped<IPasswordHasher<Staff>>(_ => hasher)));
        var business = await platform.NewBusiness();
        using var desk = new Desk(platform);

        var (unknown, unknownTook) = await Try(desk, $"nobody@{business.Slug}.example", "not-the-password");
        var (wrong, wrongTook) = await Try(desk, business.OwnerEmail, "not-the-password");

        wrong.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        Said(wrong, business.OwnerEmail).Should().Be(Said(unknown, $"nobody@{business.Slug}.example"));
        hasher.Verified.Should().Be(2, "a password is hashed for either, once");
        unknownTook.Should().BeGreaterThan(TimeSpan.FromMilliseconds(480), "a refusal takes as long as the slowest of them");
        wrongTook.Should().BeGreaterThan(TimeSpan.FromMilliseconds(480));
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_wrong_passwords_close_an_account_for_ten_minutes(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness();
        using var desk = new Desk(platform);
        for (var attempt = 0; attempt < 10; attempt++)
            (await Try(desk, business.OwnerEmail, "not-the-password")).Shown.Expect(HttpStatusCode.UnprocessableEntity);

        var (closed, _) = await Try(desk, business.OwnerEmail, TestBusiness.Password);
        var until = await ClosedUntil(business, null);
        await ClosedUntil(business, DateTimeOffset.UtcNow.AddSeconds(-1));
        var (open, _) = await Try(desk, business.OwnerEmail, TestBusiness.Password);

        closed.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        closed.Text.Should().Contain("do not match");
        until.Should().BeCloseTo(DateTimeOffset.UtcNow.AddMinutes(10), TimeSpan.FromMinutes(1));
        open.Status.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    public async Task A_return_address_elsewhere_is_ignored(string address)
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = new Desk(business.Platform);
        var signIn = await desk.Open($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");

        var answer = await desk.Send(signIn, "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));

        answer.Location.Should().Be("/");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        var page = (await desk.Open("/settings")).Expect(HttpStatusCode.OK);

        var answer = await desk.Send(page, "/sign-out");

        answer.Location.Should().Be("/sign-in");
        (await desk.Open("/settings")).Location.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task A_member_of_staff_without_a_right_is_told_so()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var clerk = await business.Platform.NewStaff(business, "FrontDesk");
        using var desk = await Desk.Of(business, clerk);

        var answer = await desk.Open("/settings/api-keys");

        answer.Location.Should().Contain("/not-allowed");
        (await desk.Open("/not-allowed")).Expect(HttpStatusCode.Forbidden).Heading.Should().Be("Not for your role");
    }

    /// <summary>Until when the owner's account is closed; sets it instead where a time is given, because Identity's clock cannot be moved.</summary>
    private static Task<DateTimeOffset?> ClosedUntil(TestBusiness business, DateTimeOffset? instead) => business.Platform.Inside(business, async services =>
    {
        var people = services.GetRequiredService<UserManager<Staff>>();
        var owner = (await people.FindByEmailAsync(business.OwnerEmail))!;
        if (instead is not null)
            await people.SetLockoutEndDateAsync(owner, instead);
        return owner.LockoutEnd;
    });

    private static async Task<(Shown Shown, TimeSpan Took)> Try(Desk desk, string email, string password)
    {
        var page = await desk.Open("/sign-in");
        var started = Stopwatch.GetTimestamp();
        var shown = await desk.Send(page, "sign-in", ("email", email), ("password", password));
        return (shown, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The page without what differs every time (tokens) and without the address that was typed.</summary>
    /// <summary>Another for every page.</summary>
    [GeneratedRegex("challenge&quot;:&quot;[\\w-]+")]
    private static partial Regex Challenge();

    private static string Said(Shown shown, string typed)
    {
        foreach (var secret in shown.Document.QuerySelectorAll("input[type=hidden]").ToList())
            secret.Remove();
        return Challenge().Replace(shown.Document.DocumentElement.OuterHtml.Replace(typed, "", StringComparison.Ordinal), "challenge");
    }

    private sealed class CountingHasher : PasswordHasher<Staff>
    {
        public int Verified { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Staff user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
