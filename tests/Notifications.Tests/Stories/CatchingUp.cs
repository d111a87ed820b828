using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>A booking without an email, and the email that comes later (S0-35…39).</summary>
public sealed class CatchingUp
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-36"), Trait("Criterion", "S0-38")]
    public async Task An_email_that_arrives_offers_what_was_missed_and_sends_nothing_by_itself(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Anna", "Offered");
        (await desk.MessageAbout(booking.Id)).Say("offeredAt").Should().BeNull();

        var answer = await desk.SetEmail(booking.Customer(), "anna.offered@guest.example");
        var message = await desk.MessageAbout(booking.Id);

        ((int)answer["missedMessages"]!).Should().Be(1);
        ((int)answer["bookings"]!).Should().Be(1);
        message.Say("state").Should().Be("suppressed");
        message.Say("offeredAt").Should().NotBeNull();
        desk.MailsTo("anna.offered@guest.example").Should().BeEmpty();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-38"), Trait("Criterion", "S0-39")]
    public async Task Sending_what_was_missed_twice_sends_it_once(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Ben", "Twice");
        await desk.MessageAbout(booking.Id);
        await desk.SetEmail(booking.Customer(), "ben.twice@guest.example");

        var first = (await desk.SendMissed(booking.Customer())).Expect(202);
        var second = (await desk.SendMissed(booking.Customer())).Expect(202);
        var message = await desk.MessageAbout(booking.Id);
        var third = await desk.Business.Post($"messages/{message.IdOf()}/send");

        ((int)first["queued"]!).Should().Be(1);
        ((int)second["queued"]!).Should().Be(0);
        third.ExpectProblem(409, "already-sent");
        message.Say("state").Should().Be("sent");
        message.Say("recipient").Should().Be("ben.twice@guest.example", "the placeholder shows nowhere");
        var mail = desk.MailsTo("ben.twice@guest.example").Should().ContainSingle().Subject;
        $"{mail.Raw}{mail.Text}{mail.Html}".Should().NotContain(".invalid");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-38")]
    public async Task Forty_presses_at_once_send_one_mail(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Cleo", "Impatient");
        var message = (await desk.MessageAbout(booking.Id)).IdOf();
        await desk.SetEmail(booking.Customer(), "cleo.impatient@guest.example");

        var presses = await Task.WhenAll(Enumerable.Range(0, 40).Select(press =>
            press % 2 == 0 ? desk.SendMissed(booking.Customer()) : desk.Business.Post($"messages/{message}/send")));
        await desk.Messages();

        presses.Should().OnlyContain(press => press.Status == 202 || press.Code == "already-sent" || press.Code == "already-told");
        desk.MailsTo("cleo.impatient@guest.example").Should().ContainSingle();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-38")]
    public async Task What_was_missed_is_told_as_it_stands_now_once_for_each_coming_booking(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var moved = await desk.Book("Dora", "Moved");
        var customer = moved.Customer();
        await desk.Messages();
        await desk.Move(moved.Id);
        var cancelled = await desk.Book(customer);
        await desk.Messages();
        await desk.Cancel(cancelled.Id);
        await desk.Messages();

        var answer = await desk.SetEmail(customer, "dora.moved@guest.example");
        (await desk.SendMissed(customer)).Expect(202);
        var messages = await desk.Messages($"bookingId={moved.Id}");

        ((int)answer["missedMessages"]!).Should().Be(1);
        var mail = desk.MailsTo("dora.moved@guest.example").Should().ContainSingle().Subject;
        mail.Subject.Should().StartWith("Booking confirmed");
        mail.Text.Should().Contain(await TimeOf(desk, moved.Id));
        messages.Select(message => (message.Say("kind"), message.Say("state"), message.Say("reason"))).Should()
            .Equal(("confirmation", "sent", null), ("change", "suppressed", "superseded"));
    }

    [Theory, OnEveryDatabase]
    public async Task Without_a_mailbox_nothing_is_queued(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Emil", "Nowhere");
        var message = await desk.MessageAbout(booking.Id);

        (await desk.SendMissed(booking.Customer())).ExpectProblem(409, "no-mailbox");
        (await desk.Business.Post($"messages/{message.IdOf()}/send")).ExpectProblem(409, "no-email");
    }

    private static async Task<string> TimeOf(FrontDesk desk, Guid booking) =>
        ((string)(await desk.Business.Get($"bookings/{booking}")).Expect(200)["startsAt"]!)[11..16];
}
