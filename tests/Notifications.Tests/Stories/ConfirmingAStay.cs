using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>Several bookings of one stay, one confirmation; and moves that staff keep to themselves.</summary>
public sealed class ConfirmingAStay
{
    [Theory, OnEveryDatabase, Trait("Issue", "C-itinerary")]
    public async Task Bookings_of_an_itinerary_are_told_together_and_later_changes_singly(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var stay = await desk.Itinerary("Anna", "Staying", "anna.staying@guest.example");
        var (first, second) = (await desk.BookFor(stay), await desk.BookFor(stay));
        (await desk.Messages()).Select(message => message.Say("reason")).Should().Equal("awaits-itinerary", "awaits-itinerary");
        desk.MailsTo("anna.staying@guest.example").Should().BeEmpty();

        (await desk.Confirm(stay.Id)).Expect(202);
        var messages = await desk.Messages();
        (await desk.Confirm(stay.Id)).Expect(202);
        var again = (await desk.Messages())[^1];

        messages.Select(message => (message.Say("kind"), message.Say("state"), message.Say("reason"))).Should()
            .Equal(("confirmation", "sent", "with-itinerary"), ("confirmation", "sent", "with-itinerary"), ("itinerary", "sent", null));
        var mail = desk.MailsTo("anna.staying@guest.example").Should().ContainSingle().Subject;
        mail.Subject.Should().StartWith("Your stay is confirmed: from ");
        mail.Text.Should().Contain($"Booking code: {(string)first["code"]!}").And.Contain($"Booking code: {(string)second["code"]!}");
        (again.Say("kind"), again.Say("reason")).Should().Be(("itinerary", "already-told"));

        await desk.Move(second.Id);
        await desk.Messages();

        desk.MailsTo("anna.staying@guest.example").Should().HaveCount(2).And.Contain(change => change.Subject.StartsWith("Booking changed", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase, Trait("Issue", "C-itinerary"), Trait("Criterion", "S0-29"), Trait("Criterion", "S0-38")]
    public async Task Without_an_email_the_confirmation_is_kept_and_offered_as_one_message(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var stay = await desk.Itinerary("Ben", "Placeholder", null);
        var (first, second) = (await desk.BookFor(stay), await desk.BookFor(stay));
        (await desk.Confirm(stay.Id)).Expect(202);
        (await desk.Messages()).Select(message => message.Say("reason")).Should().Equal("awaits-itinerary", "awaits-itinerary", "no-email");

        ((int)(await desk.SetEmail(stay.Customer(), "ben.stay@guest.example"))["missedMessages"]!).Should().Be(1);
        ((int)(await desk.SendMissed(stay.Customer())).Expect(202)["queued"]!).Should().Be(1);
        var messages = await desk.Messages();

        messages.Should().OnlyContain(message => message.Say("state") == "sent");
        desk.MailsTo("ben.stay@guest.example").Should().ContainSingle().Which.Text.Should().Contain((string)first["code"]!).And.Contain((string)second["code"]!);
    }

    [Theory, OnEveryDatabase, Trait("Issue", "C-itinerary")]
    public async Task A_cancelled_booking_is_left_out_and_an_empty_stay_is_not_confirmed(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var stay = await desk.Itinerary("Cleo", "Changing", "cleo.changing@guest.example");
        (await desk.Confirm(stay.Id)).ExpectProblem(409, "nothing-to-confirm");
        (await desk.Confirm(Guid.NewGuid())).ExpectProblem(404, "not-found");
        var (kept, off) = (await desk.BookFor(stay), await desk.BookFor(stay));
        await desk.Cancel(off.Id);

        (await desk.Confirm(stay.Id)).Expect(202);
        await desk.Messages();

        desk.MailsTo("cleo.changing@guest.example").Should().ContainSingle("who was not told of a booking need not hear that it is off")
            .Which.Text.Should().Contain((string)kept["code"]!).And.NotContain((string)off["code"]!);
    }

    [Theory, OnEveryDatabase, Trait("Issue", "C-untold")]
    public async Task A_message_about_a_move_waits_so_that_it_can_be_held_back_or_undone_unheard(Db db)
    {
        await using var platform = await Testing.Platform.Start(db, new Dictionary<string, string?> { ["Mail:ChangesWait"] = "00:10:00", ["Outbox:Poll"] = "00:00:00.2" });
        var desk = await FrontDesk.Open(platform);
        var (kept, undone) = (await desk.Book("Ed", "Kept", "ed.kept@guest.example"), await desk.Book("Fay", "Undone", "fay.undone@guest.example"));
        await desk.Messages();
        await desk.Move(kept.Id);
        await desk.Move(undone.Id);
        await Eventually.IsTrue(async () => (await desk.Now("state=queued")).Count == 2, "both changes wait");

        (await desk.Business.Post($"bookings/{kept.Id}/hold-back")).Expect(200);
        (await desk.Business.Post($"bookings/{undone.Id}/undo")).Expect(200);
        await Eventually.IsTrue(async () => (await desk.Now($"bookingId={undone.Id}")).Count == 3, "the way back is noted too");
        platform.Clock.Shift(TimeSpan.FromMinutes(11));
        await desk.Messages();

        (await desk.Now("state=queued")).Should().BeEmpty();
        (await desk.Now("state=suppressed")).Should().HaveCount(3).And.OnlyContain(message => message.Say("reason") == "staff-chose-so");
        desk.MailsTo("ed.kept@guest.example").Should().ContainSingle("the confirmation");
        desk.MailsTo("fay.undone@guest.example").Should().ContainSingle("the confirmation");
        (await desk.Business.Post($"bookings/{(await desk.Book("Gus", "Early")).Id}/hold-back")).ExpectProblem(409, "told-already");
    }

    [Theory, OnEveryDatabase, Trait("Issue", "C-untold")]
    public async Task A_move_that_staff_keep_to_themselves_is_logged_and_can_still_be_told(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Dora", "Untold", "dora.untold@guest.example");
        await desk.Messages();

        await desk.Move(booking.Id, tell: false);
        var message = (await desk.Messages())[^1];

        (message.Say("kind"), message.Say("state"), message.Say("reason"), message.Say("reasonText")).Should().Be(("change", "suppressed", "staff-chose-so", "Not sent — staff chose so."));
        desk.MailsTo("dora.untold@guest.example").Should().ContainSingle().Which.Subject.Should().StartWith("Booking confirmed");
        (await desk.Business.Post($"messages/{message.IdOf()}/send")).Expect(202);
        await desk.Messages();
        desk.MailsTo("dora.untold@guest.example").Should().HaveCount(2);
    }
}
