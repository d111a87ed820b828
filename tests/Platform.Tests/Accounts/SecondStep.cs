using System.Net;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>A code from the phone after the password, and recovery codes for when the phone is lost.</summary>
[Trait("Criterion", "H-1")]
public sealed class SecondStep
{
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Totp.Code("12345678901234567890"u8.ToArray(), seconds / 30).Should().Be(code);

    [Fact]
    public void The_secret_is_written_as_apps_read_it() => Totp.ToText("Hello!"u8.ToArray()).Should().Be("JBSWY3DPEE");

    [Theory, OnEveryDatabase]
    public async Task After_the_password_the_code_is_asked_for_and_each_is_good_once(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var (secret, _) = await TurnOn(business);
        using var desk = new Desk(business.Platform);

        var first = await Password(desk, business);
        (await desk.Open("/settings")).Location.Should().StartWith("/sign-in", "the password alone opens nothing");
        var wrong = await Code(desk, "000000");
        var right = await Code(desk, Now(business, secret, 1));
        using var other = new Desk(business.Platform);
        await Password(other, business);
        var again = await Code(other, Now(business, secret, 1));

        first.Location.Should().StartWith("/sign-in/code");
        wrong.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("code").Should().Contain("not right");
        right.Expect(HttpStatusCode.Redirect).Location.Should().Be("/");
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
        again.Expect(HttpStatusCode.UnprocessableEntity, "somebody who looked over the shoulder has the same code");
    }

    [Theory, OnEveryDatabase]
    public async Task A_recovery_code_gets_in_once_and_is_kept_as_a_hash_only(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var (_, codes) = await TurnOn(business);
        using var desk = new Desk(business.Platform);
        await Password(desk, business);

        var first = await Code(desk, codes[3].ToUpperInvariant());
        using var other = new Desk(business.Platform);
        await Password(other, business);
        var second = await Code(other, codes[3]);

        first.Expect(HttpStatusCode.Redirect);
        second.Expect(HttpStatusCode.UnprocessableEntity);
        var kept = await business.Platform.Inside(business, services => services.GetRequiredService<AccountsDb>().RecoveryCodes.Select(row => row.Hash).ToListAsync());
        kept.Should().NotContain(hash => codes.Any(code => hash.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_secret_of_the_app_is_stored_encrypted()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var (secret, _) = await TurnOn(business);

        var kept = await business.Platform.Inside(business, services => services.GetRequiredService<AccountsDb>().Authenticators.Select(row => row.ProtectedSecret).ToListAsync());

        kept.Should().NotContain(stored => stored.Contains(Convert.ToBase64String(secret), StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_wrong_codes_close_the_account_even_when_the_password_is_typed_again_between_them(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var (secret, _) = await TurnOn(business);
        using var desk = new Desk(business.Platform);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Password(desk, business);
            (await Code(desk, "000000")).Expect(HttpStatusCode.UnprocessableEntity);
        }

        (await Code(desk, Now(business, secret, 1))).Expect(HttpStatusCode.UnprocessableEntity, "the account is closed for ten minutes");
    }

    [Fact]
    public async Task A_wrong_password_counts_also_where_a_refused_request_leaves_nothing_behind()
    {
        var platform = await Testing.Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        using var attacker = await Desk.Of(await platform.NewBusiness());
        var page = await attacker.Open("/account");
        attacker.Http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        await attacker.SendTo("/sign-in", page, ("_handler", "sign-in"), ("email", business.OwnerEmail), ("password", "not-the-password"));

        (await Failures(business)).Should().Be(1, "an Idempotency-Key undoes what a refused request did, but not this");
    }

    [Fact]
    public async Task Turning_it_on_needs_the_password_and_signs_other_browsers_out()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var elsewhere = await Desk.Of(business);
        using var desk = await Desk.Of(business);
        var page = await desk.Open("/account/two-steps");
        var secret = SecretOn(page);

        var refused = await desk.Send(page, "on", ("code", Now(business, secret, 0)), ("password", "not-the-password"));
        (await elsewhere.Open("/settings")).Expect(HttpStatusCode.OK);
        (await desk.Send(page, "on", ("code", Now(business, secret, 0)), ("password", TestBusiness.Password))).Expect(HttpStatusCode.OK);

        refused.Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("not your present password");
        (await elsewhere.Open("/settings")).Location.Should().StartWith("/sign-in");
        (await desk.Open("/settings")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Turned_off_the_password_is_enough_again()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var (secret, _) = await TurnOn(business);
        using var desk = new Desk(business.Platform);
        await Password(desk, business);
        await Code(desk, Now(business, secret, 1));

        (await desk.Send(await desk.Open("/account/two-steps"), "off", ("password", TestBusiness.Password))).Expect(HttpStatusCode.Redirect);

        using var later = await Desk.Of(business);
        (await later.Open("/settings")).Expect(HttpStatusCode.OK);
        (await business.Get("audit")).Text.Should().Contain("staff.two-steps-on").And.Contain("staff.two-steps-off");
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> TurnOn(TestBusiness business)
    {
        using var desk = await Desk.Of(business);
        var page = await desk.Open("/account/two-steps");
        var secret = SecretOn(page);
        var done = await desk.Send(page, "on", ("code", Now(business, secret, 0)), ("password", TestBusiness.Password));
        return (secret, done.Expect(HttpStatusCode.OK).Document.QuerySelector("pre")!.TextContent.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static byte[] SecretOn(Shown page)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(page.Expect(HttpStatusCode.OK).Document.QuerySelector("dd code")!.TextContent.Where(letter => letter != ' ').Select(letter => Letters.IndexOf(letter).ToString("b5", System.Globalization.CultureInfo.InvariantCulture)));
        return bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2)).ToArray();
    }

    /// <summary>The app's code now, or of the next step, which is good too: the one that turned it on is used up.</summary>
    private static string Now(TestBusiness business, byte[] secret, int stepsAhead) => Totp.Code(secret, Totp.StepAt(business.Platform.Clock.GetUtcNow().UtcDateTime) + stepsAhead);

    private static async Task<Shown> Password(Desk desk, TestBusiness business) =>
        await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", business.OwnerEmail), ("password", TestBusiness.Password));

    private static async Task<Shown> Code(Desk desk, string code) => await desk.Send(await desk.Open("/sign-in/code?returnUrl=%2F"), "code", ("code", code));

    private static Task<int> Failures(TestBusiness business) => business.Platform.Inside(business, services =>
        services.GetRequiredService<AccountsDb>().Staff.Where(person => person.Email == business.OwnerEmail).Select(person => person.AccessFailedCount).SingleAsync());
}
