using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>Whoever is invited finds the link in their mailbox; whoever invited them may hand over another one to the same invitation.</summary>
[Trait("Criterion", "H-1")]
public sealed partial class MailedInvitations
{
    [Theory, OnEveryDatabase]
    public async Task The_mailed_link_and_the_shown_one_open_one_invitation_once(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var (email, shown) = await Invite(business);
        var mailed = await Mailed(business, email);
        using var ana = new Desk(business.Platform);
        using var thief = new Desk(business.Platform);

        var joined = await ana.Send(await ana.Open(mailed), "join", ("name", "Ana Nunes"), ("password", TestBusiness.Password));

        mailed.Should().StartWith("/join/").And.NotBe(shown);
        joined.Expect(HttpStatusCode.Redirect);
        foreach (var link in new[] { shown, mailed })
            (await thief.Open(link)).Text.Should().Contain("This link no longer works");
        var rows = await business.Platform.Inside(business, services => services.GetRequiredService<Kernel.Data.KernelDb>().Outbox.AsNoTracking().Select(row => row.Body).ToListAsync());
        rows.Should().NotContain(body => body.Contains(email, StringComparison.Ordinal), "what waits carries ids only");
    }

    [Fact]
    public async Task A_withdrawn_invitation_closes_both_links_and_a_link_is_no_key_to_anything_else()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        var (email, shown) = await Invite(business);
        var mailed = await Mailed(business, email);
        var id = (string)(await business.Get("team")).Json["invitations"]!.AsArray().Single(one => (string?)one!["email"] == email)!["id"]!;

        (await business.Delete($"team/invitations/{id}")).Expect(204);

        using var ana = new Desk(business.Platform);
        foreach (var link in new[] { shown, mailed, $"/join/{id}", mailed.Replace("/join/", "/reset-password/", StringComparison.Ordinal) })
            (await ana.Open(link)).Document.QuerySelector("input[name=password]").Should().BeNull(link);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_over_is_forgotten_at_night_and_what_stands_stays(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness();
        using var before = await Desk.Of(business);
        await Invite(business);
        platform.Clock.Shift(TimeSpan.FromDays(31));
        await Invite(business);
        await Invite(business);
        platform.Clock.Shift(TimeSpan.FromDays(8));

        await platform.Services.GetRequiredService<JobRunner>().Run("forget-sign-ins", CancellationToken.None);

        (await Count(business, db => db.Sessions)).Should().Be(2, "the two browsers of the first month are out");
        (await Count(business, db => db.Invitations)).Should().Be(2, "those of a week ago ended, but less than a month ago");
    }

    private static Task<int> Count<T>(TestBusiness business, Func<AccountsDb, IQueryable<T>> rows) => business.Platform.Inside(business, services => rows(services.GetRequiredService<AccountsDb>()).CountAsync());

    private static async Task<(string Email, string Shown)> Invite(TestBusiness business)
    {
        using var desk = await Desk.Of(business);
        var email = $"ana-{Guid.NewGuid():N}@guest.example";
        var made = await desk.Send(await desk.Open("/settings/team/invite"), "invite", ("email", email), ("role", "FrontDesk"));
        return (email, made.Expect(HttpStatusCode.OK).Document.QuerySelector("code")!.TextContent[PlatformSettings.PublicAddress.Length..]);
    }

    private static async Task<string> Mailed(TestBusiness business, string email)
    {
        await business.Platform.Delivered(business);
        var mail = Directory.GetFiles(business.Platform.Settings.MailFolder, "*.eml").Select(File.ReadAllText).Single(text => text.Contains(email, StringComparison.Ordinal));
        return new Uri(Link().Match(Readable(mail)).Value).PathAndQuery;
    }

    /// <summary>Whatever way the mail wraps its lines.</summary>
    private static string Readable(string mail) => string.Join('\n', mail.Split("\r\n\r\n").Select(part =>
    {
        var line = part.Split("\r\n--")[0].ReplaceLineEndings("");
        return Convert.TryFromBase64String(line, new byte[line.Length], out _) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(line)) : part.Replace("=\r\n", "", StringComparison.Ordinal);
    }));

    [GeneratedRegex(@"https://\S+/join/[\w-]+")]
    private static partial Regex Link();
}
