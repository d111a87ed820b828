using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

public sealed class MessagesOnPages
{
    [Theory, OnEveryDatabase]
    public async Task The_owner_switches_confirmations_off_and_sees_it(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var browser = await StaffBrowser.SignIn(desk.Business);
        var form = StaffBrowser.Form(await browser.Open("/settings/messages"), "main button.primary");

        form.Remove("confirmations").Should().BeTrue("all messages are on at first");
        var next = await browser.Open(await browser.Post("/settings/messages", form));

        next.QuerySelector("input[name=confirmations]")!.HasAttribute("checked").Should().BeFalse();
        next.QuerySelector("input[name=changes]")!.HasAttribute("checked").Should().BeTrue();
        ((bool)(await desk.Business.Get("message-settings")).Expect(200)["confirmations"]!).Should().BeFalse();
        (await browser.Open("/settings")).QuerySelector("a[href='/settings/messages']").Should().NotBeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-29"), Trait("Criterion", "S0-30"), Trait("Criterion", "S0-38")]
    public async Task The_booking_says_that_the_customer_was_not_told_until_it_is_sent_by_hand(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var browser = await StaffBrowser.SignIn(desk.Business);
        var booking = await desk.Book("Anna", "Silent");
        var message = await desk.MessageAbout(booking.Id);
        var page = $"/bookings/{booking.Id}";

        var untold = (await browser.Open(page)).Body!.TextContent;
        await desk.SetEmail(booking.Customer(), "anna.silent@guest.example");
        await browser.Press(page, $"button[name=message][value='{message.IdOf()}']");
        await desk.Messages();
        var told = (await browser.Open(page)).Body!.TextContent;

        untold.Should().Contain("The customer has not been told.").And.Contain("Not sent — no email.").And.NotContain("Send now");
        told.Should().Contain("To anna.silent@guest.example").And.NotContain("has not been told");
        desk.MailsTo("anna.silent@guest.example").Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task The_jobs_page_says_what_the_mail_server_refused_and_sends_it_again(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.RefusesText };
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Poll"] = "00:00:00.2" });
        var desk = await FrontDesk.Open(platform);
        var browser = await StaffBrowser.SignIn(desk.Business);
        var booking = await desk.Book("Ben", "Refused", "ben@guest.example");
        await desk.MessageAbout(booking.Id);

        var before = (await browser.Open("/jobs")).Body!.TextContent;
        server.Mood = SmtpMood.Takes;
        await browser.Press("/jobs", "button[name=message]");
        await desk.Messages();
        var after = (await browser.Open("/jobs")).Body!.TextContent;

        before.Should().Contain("1 mail could not be sent").And.Contain("554 5.7.1 message refused as unwanted");
        after.Should().NotContain("mail could not be sent").And.Contain("All mail is out");
        server.Mails.Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    public async Task What_found_no_mail_server_for_a_day_is_sent_by_a_retry_of_its_pile(Db db)
    {
        await using var server = new FakeSmtpServer { Mood = SmtpMood.Greylists };
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?>(server.ToConfiguration()) { ["Outbox:Poll"] = "00:00:00.2" });
        var desk = await FrontDesk.Open(platform);
        var booking = await desk.Book("Cleo", "Later", "cleo@guest.example", daysAhead: 5);
        await Eventually.IsTrue(async () => (await desk.Now()).Any(message => message.Say("reason") == "try-later"), "the mail waits");
        platform.Clock.Shift(TimeSpan.FromHours(25));
        var failed = await desk.MessageAbout(booking.Id);

        server.Mood = SmtpMood.Takes;
        var retried = await platform.Inside(desk.Business, all => all.GetRequiredService<OutboxDesk>().Retry(NotificationsModule.MailOut, Domain.Reason.TooLate.Sentence, CancellationToken.None));
        var sent = await desk.MessageAbout(booking.Id);

        failed.Say("reason").Should().Be("too-late");
        retried.Value.Should().Be(1);
        sent.Say("state").Should().Be("sent");
        server.Mails.Should().ContainSingle();
    }
}
