using System.Net;
using System.Text;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Browser = BookingPlatform.Testing.Desk;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>The register as staff see it, without script.</summary>
public sealed class CashPages
{
    [Theory, OnEveryDatabase]
    public async Task A_bill_is_found_paid_and_printed_by_link_and_form(Db db)
    {
        var (desk, stay, browser) = await Opened(db);

        var list = (await browser.Open("/cash")).Expect(HttpStatusCode.OK);
        list.Document.QuerySelector($"a[href='/cash/bills/{stay}']").Should().NotBeNull();
        var bill = (await browser.Open($"/cash/bills/{stay}")).Expect(HttpStatusCode.OK);
        bill.Document.QuerySelector("#pay-amount")!.GetAttribute("value").Should().Be("240.00");
        (await browser.Send(bill, "pay", ("kind", "Cash"), ("amount", "40,50"))).Expect(HttpStatusCode.Redirect).Location.Should().Be($"/cash/bills/{stay}");
        (await browser.Send(await browser.Open($"/cash/bills/{stay}"), "pay", ("kind", "Card"), ("amount", "199.50"))).Expect(HttpStatusCode.Redirect);
        var printed = (await browser.Send(await browser.Open($"/cash/bills/{stay}"), "receipt")).Expect(HttpStatusCode.Redirect);

        var receipt = (await browser.Open(printed.Location!)).Expect(HttpStatusCode.OK);
        receipt.Heading.Should().StartWith("Receipt ");
        receipt.Text.Should().Contain("€240.00").And.Contain("Ana Silva");
        (await browser.Open("/cash?view=paid")).Text.Should().Contain("Paid");
        (await desk.Bill(stay)).Sums().State.Should().Be("paid");
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_refused_stands_beside_the_field_and_changes_nothing(Db db)
    {
        var (desk, stay, browser) = await Opened(db);
        var bill = await browser.Open($"/cash/bills/{stay}");

        var refused = (await browser.Send(bill, "pay", ("kind", "Card"), ("amount", "240,01"))).Expect(HttpStatusCode.UnprocessableEntity);

        refused.ErrorOf("amount").Should().Contain("€240.00 is due");
        (await browser.Send(bill, "pay", ("kind", "Card"), ("amount", "much"))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("amount").Should().Contain("Give an amount in EUR");
        (await browser.Send(bill, "discount", ("unitPrice", "10"), ("reason", ""))).Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Say why a discount is given");
        (await browser.Send(bill, "line", ("text", "Wine"), ("quantity", "1"), ("unitPrice", "10"), ("tax", "101"))).Expect(HttpStatusCode.UnprocessableEntity);
        (await browser.Send(bill, "void", ("reason", " "))).Expect(HttpStatusCode.UnprocessableEntity);
        (await desk.Bill(stay)).Sums().Should().Be(("open", 24000, 0, 24000));
    }

    [Theory, OnEveryDatabase]
    public async Task Extras_discounts_voids_and_refunds_are_made_from_the_page(Db db)
    {
        var (desk, stay, browser) = await Opened(db);
        async Task Press(string form, params (string, string)[] typed) =>
            (await browser.Send(await browser.Open($"/cash/bills/{stay}"), form, typed)).Expect(HttpStatusCode.Redirect);

        await Press("line", ("text", "Wine"), ("quantity", "2"), ("unitPrice", "10.60"), ("tax", "6"));
        await Press("discount", ("unitPrice", "11,20"), ("reason", "Regular guest"));
        var line = (Guid)(await desk.Bill(stay))["lines"]![1]!["id"]!;
        (await desk.Bill(stay)).Sums().Total.Should().Be(25000);
        await Press("remove", ("line", line.ToString()));
        await Press("pay", ("kind", "Card"), ("amount", "100"));
        await Press("void", ("reason", "Wrong room"));
        await Press("keep", ("amount", "20"), ("reason", "Cleaning"));
        await Press("refund", ("kind", "Card"), ("amount", "80"), ("reason", "Void"));

        (await desk.Bill(stay)).Sums().Should().Be(("voided", 2000, 2000, 0));
        await Press("restore");
        (await desk.Bill(stay)).Sums().Should().Be(("open", 22880, 2000, 20880));
    }

    [Theory, OnEveryDatabase]
    public async Task The_day_is_counted_and_closed_on_its_page(Db db)
    {
        var (desk, stay, browser) = await Opened(db);
        (await desk.Pay(stay, 5000, "cash")).Expect(201);
        var page = (await browser.Open("/cash/closing")).Expect(HttpStatusCode.OK);
        page.Text.Should().Contain("€50.00");

        (await browser.Send(page, "close", ("countedCash", "49"), ("takenOut", ""), ("reason", ""))).Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("reason").Should().Contain("€50.00 should be there");
        (await browser.Send(page, "close", ("countedCash", "50,00"), ("takenOut", ""), ("reason", ""))).Expect(HttpStatusCode.Redirect);

        var closed = await browser.Open("/cash/closing");
        closed.Text.Should().Contain("Closed").And.Contain("Left in the drawer");
        closed.Document.Forms.Should().NotContain(form => form.QuerySelector("[name=countedCash]") != null);
        (await browser.Open("/cash/closing?day=1999-01-01")).Text.Should().Contain("was counted with the closing of");
    }

    [Theory, OnEveryDatabase]
    public async Task Booking_customer_and_drawer_show_the_bill(Db db)
    {
        var (desk, stay, browser) = await Opened(db);
        (await desk.Pay(stay, 5000)).Expect(201);
        var customer = (Guid)(await desk.Bill(stay))["customerId"]!;

        (await browser.Open($"/bookings/{stay}")).Text.Should().Contain("Still due").And.Contain("€190.00");
        (await browser.Open($"/customers/{customer}")).Text.Should().Contain("€190.00");
        (await browser.Open($"/cash?customerId={customer}")).Document.QuerySelector($"a[href='/cash/bills/{stay}']").Should().NotBeNull();
        (await browser.Open($"/cash/bills/{stay}", htmx: true)).Document.QuerySelector(".panel #drawer-title").Should().NotBeNull();
        (await browser.Open($"/cash/bills/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
        (await browser.Open($"/cash/receipts/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
        (await browser.Open("/cash?q=Silva")).Document.QuerySelector($"a[href='/cash/bills/{stay}']").Should().NotBeNull();
    }

    [Theory, OnEveryDatabase]
    public async Task A_receipt_is_a_tagged_pdf_that_prints_the_same_every_time(Db db)
    {
        var (desk, stay, browser) = await Opened(db);
        (await desk.Pay(stay, 24000)).Expect(201);
        var receipt = (await desk.Act(stay, "receipt")).Expect(201).Id;

        var first = (await desk.Business.Get($"cash/receipts/{receipt}.pdf")).Expect(200);
        (await desk.Business.Post($"cash/receipts/{receipt}/credit", new { reason = "Wrong" })).Expect(201);
        var again = (await desk.Business.Get($"cash/receipts/{receipt}.pdf")).Expect(200);

        first.ContentType.Should().Be("application/pdf");
        Encoding.Latin1.GetString(first.Bytes).Should().StartWith("%PDF-").And.Contain("/StructTreeRoot");
        again.Bytes.Should().Equal(first.Bytes);
        (await browser.Http.GetByteArrayAsync($"/cash/receipts/{receipt}.pdf")).Should().Equal(first.Bytes);
        (await desk.Business.Get($"cash/receipts/{Guid.NewGuid()}.pdf")).ExpectProblem(404, "not-found");
    }

    private static async Task<(Desk Desk, Guid Stay, Browser Browser)> Opened(Db db)
    {
        var desk = await Desk.Open(db);
        return (desk, await desk.Stay(2), await Browser.Of(desk.Business));
    }
}
