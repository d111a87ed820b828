using System.Net;
using System.Text.RegularExpressions;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.GuestApp.Tests;

/// <summary>Whoever could choose the host of a mailed link would be sent its secret (CVE-2024-26470).</summary>
public sealed partial class PoisonedHosts
{
    /// <summary>Fifty requests: a header each, five hosts each.</summary>
    public static IReadOnlyList<(string Header, string Value)> Variants { get; } =
        (from header in new[] { "Host", "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override", "Forwarded", "X-Original-Host", "X-Rewrite-URL", "Origin", "Referer" }
         from host in new[] { "evil.example", "evil.example:443", "book.harbour.example.evil.example", "book.harbour.example@evil.example", "127.0.0.1" }
         select (header, header is "Forwarded" ? $"host={host}" : header is "Origin" or "Referer" ? $"https://{host}/" : host)).ToList();

    [Fact]
    public async Task No_header_of_a_request_moves_the_link_that_a_guest_is_mailed()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var house = await House.Open(platform);
        using var phone = new Phone(house);
        for (var one = 0; one < Variants.Count; one++)
        {
            var (header, value) = Variants[one];
            await house.Customer("Guest", $"guest{one}@poison.example");
            var answer = await phone.Send(HttpMethod.Post, "sign-in-links", new { email = $"guest{one}@poison.example" }, request => request.Headers.TryAddWithoutValidation(header, value));
            (answer.Status is 202 or 400).Should().BeTrue($"{header}: {value} was answered {answer.Status}");
        }

        await house.Delivered();
        var mails = Directory.GetFiles(platform.Settings.MailFolder, "*.eml").Select(ReceivedMail.FromFile).ToList();
        mails.Should().HaveCountGreaterThan(40);
        mails.SelectMany(mail => Links().Matches(mail.Text + mail.Html).Select(link => link.Value)).Should().OnlyContain(link => link.StartsWith($"{PlatformSettings.PublicAddress}/g/{house.Business.Slug}/sign-in/"));
        mails.Should().OnlyContain(mail => !mail.Raw.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_header_of_a_request_moves_the_link_that_staff_are_mailed()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite);
        var business = await platform.NewBusiness();
        var sent = (await Task.WhenAll(Variants.Select(variant => Ask(business, variant)))).Count(status => status is HttpStatusCode.OK);

        await platform.Delivered(business);
        var mails = Directory.GetFiles(platform.Settings.MailFolder, "*.eml").Select(ReceivedMail.FromFile).ToList();
        mails.Should().HaveCount(sent).And.HaveCountGreaterThan(40);
        mails.SelectMany(mail => Links().Matches(mail.Text + mail.Html).Select(link => link.Value)).Should().OnlyContain(link => link.StartsWith($"{PlatformSettings.PublicAddress}/reset-password/"));
        mails.Should().OnlyContain(mail => !mail.Raw.Contains("evil", StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> Ask(TestBusiness business, (string Header, string Value) poison)
    {
        using var desk = new Desk(business.Platform);
        var email = await business.Platform.NewStaff(business, "FrontDesk");
        var page = await desk.Open("/forgot-password");
        desk.Http.DefaultRequestHeaders.TryAddWithoutValidation(poison.Header, poison.Value);
        return (await desk.Send(page, "forgot-password", ("email", email))).Status;
    }

    [GeneratedRegex("""https?://[^\s"<]+""")]
    private static partial Regex Links();
}
