using System.Diagnostics;
using System.Net;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>A member of staff who forgot the password (C8).</summary>
public sealed class StaffForgetting
{
    private const string New = "a-new-long-password";

    [Theory, OnEveryDatabase]
    public async Task A_mailed_link_sets_a_new_password_once(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var email = await business.Platform.NewStaff(business, "FrontDesk");
        using var desk = new Desk(business.Platform);
        (await desk.Open("/sign-in")).Html.Should().Contain("/forgot-password");

        (await desk.Send(await desk.Open("/forgot-password"), "forgot-password", ("email", email))).Expect(HttpStatusCode.OK).Heading.Should().Be("Look into your mailbox");
        var link = await LinkTo(business, email);
        var page = (await desk.Open(link)).Expect(HttpStatusCode.OK);
        (await desk.Send(page, "reset-password", ("password", "short"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await desk.Send(await desk.Open(link), "reset-password", ("password", New))).Expect(HttpStatusCode.OK).Heading.Should().Be("Password saved");

        (await desk.Send(page, "reset-password", ("password", "another-long-password"))).Expect(HttpStatusCode.Conflict);
        (await desk.Open(link)).Heading.Should().Be("This link is not valid any more");
        (await desk.Open(link[..^2] + "xx")).Heading.Should().Be("This link is not valid any more");
        (await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", email), ("password", TestBusiness.Password))).Expect(HttpStatusCode.UnprocessableEntity);
        (await desk.Send(await desk.Open("/sign-in"), "sign-in", ("email", email), ("password", New))).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_learns_from_the_answer_who_works_here()
    {
        var business = await (await Testing.Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = new Desk(business.Platform);
        async Task<(Shown Answer, TimeSpan Took)> Ask(string email)
        {
            var page = await desk.Open("/forgot-password");
            var started = Stopwatch.GetTimestamp();
            var answer = await desk.Send(page, "forgot-password", ("email", email));
            return (answer, Stopwatch.GetElapsedTime(started));
        }

        var (known, unknown) = (await Ask(business.OwnerEmail), await Ask($"nobody@{business.Slug}.example"));

        known.Answer.Status.Should().Be(unknown.Answer.Status).And.Be(HttpStatusCode.OK);
        known.Answer.Text.Replace(business.OwnerEmail, "x").Should().Be(unknown.Answer.Text.Replace($"nobody@{business.Slug}.example", "x"));
        known.Took.Should().BeGreaterThan(TimeSpan.FromMilliseconds(580), "both wait for the same moment");
        unknown.Took.Should().BeGreaterThan(TimeSpan.FromMilliseconds(580));
        for (var more = 0; more < 2; more++)
            await Ask($"nobody@{business.Slug}.example");
        (await Ask($"NOBODY@{business.Slug}.example")).Answer.Expect(HttpStatusCode.TooManyRequests);
    }

    private static async Task<string> LinkTo(TestBusiness business, string email)
    {
        await business.Platform.Delivered(business);
        var mail = Directory.GetFiles(business.Platform.Settings.MailFolder, "*.eml").Select(ReceivedMail.FromFile).Single(mail => mail.Recipients.Contains(email));
        return new Uri(mail.Text.Split('\n', '\r').Single(line => line.Contains("/reset-password/", StringComparison.Ordinal))).PathAndQuery;
    }
}
