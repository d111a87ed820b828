using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>Issued documents: numbered without a gap, never changed.</summary>
public sealed class IssuedReceipts
{
    [Theory, OnEveryDatabase]
    public async Task Twenty_at_once_get_twenty_numbers_without_a_gap(Db db)
    {
        var desk = await Desk.Open(db);
        var stays = await Task.WhenAll(Enumerable.Range(0, 20).Select(day => desk.Stay(1, inDays: day)));
        await Task.WhenAll(stays.Select(stay => desk.Pay(stay, 12000)));

        var receipts = await Task.WhenAll(stays.Select(stay => Task.Run(() => desk.Act(stay, "receipt"))));

        receipts.Select(receipt => (string)receipt.Expect(201)["number"]!).Should().BeEquivalentTo(Enumerable.Range(1, 20).Select(number => $"{desk.Today.Year}-{number:00000}"));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-11")]
    public async Task What_was_printed_stays_when_customer_and_booking_change(Db db)
    {
        var desk = await Desk.Open(db);
        var stay = await desk.Stay(2);
        (await desk.Pay(stay, 24000, "cash")).Expect(201);
        var issued = (await desk.Act(stay, "receipt")).Expect(201);

        var customer = (await desk.Business.Get($"customers/{(Guid)(await desk.Bill(stay))["customerId"]!}")).Expect(200);
        (await desk.Business.Patch($"customers/{customer.Id}", new { lastName = "Pereira" }, (int)customer["version"]!)).Expect(200);
        (await desk.Business.Post($"bookings/{stay}/move", new { departure = desk.Today.AddDays(4) })).Expect(200);

        var again = (await desk.Business.Get($"cash/receipts/{issued.Id}")).Expect(200);
        again.Text.Should().Be(issued.Text);
        ((string?)again["text"]!["customer"], again["text"]!["total"].Minor()).Should().Be(("Ana Silva", 24000));
        (await desk.Bill(stay)).Sums().Total.Should().Be(48000);
        ((string?)(await desk.Bill(stay))["customer"]).Should().Be("Ana Pereira");
    }

    [Theory, OnEveryDatabase]
    public async Task Asked_again_the_same_receipt_is_answered_until_the_bill_changes(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Act(booking, "receipt")).ExpectProblem(409, "nothing-paid");
        (await desk.Pay(booking, 5000)).Expect(201);
        var first = (await desk.Act(booking, "receipt")).Expect(201);

        (await desk.Act(booking, "receipt")).Expect(201).Id.Should().Be(first.Id);
        (await desk.Pay(booking, 3000)).Expect(201);
        var second = (await desk.Act(booking, "receipt")).Expect(201);

        second["text"]!["paid"].Minor().Should().Be(8000);
        (await desk.Bill(booking))["receipts"]!.AsArray().Select(receipt => (string?)receipt!["kind"]).Should().Equal("receipt", "creditNote", "receipt");
    }

    [Theory, OnEveryDatabase]
    public async Task A_correction_is_a_credit_note_that_names_its_receipt_and_frees_the_lines(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        var line = (Guid)(await desk.Line(booking, "Wine", 2000)).Expect(201)["lines"]![1]!["id"]!;
        (await desk.Pay(booking, 10000)).Expect(201);
        var receipt = (await desk.Act(booking, "receipt")).Expect(201);
        (await desk.Business.Delete($"cash/bills/{booking}/lines/{line}")).ExpectProblem(409, "receipt-issued");

        (await desk.Business.Post($"cash/receipts/{receipt.Id}/credit", new { reason = " " })).ExpectProblem(422, "validation");
        var note = (await desk.Business.Post($"cash/receipts/{receipt.Id}/credit", new { reason = "No wine" })).Expect(201);

        ((Guid?)note["correctsId"], (string?)note["text"]!["corrects"], note["text"]!["total"].Minor()).Should().Be((receipt.Id, (string?)receipt["number"], -10000));
        (await desk.Business.Post($"cash/receipts/{receipt.Id}/credit", new { reason = "Again" })).ExpectProblem(409, "wrong-state");
        (await desk.Business.Delete($"cash/bills/{booking}/lines/{line}")).Expect(200).Sums().Should().Be(("paid", 8000, 10000, -2000));
    }
}
