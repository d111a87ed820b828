using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Notifications.Features.Bounces;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Mail that comes back: who learns of it, what is held back, and how it is put right.</summary>
public sealed class ComingBack
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-30"), Trait("Criterion", "S0-38"), Trait("Criterion", "C18")]
    public async Task A_closed_mailbox_is_not_told_gets_no_more_mail_and_is_put_right_in_one_step(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Anna", "Closed", "anna.closed@guest.example");
        var message = await desk.MessageAbout(booking.Id);
        var report = Dsn(IdIn(desk, "anna.closed@guest.example"), "anna.closed@guest.example", "5.1.1");

        (await Tell(desk.Business, report, "message/rfc822")).Expect(202);
        (await Tell(desk.Business, report, "message/rfc822")).Expect(202);
        var bounced = await desk.MessageAbout(booking.Id);
        var card = (await desk.Business.Get($"customers/{booking.Customer()}")).Expect(200);
        var untold = (await desk.Business.Get("messages/untold")).Expect(200)["items"]!.AsArray();
        await desk.Move(booking.Id);
        var withheld = (await desk.Messages($"bookingId={booking.Id}"))[^1];

        bounced.Say("state").Should().Be("bounced");
        bounced.Say("reasonText").Should().StartWith("Came back").And.NotContain("anna.closed@");
        ((string)card["emailState"]!).Should().Be("bounced");
        ((string)untold.Should().ContainSingle().Subject!["sentence"]!).Should().Be("Anna Closed has no confirmation.");
        (withheld.Say("state"), withheld.Say("reason")).Should().Be(("suppressed", "bounced"));
        ((string)(await desk.Business.Get("messages/untold")).Expect(200)["items"]![0]!["sentence"]!).Should().Be("Anna Closed has not been told about the new time.");

        (await desk.Business.Post($"messages/{message.IdOf()}/correct", new { email = "anna.open@guest.example", share = false })).Expect(202);
        await desk.Messages();

        desk.MailsTo("anna.open@guest.example").Should().ContainSingle();
        (await desk.Business.Get("messages/untold")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_full_mailbox_is_told_again_but_not_held_back(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Ben", "Full", "ben.full@guest.example");
        await desk.Messages();

        (await Tell(desk.Business, Dsn(IdIn(desk, "ben.full@guest.example"), "ben.full@guest.example", "5.2.2"), "message/rfc822")).Expect(202);
        var message = await desk.MessageAbout(booking.Id);
        (await desk.Business.Get("suppressions")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await desk.Business.Post($"messages/{message.IdOf()}/send")).Expect(202);

        message.Say("state").Should().Be("bounced");
        (await desk.MessageAbout(booking.Id)).Say("state").Should().Be("sent");
    }

    [Theory, OnEveryDatabase]
    public async Task A_complaint_holds_the_address_back_until_staff_lift_it(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Cleo", "Complains", "cleo.complains@guest.example");
        await desk.Messages();

        (await Tell(desk.Business, Json(new { items = new[] { new { messageId = $"<{IdIn(desk, "cleo.complains@guest.example")}>", kind = "complaint" } } }))).Expect(202);
        await desk.Cancel(booking.Id);
        var withheld = (await desk.Messages($"bookingId={booking.Id}"))[^1];
        var suppression = (await desk.Business.Get("suppressions")).Expect(200)["items"]!.AsArray().Should().ContainSingle().Subject!;
        (await desk.Business.Delete($"suppressions/{(string)suppression["id"]!}")).Expect(204);
        (await desk.Business.Post($"messages/{withheld.IdOf()}/send")).Expect(202);

        withheld.Say("reason").Should().Be("suppressed-address");
        ((string)suppression["reason"]!).Should().Be("complaint");
        (await desk.Messages($"bookingId={booking.Id}")).Should().OnlyContain(message => message.Say("state") == "sent");
        (await desk.Business.Delete($"suppressions/{Guid.NewGuid()}")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task Only_who_has_the_address_is_heard_and_only_about_mails_of_this_business(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (desk, other) = (await FrontDesk.Open(platform), await FrontDesk.Open(platform));
        var booking = await desk.Book("Dora", "Safe", "dora.safe@guest.example");
        await desk.Messages();
        var report = Dsn(IdIn(desk, "dora.safe@guest.example"), "dora.safe@guest.example", "5.1.1");
        var old = await AddressOf(desk.Business);
        var current = await AddressOf(desk.Business);

        (await Post(desk.Business, old, Content(report))).ExpectProblem(404, "not-found");
        (await Post(desk.Business, current.Replace("token=", "token=x", StringComparison.Ordinal), Content(report))).ExpectProblem(404, "not-found");
        (await Post(desk.Business, current.Replace(desk.Business.Id.ToString(), other.Business.Id.ToString(), StringComparison.Ordinal), Content(report))).ExpectProblem(404, "not-found");
        ((int)(await Tell(other.Business, report, "message/rfc822")).Expect(202)["noted"]!).Should().Be(0);
        await Tell(desk.Business, Dsn(IdIn(desk, "dora.safe@guest.example"), "somebody@else.example", "5.1.1"), "message/rfc822");
        await Tell(desk.Business, Dsn("made-up@harbour.example", "dora.safe@guest.example", "5.1.1"), "message/rfc822");

        (await desk.MessageAbout(booking.Id)).Say("state").Should().Be("sent");
    }

    [Theory, OnEveryDatabase]
    public async Task Whatever_is_posted_is_answered_in_words(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();

        foreach (var text in new[] { "", "null", "[]", "{\"items\":[]}", "{\"items\":[null]}", "{\"items\":[{\"kind\":\"hard\"}]}", "{\"items\":[{\"messageId\":\"x\",\"kind\":\"7\"}]}", "{\"items\":", "\u0000" })
            (await Tell(business, Content(text, "application/json"))).ExpectProblem(422, "validation");
        foreach (var text in new[] { "", "\u0000", "Content-Type: multipart/report; boundary=\"\"\n\n--", "Content-Type: multipart/report\n\nx", new string('-', 100_000), $"Content-Type: multipart/mixed; boundary=a\n\n{string.Concat(Enumerable.Repeat("--a\nContent-Type: multipart/mixed; boundary=a\n\n", 2000))}" })
            ((int)(await Tell(business, text, "message/rfc822")).Expect(202)["noted"]!).Should().Be(0);
    }

    [Theory, OnEveryDatabase]
    public async Task A_folder_of_mailbox_files_is_read_once(Db db)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?> { ["Mail:BounceFolder"] = folder });
        var (desk, other) = (await FrontDesk.Open(platform), await FrontDesk.Open(platform));
        var bookings = new[] { await desk.Book("Emil", "Gone", "emil.gone@guest.example"), await other.Book("Fay", "Gone", "fay.gone@guest.example") };
        await desk.Messages();
        await other.Messages();
        var mails = new[] { Dsn(IdIn(desk, "emil.gone@guest.example"), "emil.gone@guest.example", "5.1.1"), Dsn(IdIn(other, "fay.gone@guest.example"), "fay.gone@guest.example", "5.1.1") };
        await File.WriteAllTextAsync(Path.Combine(folder, "mailbox"), string.Concat(mails.Select(mail => $"From MAILER-DAEMON Sat Nov 21 12:00:00 2026\n{mail}\n")));

        await using (var scope = platform.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ReadBounceFolder>().Run(new JobProgress((_, _) => Task.CompletedTask, platform.Clock), CancellationToken.None);

        (await desk.MessageAbout(bookings[0].Id)).Say("state").Should().Be("bounced");
        (await other.MessageAbout(bookings[1].Id)).Say("state").Should().Be("bounced");
        Directory.GetFiles(folder).Should().BeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_quoted_address_is_taken_out_of_what_the_server_said() =>
        ReadReports.Of(Dsn("1@harbour.example", "anna@guest.example", "5.1.1")).Should().Equal(new BounceReport("1@harbour.example", BounceKind.Hard, "anna@guest.example", "5.1.1 550 5.1.1 <anna@guest.example> unknown user"));

    /// <summary>Message-ID of the newest mail to that address.</summary>
    private static string IdIn(FrontDesk desk, string address) => desk.MailsTo(address)[^1].Header("Message-ID")!.Trim('<', '>');

    private static async Task<ApiAnswer> Tell(TestBusiness business, HttpContent content) => await Post(business, await AddressOf(business), content);

    private static Task<ApiAnswer> Tell(TestBusiness business, string report, string type) => Tell(business, Content(report, type));

    private static async Task<string> AddressOf(TestBusiness business) =>
        ((string)(await business.Post("messages/bounces/address")).Expect(200)["address"]!).Split("/api/v1/")[1];

    /// <summary>As a stranger without a key.</summary>
    private static Task<ApiAnswer> Post(TestBusiness business, string address, HttpContent content) =>
        business.Send(HttpMethod.Post, address, content, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nobody"));

    private static StringContent Content(string text, string type = "message/rfc822") => new(text, Encoding.UTF8, type);

    private static StringContent Json(object body) => Content(System.Text.Json.JsonSerializer.Serialize(body), "application/json");

    private static string Dsn(string mailId, string recipient, string status) => $"""
        From: MAILER-DAEMON@mx.guest.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="XYZ"

        --XYZ
        Content-Type: text/plain

        Your mail could not be delivered.
        --XYZ
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.guest.example

        Final-Recipient: rfc822; {recipient}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} <{recipient}> unknown user
        --XYZ
        Content-Type: text/rfc822-headers

        From: desk@harbour.example
        Message-ID: <{mailId}>
        Subject: Booking confirmed
        --XYZ--

        """;
}
