using System.Net;
using AngleSharp.Dom;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

/// <summary>The customer's pages as a browser without script shows them.</summary>
public sealed class CustomerCards
{
    private const string Nasty = "<script>alert(1)</script>";

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-1"), Trait("Criterion", "S2-2"), Trait("Criterion", "S2-4"), Trait("Criterion", "S2-28"), Trait("Criterion", "S2-34")]
    public async Task Staff_flag_a_customer_in_the_status_section_and_colleagues_read_why(Db db)
    {
        var (business, desk, anna) = await Open(db);
        var colleague = await Desk.Of(business, await business.Platform.NewStaff(business, "FrontDesk"));
        var form = await desk.Open($"/customers/{anna}?tab=notes");
        form.Document.QuerySelector("section[aria-labelledby=status-title] label")!.TextContent.Should().Be("Alert message");
        form.Text.Should().Contain("the customer may ask for a copy").And.Contain("0 of 500 characters");

        var saved = await desk.Send(form, "alert", ("message", $"Left without paying {Nasty}"));

        saved.Expect(HttpStatusCode.Redirect);
        (await desk.Open(saved.Location!)).Document.QuerySelector("[role=status].notice")!.TextContent.Should().Contain("Alert saved").And.Contain("No coming booking changed");
        var banner = (await colleague.Open($"/customers/{anna}")).Document.QuerySelector("[role=note].notice.bad")!;
        banner.QuerySelector("b")!.TextContent.Should().Be("Alert");
        banner.QuerySelectorAll("svg").Should().NotBeEmpty();
        banner.QuerySelector("p")!.TextContent.Should().Be($"Left without paying {Nasty}");
        var removed = await desk.Send(await desk.Open($"/customers/{anna}?tab=notes"), "alert", ("message", "x"), ("clear", "true"));
        (await desk.Open(removed.Location!)).Document.QuerySelector(".notice.bad").Should().BeNull();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-3")]
    public async Task A_refused_alert_keeps_what_was_typed_and_says_how_long_it_is(Db db)
    {
        var (_, desk, anna) = await Open(db);

        var refused = await desk.Send(await desk.Open($"/customers/{anna}?tab=notes"), "alert", ("message", new string('a', 501)));

        refused.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("message").Should().Contain("500").And.Contain("501");
        refused.Document.QuerySelector("textarea[name=message]")!.TextContent.Should().HaveLength(501);
        refused.Text.Should().Contain("501 of 500 characters");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-7"), Trait("Criterion", "S2-8")]
    public async Task Where_guests_never_register_the_field_is_disabled_and_says_why(Db db)
    {
        var (business, desk, anna) = await Open(db);
        (await business.Put($"customers/{anna}/alert", new { message = "From before" })).Expect(200);
        var settings = await desk.Open("/settings/customers");
        (await desk.Send(settings, "registration", ("registration", "Never"))).Expect(HttpStatusCode.Redirect);

        var form = await desk.Open($"/customers/{anna}?tab=notes");

        form.Document.QuerySelector("textarea[name=message]")!.HasAttribute("disabled").Should().BeTrue();
        form.Document.QuerySelector("textarea[name=message]")!.TextContent.Should().Be("From before");
        form.Text.Should().Contain("Guests never register here");
        form.Document.QuerySelector(".field a[href='/settings/customers']").Should().NotBeNull();
        form.Document.QuerySelector(".notice.bad")!.TextContent.Should().Contain("From before");
        (await desk.Send(form, "alert", ("clear", "true"))).Expect(HttpStatusCode.Redirect);
        (await business.Get($"customers/{anna}"))["alertMessage"].Should().BeNull();
        (await desk.Send(settings, "registration", ("registration", "Never"), ("flagWithoutRegistration", "true"), ("version", "1"))).Expect(HttpStatusCode.Redirect);
        (await desk.Open($"/customers/{anna}?tab=notes")).Document.QuerySelector("textarea[name=message]")!.HasAttribute("disabled").Should().BeFalse();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-28"), Trait("Criterion", "S1-29"), Trait("Criterion", "S1-30")]
    public async Task Deleting_is_confirmed_names_the_bookings_kept_and_can_be_undone(Db db)
    {
        var (business, desk, _) = await Open(db);
        var (ben, booking) = await Bookings.Made(business, "Ben", null);

        var question = await desk.Open($"/customers/{ben}/delete");
        question.Text.Should().Contain("1 booking stays").And.Contain("not an erasure").And.Contain("30 days");
        var deleted = await desk.Send(question, "delete");
        deleted.Expect(HttpStatusCode.Redirect);

        var card = (await desk.Open(deleted.Location!)).Expect(HttpStatusCode.OK);
        card.Document.QuerySelector("[role=status].notice")!.TextContent.Should().Contain("1 booking stays").And.Contain("Undo");
        card.Document.QuerySelectorAll(".action-bar [aria-disabled=true]").Select(button => button.TextContent.Trim()).Should().Contain(["Change details", "Make booking", "Delete"]).And.NotContain("Bookings");
        card.Text.Should().Contain("Restore the record first");
        var page = (await desk.Open($"/bookings/{booking}")).Expect(HttpStatusCode.OK);
        page.Text.Should().Contain("Ben Smith");
        foreach (var link in page.Document.QuerySelectorAll("main a[href^='/customers/']").Select(link => link.GetAttribute("href")!).Distinct())
            (await desk.Open(link)).Expect(HttpStatusCode.OK);
        var restored = await desk.Send(card, "restore");
        (await desk.Open(restored.Location!)).Document.QuerySelector("[role=status].notice")!.TextContent.Should().Contain("Customer restored");
        (await business.Get("customers?q=ben")).Names().Should().Equal("Ben Smith");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-30")]
    public async Task Whoever_may_not_delete_sees_no_button_and_opens_no_page(Db db)
    {
        var (business, _, anna) = await Open(db);
        var clerk = await Desk.Of(business, await business.Platform.NewStaff(business, "FrontDesk"));

        (await clerk.Open($"/customers/{anna}")).Document.QuerySelectorAll(".action-bar a").Select(link => link.TextContent.Trim()).Should().NotContain("Delete").And.Contain("Change details");
        (await clerk.Open($"/customers/{anna}/delete")).Status.Should().NotBe(HttpStatusCode.OK);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-43"), Trait("Criterion", "S1-19")]
    public async Task The_actions_stand_in_their_order_and_those_that_cannot_be_done_say_why(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith" })).Expect(201).Id;
        using var desk = await Desk.Of(business);

        var bar = (await desk.Open($"/customers/{anna}")).Document;

        var texts = bar.QuerySelectorAll(".action-bar .btn").Select(button => button.TextContent.Trim()).ToList();
        texts.Where(text => text is not ("Book for itinerary" or "Claim slip")).Should().Equal("Bookings", "Change details", "Make booking", "Brochure request", "Statement", "Merge", "Reset password", "Delete");
        var disabled = bar.QuerySelector(".action-bar [aria-disabled=true]")!;
        disabled.TextContent.Trim().Should().Be("Reset password");
        bar.GetElementById(disabled.GetAttribute("aria-describedby")!)!.TextContent.Should().Contain("There is no mailbox to send a link to. Add an email first.");
        var booking = await desk.Open(bar.QuerySelectorAll(".action-bar a").Single(link => link.TextContent.Trim() == "Make booking").GetAttribute("href")!);
        booking.Expect(HttpStatusCode.OK).Text.Should().Contain("Anna Smith");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-16")]
    public async Task A_customer_without_bookings_is_told_so_beside_the_way_to_the_first(Db db)
    {
        var (_, desk, anna) = await Open(db);

        var page = await desk.Open($"/customers/{anna}?tab=bookings");

        page.Document.QuerySelector("nav.tabs a[aria-current=page]")!.TextContent.Should().Be("Bookings");
        page.Document.QuerySelector("section.card")!.TextContent.Should().MatchRegex("(?i)no bookings?");
        page.Document.QuerySelectorAll("main a").Select(link => link.TextContent.Trim()).Should().Contain("Make booking");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-31"), Trait("Criterion", "S0-39")]
    public async Task The_history_shows_before_and_after_with_author_and_source_page_by_page(Db db)
    {
        var (business, desk, anna) = await Open(db);
        (await business.Put($"customers/{anna}/alert", new { message = "First" })).Expect(200);
        await desk.Send(await desk.Open($"/customers/{anna}?tab=notes"), "alert", ("message", "Second"));

        var newest = (await desk.Open($"/customers/{anna}?tab=history")).Document.QuerySelectorAll(".history > li").Take(2).ToList();

        newest[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).Should().Equal("First", "Second");
        newest[0].QuerySelector("small")!.TextContent.Should().Be("Olga Owner, dashboard");
        newest[1].QuerySelector("small")!.TextContent.Should().Be("Test key, API key");
        newest[0].QuerySelector("time").Should().NotBeNull();
        for (var turn = 0; turn < 20; turn++)
            (await business.Patch($"customers/{anna}", new { notes = $"Note {turn}" })).Expect(200);
        var pages = await desk.Open($"/customers/{anna}?tab=history");
        pages.Document.QuerySelectorAll(".history > li").Should().HaveCount(20);
        var older = await desk.Open(pages.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        older.Document.QuerySelectorAll(".history > li")[^1].TextContent.Should().Contain("Anna Smith was added");
    }

    [Theory, OnEveryDatabase]
    public async Task Script_and_marks_in_names_notes_and_alerts_stay_text_on_every_page(Db db)
    {
        var (business, desk, _) = await Open(db);
        var nasty = (await business.Post("customers", new { firstName = Nasty, lastName = "\u202EO'Neil\" onload=\"x", notes = Nasty, phone = Nasty })).Expect(201).Id;
        (await business.Put($"customers/{nasty}/alert", new { message = $"{Nasty}\n</textarea>{Nasty}" })).Expect(200);

        foreach (var address in new[] { "", "?tab=bookings", "?tab=messages", "?tab=notes", "?tab=history", "/details", "/email", "/delete" })
        {
            var page = (await desk.Open($"/customers/{nasty}{address}")).Expect(HttpStatusCode.OK);
            page.Html.Should().NotContain(Nasty);
            page.Document.QuerySelectorAll("[onload]").Should().BeEmpty();
        }

        (await desk.Open("/customers")).Html.Should().NotContain(Nasty);
    }

    private static async Task<(TestBusiness Business, Desk Desk, Guid Anna)> Open(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = (await business.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201).Id;
        return (business, await Desk.Of(business), anna);
    }
}
