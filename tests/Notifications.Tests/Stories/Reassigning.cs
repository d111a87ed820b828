using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>A booking gets another customer, and an alert that no guest may ever read.</summary>
public sealed class Reassigning
{
    private const string Canary = "canary-7f3a";

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-51"), Trait("Criterion", "S0-52")]
    public async Task What_the_temporary_customer_missed_is_offered_to_the_right_one_and_not_blasted(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Ana", "Temporary");
        await desk.Messages();
        var right = (await desk.Business.Post("customers", new { firstName = "Ana", lastName = "Right", email = "ana.right@guest.example" })).Expect(201).Id;

        (await desk.Business.Post($"bookings/{booking.Id}/assign", new { customerId = right })).Expect(200);
        var offered = await desk.Messages($"customerId={right}");
        var before = desk.MailsTo("ana.right@guest.example").Count;
        (await desk.SendMissed(right)).Expect(202);
        await desk.Messages();

        offered.Should().ContainSingle().Which.Say("reason").Should().Be("missed-before");
        (before, desk.MailsTo("ana.right@guest.example").Count).Should().Be((0, 1));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-51")]
    public async Task Later_messages_go_to_the_new_customer_and_what_was_sent_stays_with_the_first(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var booking = await desk.Book("Rui", "Wrong", "rui.wrong@guest.example");
        await desk.Messages();
        var right = (await desk.Business.Post("customers", new { firstName = "Rui", lastName = "Right", email = "rui.right@guest.example" })).Expect(201).Id;

        (await desk.Business.Post($"bookings/{booking.Id}/assign", new { customerId = right })).Expect(200);
        await desk.Move(booking.Id);
        await desk.Messages();

        desk.MailsTo("rui.wrong@guest.example").Should().ContainSingle("only the confirmation");
        desk.MailsTo("rui.right@guest.example").Should().ContainSingle("the change");
        (await desk.Now($"customerId={booking.Customer()}")).Should().ContainSingle().Which.Say("state").Should().Be("sent");
    }

    /// <summary>Every kind of message, for an own alert and for an inherited one, and all that is kept of them.</summary>
    [Theory, OnEveryDatabase, Trait("Criterion", "S2-26")]
    public async Task No_message_tells_an_alert(Db db)
    {
        var desk = await FrontDesk.Open(await Testing.Platform.On(db));
        var first = await desk.Book("Eva", "Canary", "eva.canary@guest.example");
        (await desk.Business.Put($"customers/{first.Customer()}/alert", new { message = $"{Canary} of the customer" })).Expect(200);
        (await desk.Business.Put($"bookings/{first.Id}/alert", new { message = $"{Canary} of the booking" })).Expect(200);
        var second = await desk.Book(first.Customer());
        await desk.Messages();
        foreach (var booking in new[] { first.Id, second.Id })
        {
            await desk.Move(booking);
            await desk.Messages();
            await desk.Cancel(booking);
        }

        await desk.Messages();

        var mails = desk.MailsTo("eva.canary@guest.example");
        mails.Should().HaveCountGreaterThanOrEqualTo(2, "or this test would read nothing");
        mails.Should().OnlyContain(mail => !mail.Raw.Contains(Canary) && !mail.Text.Contains(Canary) && !mail.Html.Contains(Canary));
        (await desk.Business.Get($"messages?customerId={first.Customer()}")).Expect(200).Text.Should().NotContain(Canary);
        (await desk.Business.Get($"bookings/{first.Id}")).Expect(200).Text.Should().Contain(Canary, "or this test would look for something that is not there");
    }
}
