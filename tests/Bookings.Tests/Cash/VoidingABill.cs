using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>A bill is voided with trace, never deleted, and comes back under the same number.</summary>
public sealed class VoidingABill
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-4")]
    [Trait("Criterion", "S3-22")]
    public async Task A_no_show_takes_the_bill_out_of_the_register_and_its_undo_brings_the_same_number_back(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        var number = (string)(await desk.Bill(booking))["number"]!;

        var voided = await Ask(desk, bills => bills.Void(booking, VoidCause.NoShow, "Nobody came", default));
        (await desk.Bills("state=open")).Should().BeEmpty();
        var restored = await Ask(desk, bills => bills.Restore(booking, default));

        (voided.State, voided.Total.AmountMinor, voided.VoidCause).Should().Be((BillState.Voided, 0, VoidCause.NoShow));
        (restored.State, restored.Total.AmountMinor, restored.Number).Should().Be((BillState.Open, 8000, number));
        (await desk.Bills("state=open")).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-25")]
    public async Task What_was_paid_for_a_voided_bill_is_credit_to_give_back_or_to_keep(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 2000, "cash")).Expect(201);
        (await desk.Pay(booking, 3000, "voucher")).Expect(201);

        (await desk.Void(booking)).Expect(200).Sums().Should().Be(("voided", 0, 5000, -5000));
        (await desk.Act(booking, "keep", new { amount = Register.Eur(2000), reason = "Deposit" })).Expect(200).Sums().Should().Be(("voided", 2000, 5000, -3000));
        (await desk.Refund(booking, 3000, "voucher")).Expect(201).Sums().Should().Be(("voided", 2000, 2000, 0));

        (await desk.Refund(booking, 1, "cash")).ExpectProblem(422, "refund-too-large");
        (await desk.Act(booking, "keep", new { amount = Register.Eur(1), reason = "More" })).ExpectProblem(422, "no-such-credit");
        (await desk.Act(booking, "restore")).Expect(200).Sums().Should().Be(("open", 8000, 2000, 6000));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-25")]
    public async Task A_paid_bill_with_a_receipt_is_voided_with_a_credit_note(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 8000)).Expect(201);
        (await desk.Act(booking, "receipt")).Expect(201);

        var bill = (await desk.Void(booking)).Expect(200);

        bill.Sums().Should().Be(("voided", 0, 8000, -8000));
        bill["receipts"]!.AsArray().Select(receipt => ((string?)receipt!["kind"], receipt["total"].Minor())).Should().Equal(("receipt", 8000), ("creditNote", -8000));
        (await desk.Refund(booking, 8000)).Expect(201).Sums().Should().Be(("voided", 0, 0, 0));
    }

    [Theory, OnEveryDatabase]
    public async Task A_voided_bill_takes_no_money_no_lines_no_receipt_and_no_second_void(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Act(booking, "restore")).ExpectProblem(409, "wrong-state");
        (await desk.Act(booking, "void", new { reason = " " })).ExpectProblem(422, "validation");
        (await desk.Void(booking)).Expect(200);

        (await desk.Void(booking)).ExpectProblem(409, "wrong-state");
        (await desk.Pay(booking, 100)).ExpectProblem(409, "bill-voided");
        (await desk.Line(booking, "Wine", 100)).ExpectProblem(409, "bill-voided");
        (await desk.Act(booking, "receipt")).ExpectProblem(409, "bill-voided");
        ((string?)(await desk.Bill(booking))["voided"]!["reason"]).Should().Be("Booked twice");
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancelled_bookings_bill_is_voided_by_itself_and_its_deposit_is_credit(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 2000)).Expect(201);

        (await desk.Business.Post($"bookings/{booking}/cancel", new { reason = "Ill" })).Expect(200);

        (await desk.Bill(booking)).Sums().Should().Be(("voided", 0, 2000, -2000));
        (await desk.Act(booking, "restore")).ExpectProblem(409, "wrong-state");
        (await desk.Refund(booking, 2000)).Expect(201).Sums().Should().Be(("voided", 0, 0, 0));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_who_may_close_the_register_voids(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        var key = await desk.Business.Platform.NewKey(desk.Business, Kernel.Web.Right.UseCash);
        using var client = desk.Business.Platform.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        (await client.GetAsync($"/api/v1/cash/bills/{booking}")).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        foreach (var act in new[] { $"bills/{booking}/void", $"bills/{booking}/restore", $"bills/{booking}/keep", "closing" })
            (await client.PostAsync($"/api/v1/cash/{act}", null)).StatusCode.Should().Be(System.Net.HttpStatusCode.Forbidden, act);
    }

    /// <summary>As another module asks: in its own work, which it saves itself.</summary>
    private static Task<BillCard> Ask(Desk desk, Func<IBills, Task<Kernel.Answer<BillCard>>> act) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var card = (await act(services.GetRequiredService<IBills>())).Value;
        await services.GetRequiredService<Work>().SaveAsync(default);
        return card;
    });
}
