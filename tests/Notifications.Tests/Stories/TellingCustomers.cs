using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

public sealed class TellingCustomers
{
    [Theory, OnEveryDatabase]
    public async Task A_booking_is_confirmed_by_mail_once(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));

        var booking = await desk.Book("Anna", "Smyth", "anna.once@guest.example");
        var message = await desk.MessageAbout(booking.Id);

        message.Say("kind").Should().Be("confirmation");
        message.Say("state").Should().Be("sent");
        message.Say("recipient").Should().Be("anna.once@guest.example");
        message.Say("subject").Should().StartWith("Booking confirmed: Massage, ");
        message.Say("language").Should().Be("en-GB");
        var mail = desk.MailsTo("anna.once@guest.example").Should().ContainSingle().Subject;
        mail.Text.Should().StartWith("Hello Anna Smyth,").And.Contain($"Booking code: {(string)booking["code"]!}");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-27"), Trait("Criterion", "S0-29"), Trait("Criterion", "S0-30")]
    public async Task A_customer_without_an_email_is_never_mailed_and_never_counted_as_told(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.Start(db));
        await using var platform = desk.Business.Platform;

        var booking = await desk.Book("John", "Doe");
        await desk.Move(booking.Id);
        await desk.Cancel(booking.Id);
        var messages = await desk.Messages($"customerId={booking.Customer()}");

        messages.Select(message => message.Say("kind")).Should().Equal("confirmation", "change", "cancellation");
        messages.Should().OnlyContain(message => message.Say("state") == "suppressed" && message.Say("sentAt") == null && message.Say("recipient") == null);
        messages.Select(message => message.Say("reason")).Should().OnlyContain(reason => reason == "no-email" || reason == "booking-cancelled");
        messages[2].Say("reasonText").Should().Be("Not sent — no email.");
        (await desk.Messages("state=sent")).Should().BeEmpty();
        Directory.Exists(platform.Settings.MailFolder).Should().BeFalse("no mail was written at all");
        var summary = (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200)["messages"]!;
        ((int?)summary["sent"] ?? 0).Should().Be(0);
        ((int?)summary["suppressed"]).Should().Be(3);
    }

    [Theory, OnEveryDatabase]
    public async Task A_move_and_a_cancellation_are_told_in_order(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Ben", "Okafor", "ben.order@guest.example");
        await desk.Messages();

        await desk.Move(booking.Id);
        await desk.Messages();
        await desk.Cancel(booking.Id);
        await desk.Messages();

        desk.MailsTo("ben.order@guest.example").Select(mail => mail.Subject.Split(':')[0]).Should().Equal("Booking confirmed", "Booking changed", "Booking cancelled");
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_business_has_switched_off_is_noted_and_not_sent(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));

        var settings = (await desk.Business.Put("message-settings", new { confirmations = false, changes = true, cancellations = true }, version: 0)).Expect(200);
        var booking = await desk.Book("Carla", "Diaz", "carla.off@guest.example");
        var message = await desk.MessageAbout(booking.Id);

        ((int)settings["version"]!).Should().Be(1);
        message.Say("reason").Should().Be("switched-off");
        desk.MailsTo("carla.off@guest.example").Should().BeEmpty();
        (await desk.Business.Put("message-settings", new { confirmations = true, changes = true, cancellations = true }, version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Post($"messages/{message.IdOf()}/send")).ExpectProblem(409, "switched-off");
    }

    [Theory, OnEveryDatabase]
    public async Task Messages_are_listed_newest_first_a_page_at_a_time(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        for (var i = 0; i < 5; i++)
            await desk.Book("Dana", $"Number{i}");
        await desk.Messages();

        var seen = new List<Guid>();
        var cursor = "";
        do
        {
            var page = (await desk.Business.Get($"messages?most=2&cursor={cursor}")).Expect(200);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.IdOf()));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        seen.Should().HaveCount(5).And.OnlyHaveUniqueItems();
        seen.Should().Equal((await desk.Messages()).Reverse().Select(message => message.IdOf()));
        (await desk.Business.Get("messages?state=nonsense")).ExpectProblem(422, "validation");
        (await desk.Business.Get("messages?cursor=nonsense")).ExpectProblem(422, "validation");
        (await desk.Business.Get("messages?most=0")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_sees_or_sends_another_business_messages(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (ours, theirs) = (await FrontDesk.Open(platform), await FrontDesk.Open(platform));
        var booking = await theirs.Book("Eve", "Adams");
        var message = await theirs.MessageAbout(booking.Id);

        (await ours.Messages($"bookingId={booking.Id}")).Should().BeEmpty();
        (await ours.Business.Post($"messages/{message.IdOf()}/send")).ExpectProblem(404, "not-found");
        (await ours.SendMissed(booking.Customer())).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_that_may_only_see_messages_sends_none(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Finn", "Berg");
        var message = await desk.MessageAbout(booking.Id);
        var key = await desk.Business.Platform.NewKey(desk.Business, "messages.see");

        (await Ask(desk, key, HttpMethod.Get, "messages")).Should().Be(200);
        (await Ask(desk, key, HttpMethod.Post, $"messages/{message.IdOf()}/send")).Should().Be(403);
        (await Ask(desk, key, HttpMethod.Post, $"customers/{booking.Customer()}/missed-messages/send")).Should().Be(403);
        (await Ask(desk, key, HttpMethod.Put, "message-settings")).Should().Be(403);
    }

    private static async Task<int> Ask(FrontDesk desk, string key, HttpMethod method, string path) =>
        (await desk.Business.Send(method, path, method == HttpMethod.Put ? new { confirmations = true, changes = true, cancellations = true } : null,
            request => request.Headers.Authorization = new("Bearer", key))).Status;
}
