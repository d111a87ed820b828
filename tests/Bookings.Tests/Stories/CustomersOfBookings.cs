using System.Net;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Browser = BookingPlatform.Testing.Desk;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>The bookings of a customer who changes, is deleted, came, or turns out to be somebody else.</summary>
public sealed class CustomersOfBookings
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-28"), Trait("Criterion", "S1-29")]
    public async Task The_bookings_of_a_deleted_customer_open_everywhere_without_a_dead_link(Db db)
    {
        var (desk, customer, browser) = await Known(db);
        var booking = (await desk.Book(desk.Booking().ForKnown(customer))).Expect(201).Id;
        (await desk.Business.Delete($"customers/{customer}")).Expect(200);

        foreach (var address in new[] { $"/bookings/{booking}", $"/bookings/{booking}?tab=customer", $"/bookings?customerId={customer}", $"/agenda?date={desk.SomeDay:yyyy-MM-dd}&view=day" })
        {
            var page = (await browser.Open(address)).Expect(HttpStatusCode.OK);
            page.Text.Should().Contain("Ana Silva", address);
            if (!address.Contains("agenda"))
                page.Text.Should().Contain("Deleted customer", address);
            foreach (var link in page.Document.QuerySelectorAll("main a[href*='/customers/']").Select(link => link.GetAttribute("href")!))
                (await browser.Open(link)).Status.Should().Be(HttpStatusCode.OK, $"{address} links to {link}");
        }

        var read = (await desk.Business.Get($"bookings/{booking}")).Expect(200);
        ((bool)read["customer"]!["deleted"]!, (string)read["customer"]!["lastName"]!).Should().Be((true, "Silva"));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-29")]
    public async Task Nothing_new_is_booked_for_a_deleted_customer(Db db)
    {
        var (desk, customer, browser) = await Known(db);
        var itinerary = (await desk.Business.Post("itineraries", new { customerId = customer, from = desk.SomeDay, to = desk.SomeDay })).Expect(201).Id;
        (await desk.Business.Delete($"customers/{customer}")).Expect(200);

        (await desk.Book(desk.Booking().ForKnown(customer))).ExpectProblem(409, "customer-deleted");
        (await desk.Book(desk.Booking().With("path", "itinerary").With("itineraryId", itinerary).With("customer", null))).ExpectProblem(409, "customer-deleted");
        (await desk.Business.Post("itineraries", new { customerId = customer, from = desk.SomeDay, to = desk.SomeDay })).ExpectProblem(409, "customer-deleted");
        (await browser.Open($"/bookings/new?customerId={customer}")).Expect(HttpStatusCode.Conflict).Text.Should().Contain("was deleted");
        (await browser.Open($"/itineraries/{itinerary}")).Expect(HttpStatusCode.OK);

        (await desk.Bookings()).Should().Be(0);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-15"), Trait("Criterion", "S0-54")]
    public async Task All_bookings_of_any_state_stand_on_the_card_and_can_be_filtered(Db db)
    {
        var (desk, customer, browser) = await Known(db);
        foreach (var (days, status) in new[] { (-9, BookingStatus.Done), (-5, BookingStatus.Cancelled), (-1, BookingStatus.Booked) })
            await desk.Put(customer, TimeSpan.FromDays(days), status);
        (await desk.Book(desk.Booking().ForKnown(customer))).Expect(201);

        var all = await browser.Open($"/customers/{customer}?tab=bookings");
        var done = await browser.Open($"/customers/{customer}?tab=bookings&status=Done");

        Rows(all).Should().HaveCount(4);
        Rows(all)[0].Should().Contain("Booked", "the newest stands first");
        Rows(done).Should().ContainSingle().Which.Should().Contain("Done");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-16")]
    public async Task A_customer_without_bookings_gets_a_way_to_make_one(Db db)
    {
        var (_, customer, browser) = await Known(db);

        var page = await browser.Open($"/customers/{customer}?tab=bookings");

        page.Document.QuerySelector(".empty")!.TextContent.Should().Contain("No bookings yet");
        page.Document.QuerySelector(".empty a.primary")!.GetAttribute("href").Should().StartWith($"/bookings/new?customerId={customer}");
    }

    /// <summary>By the form that the booking's Customer tab leads to, and back to the booking.</summary>
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S1-7"), Trait("Criterion", "S1-8"), Trait("Criterion", "S1-9"), Trait("Criterion", "S1-10"), Trait("Criterion", "S1-11"), Trait("Criterion", "S0-48")]
    public async Task Amending_from_a_past_present_or_future_booking_reaches_all_and_the_name_booked_in_stays(Db db)
    {
        var (desk, customer, browser) = await Known(db);
        var bookings = new[] { await desk.Put(customer, TimeSpan.FromDays(-3), BookingStatus.Done), await desk.Put(customer, TimeSpan.FromMinutes(-5), BookingStatus.Arrived), await desk.Put(customer, TimeSpan.FromDays(3)) };
        foreach (var (booking, number) in bookings.Select((id, number) => (id, number)))
        {
            var tab = await browser.Open($"/bookings/{booking}?tab=customer");
            var details = await browser.Open(Link(tab, "/details?return="));
            (await browser.Send(details, "details", ("firstName", $"Ana{number}"), ("lastName", "Silva"))).Expect(HttpStatusCode.Redirect).Location.Should().Be($"/bookings/{booking}?tab=customer");
            var email = await browser.Open(Link(tab, "/email?return="));
            (await browser.Send(email, "email", ("email", $"ana{number}@example.com"))).Expect(HttpStatusCode.Redirect).Location.Should().Be($"/bookings/{booking}?tab=customer");

            foreach (var other in bookings)
            {
                var read = (await desk.Business.Get($"bookings/{other}")).Expect(200);
                ((string?)read["customer"]!["firstName"], (string?)read["customer"]!["email"], (string?)read["bookedAs"]).Should().Be(($"Ana{number}", $"ana{number}@example.com", "Ana Silva"));
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_visit_is_noted_by_its_day_and_goes_along_when_it_was_somebody_elses(Db db)
    {
        var (desk, customer, _) = await Known(db);
        await desk.Put(customer, TimeSpan.FromDays(-40), BookingStatus.Done);
        var today = await desk.Put(customer, TimeSpan.FromMinutes(-5));

        (await desk.Business.Post($"bookings/{today}/arrive")).Expect(200);
        var noted = await LastVisit(desk, customer);
        var right = await desk.Customer("Rui", "Costa", "rui@example.com");
        (await desk.Business.Post($"bookings/{today}/assign", new { customerId = right })).Expect(200);

        noted.Should().Be(Day(desk, TimeSpan.FromMinutes(-5)));
        (await LastVisit(desk, right), await LastVisit(desk, customer)).Should().Be((Day(desk, TimeSpan.FromMinutes(-5)), Day(desk, TimeSpan.FromDays(-40))));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-49"), Trait("Criterion", "S0-50"), Trait("Criterion", "S0-52"), Trait("Criterion", "S0-53"), Trait("Criterion", "S0-56"), Trait("Criterion", "S0-57")]
    public async Task Ticked_bookings_are_assigned_on_a_page_that_says_what_moves_and_can_be_undone(Db db)
    {
        var (desk, right, browser) = await Known(db);
        await desk.Flag(right, "Argues");
        var first = (await desk.Book(desk.Booking("10:00").For("Temp", "Guest"))).Expect(201);
        var second = (await desk.Book(desk.Booking("12:00").ForKnown((Guid)first["customerId"]!))).Expect(201);
        var knownCode = (string)(await desk.Book(desk.Booking("14:00").ForKnown(right))).Expect(201)["code"]!;

        var page = await browser.Open($"/bookings/assign?bookingId={first.Id}&bookingId={second.Id}");
        var found = await browser.Send(page, "assign", ("q", knownCode));
        var chosen = await browser.Send(found, "assign", ("choose", right.ToString()));
        var gone = await browser.Send(chosen, "assign");
        var done = await browser.Open(gone.Expect(HttpStatusCode.Redirect).Location!);
        var undone = await browser.Open((await browser.Send(done, "undo")).Expect(HttpStatusCode.Redirect).Location!);

        found.Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Ana Silva");
        chosen.Text.Should().Contain("Moves").And.Contain("Stays").And.Contain("Argues").And.Contain("Assign 2 bookings to Ana Silva");
        done.Text.Should().Contain("2 bookings assigned to Ana Silva").And.Contain("has no bookings and no email any more");
        done.Document.QuerySelector($"a[href='/customers/{first["customerId"]}/delete']").Should().NotBeNull();
        undone.Text.Should().Contain("went back");
        ((Guid?)(await desk.Business.Get($"bookings/{second.Id}")).Expect(200)["customerId"]).Should().Be((Guid?)first["customerId"]);
    }

    [Fact]
    [Trait("Criterion", "S0-50")]
    public async Task Somebody_new_is_asked_for_by_name_and_warned_about_without_an_email()
    {
        var (desk, customer, browser) = await Known(Db.Sqlite);
        var booking = (await desk.Book(desk.Booking().ForKnown(customer))).Expect(201).Id;
        var form = await browser.Send(await browser.Open($"/bookings/assign?bookingId={booking}"), "assign", ("choose", "new"));

        var nameless = await browser.Send(form, "assign", ("firstName", "Rui"), ("lastName", ""));
        var warned = await browser.Send(form, "assign", ("firstName", "Rui"), ("lastName", "Costa"));
        (await browser.Send(warned, "assign", ("firstName", "Rui"), ("lastName", "Costa"), ("bookWithoutEmail", "true"))).Expect(HttpStatusCode.Redirect);

        nameless.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("lastName").Should().NotBeNull();
        warned.Text.Should().Contain("Assign it without an email?");
        ((string?)(await desk.Business.Get($"bookings/{booking}")).Expect(200)["customer"]!["firstName"]).Should().Be("Rui");
    }

    private static async Task<(Desk Desk, Guid Customer, Browser Browser)> Known(Db db)
    {
        var desk = await Desk.Open(db);
        return (desk, await desk.Customer("Ana", "Silva", "ana@example.com"), await Browser.Of(desk.Business));
    }

    private static string Link(Shown page, string part) => page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).First(href => href.Contains(part));

    private static List<string> Rows(Shown page) => page.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();

    private static DateOnly? Day(Desk desk, TimeSpan ago) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow + ago, desk.Zone).DateTime);

    private static Task<DateOnly?> LastVisit(Desk desk, Guid customer) => desk.Business.Platform.Inside(desk.Business, async services =>
        await services.GetRequiredService<BookingsDb>().Database.SqlQuery<DateOnly?>($"SELECT \"LastVisit\" AS \"Value\" FROM customers_customers WHERE \"Id\" = {customer}").SingleAsync());
}
