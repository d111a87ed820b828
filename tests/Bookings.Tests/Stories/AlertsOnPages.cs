using System.Net;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Browser = BookingPlatform.Testing.Desk;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Where staff meet an alert, as a browser without script sees it.</summary>
public sealed class AlertsOnPages
{
    private const string Alert = "Argues about the bill";

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-16"), Trait("Criterion", "S2-17"), Trait("Criterion", "S2-28")]
    public async Task The_agenda_the_week_and_the_list_show_a_flag_with_words(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);
        (await desk.Book(desk.Booking("10:00").ForKnown(customer))).Expect(201);

        foreach (var page in new[] { $"/agenda?date={desk.SomeDay:yyyy-MM-dd}&view=day", $"/agenda?date={desk.SomeDay:yyyy-MM-dd}&view=week", $"/bookings?customerId={customer}", $"/customers/{customer}?tab=bookings" })
        {
            var shown = (await browser.Open(page)).Expect(HttpStatusCode.OK);
            var main = shown.Document.QuerySelector("main")!;
            main.QuerySelectorAll("use").Select(icon => icon.GetAttribute("href")).Should().Contain(href => href!.EndsWith("#flag", StringComparison.Ordinal), page);
            main.TextContent.Should().Contain("Alert").And.Contain(Alert, page);
        }
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-18")]
    public async Task A_class_tile_counts_its_flags_and_its_roster_shows_whose_they_are(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "09:00") })).Expect(201);
        var yoga = desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null);
        var session = (Guid)(await desk.Book(yoga.DeepClone().AsObject().ForKnown(customer))).Expect(201)["sessionId"]!;
        (await desk.Book(yoga.DeepClone().AsObject().For("Rui", "Costa", "rui@example.com"))).Expect(201);

        var agenda = await browser.Open($"/agenda?date={desk.SomeDay:yyyy-MM-dd}&view=day");
        var roster = await browser.Open($"/bookings/classes/{session}");

        agenda.Document.QuerySelector(".tile.class .marks")!.TextContent.Should().Contain("1 with an alert");
        roster.Document.QuerySelectorAll("[aria-label='Who comes'] li").Where(line => line.QuerySelector(".chip.flag") is not null).Should().ContainSingle()
            .Which.TextContent.Should().Contain("Ana Silva").And.Contain(Alert);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-19"), Trait("Criterion", "S2-20"), Trait("Criterion", "S2-21")]
    public async Task The_booking_tells_the_alert_in_both_tabs_and_markup_in_it_stays_text(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);
        var booking = (await desk.Book(desk.Booking().ForKnown(customer))).Expect(201).Id;
        await desk.Flag(customer, "<script>alert(1)</script>");

        foreach (var tab in new[] { "", "?tab=customer" })
        {
            var note = (await browser.Open($"/bookings/{booking}{tab}")).Document.QuerySelector("main .notice.bad")!;
            note.TextContent.Should().Contain("Alert").And.Contain("<script>alert(1)</script>").And.Contain("From the customer card");
            (note.QuerySelector("script"), note.QuerySelector("use")!.GetAttribute("href")!.EndsWith("#flag-filled", StringComparison.Ordinal)).Should().Be((null, true));
        }
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-22"), Trait("Criterion", "S1-19"), Trait("Criterion", "S1-20")]
    public async Task Whoever_is_chosen_is_shown_with_the_alert_before_anything_is_saved(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);

        var options = await browser.Open("/bookings/new/customers?q=Silva", htmx: true);
        var form = await browser.Open("/bookings/new?path=validated", htmx: true);
        var chosen = await browser.Send(form, "booking", htmx: true, ("choose", customer.ToString()));
        var again = await browser.Send(chosen, "booking", htmx: true, ("step", "Schedule"));
        var fromCard = await browser.Open($"/bookings/new?customerId={customer}&path=validated");

        options.Document.QuerySelector(".option .chip.flag")!.TextContent.Should().Contain(Alert);
        chosen.Html.Should().Contain("<hx-partial hx-target=\"#status\">Ana Silva is flagged. Alert: " + Alert, "it is announced");
        again.Html.Should().NotContain("is flagged", "once is enough");
        foreach (var page in new[] { chosen, again, fromCard })
            page.Document.QuerySelector(".notice.bad")!.TextContent.Should().Contain(Alert);
        (await desk.Bookings()).Should().Be(0);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-23"), Trait("Criterion", "C17")]
    public async Task A_name_typed_without_looking_it_up_is_hinted_at_with_the_flag(Db db)
    {
        var (_, customer, browser) = await Flagged(db);

        var hint = await browser.Open("/bookings/new/lookalikes?firstName=Ana&lastName=Silva", htmx: true);
        var nobody = await browser.Open("/bookings/new/lookalikes?firstName=Rui&lastName=Nobody", htmx: true);

        hint.Text.Should().ContainEquivalentOf("looks like").And.Contain(Alert);
        hint.Document.QuerySelector("button[name=choose]")!.GetAttribute("value").Should().Be(customer.ToString());
        nobody.Text.Trim().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-16")]
    public async Task Searching_shows_the_flag(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);
        var code = (string)(await desk.Book(desk.Booking().ForKnown(customer))).Expect(201)["code"]!;

        foreach (var sought in new[] { code, "Silva" })
            (await browser.Open($"/search?q={sought}")).Document.QuerySelector("main .chip.flag")!.TextContent.Should().Contain(Alert, sought);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-11"), Trait("Criterion", "S2-34")]
    public async Task An_alert_of_the_bookings_own_is_written_and_removed_on_its_page(Db db)
    {
        var (desk, customer, browser) = await Flagged(db);
        var booking = (await desk.Book(desk.Booking().ForKnown(customer))).Expect(201).Id;

        var page = await browser.Open($"/bookings/{booking}/alert");
        (await browser.Send(page, "alert", ("message", "Bad knee"))).Expect(HttpStatusCode.Redirect);
        var own = await desk.Alert(booking);
        (await browser.Send(await browser.Open($"/bookings/{booking}/alert"), "alert", ("clear", "true"))).Expect(HttpStatusCode.Redirect);

        page.Text.Should().Contain("may ask for a copy");
        (own, await desk.Alert(booking)).Should().Be(("own: Bad knee", $"inherited: {Alert}"));
    }

    private static async Task<(Desk Desk, Guid Customer, Browser Browser)> Flagged(Db db)
    {
        var desk = await Desk.Open(db);
        var customer = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(customer, Alert);
        return (desk, customer, await Browser.Of(desk.Business));
    }
}
