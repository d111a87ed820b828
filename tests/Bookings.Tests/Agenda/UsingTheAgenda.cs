using System.Net;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Agenda;

/// <summary>The agenda's pages as a browser without script has them.</summary>
public sealed class UsingTheAgenda
{
    [Theory, OnEveryDatabase]
    public async Task A_card_says_day_time_alert_customer_service_and_state_in_this_order(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00").With("alert", "Allergic to nuts"))).Expect(201);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);

        var page = (await staff.Open(On(desk, "day"))).Expect(HttpStatusCode.OK);

        var said = page.Document.QuerySelector($"[data-b='{booking.Id}'] > a")!.TextContent;
        string[] parts = [$"{desk.SomeDay.Year}", "10:00", "Alert: Allergic to nuts", "No email yet", "Ana Silva", "Massage", "Booked"];
        parts.Select(part => said.IndexOf(part, StringComparison.Ordinal)).Should().BeInAscendingOrder().And.NotContain(-1);
    }

    [Theory, OnEveryDatabase]
    public async Task A_filter_hides_cards_but_not_that_the_time_is_taken_and_every_view_keeps_it(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await desk.Book(desk.Booking("10:00").With("resourceId", desk.Tom).For("Rui", "Costa"))).Expect(201);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);

        var eva = await staff.Open($"{On(desk, "day")}&resourceId={desk.Eva}");
        var done = await staff.Open($"{On(desk, "day")}&status=done");

        eva.Document.QuerySelectorAll(".agenda-col").Should().HaveCount(1);
        eva.Text.Should().Contain("Ana Silva").And.NotContain("Rui Costa");
        eva.Document.QuerySelectorAll("nav.segmented a").Should().HaveCount(6).And.OnlyContain(link => link.GetAttribute("href")!.Contains($"resourceId={desk.Eva}"));
        done.Document.QuerySelectorAll(".tile").Should().BeEmpty();
        done.Document.QuerySelectorAll(".taken").Should().HaveCount(2);
        foreach (var view in new[] { "3days", "week", "month", "list", "rooms" })
            (await staff.Open($"{On(desk, view)}&resourceId={desk.Eva}")).Expect(HttpStatusCode.OK).Text.Contains("Rui Costa", StringComparison.Ordinal).Should().BeFalse(view);
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_is_moved_and_put_back_by_buttons(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);
        var page = await staff.Open(On(desk, "day"));

        var sent = await staff.Send(page, "do", ("act", $"move|{booking.Id}|0|{Desk.At(desk.SomeDay, "15:00")}|{desk.Tom}|75"));
        var moved = await staff.Open(sent.Expect(HttpStatusCode.Redirect).Location!);
        var undo = moved.Document.QuerySelector("button[value^=undo]")!.GetAttribute("value")!;
        var back = await staff.Open((await staff.Send(moved, "do", ("act", undo))).Expect(HttpStatusCode.Redirect).Location!);

        moved.Text.Should().Contain("Ana Silva moved to 15:00–16:15 with Tom");
        back.Text.Should().Contain("Undone. Ana Silva: Booked, 10:00–11:00 with Eva");
    }

    [Theory, OnEveryDatabase]
    public async Task A_drop_on_a_taken_time_is_refused_in_place_with_free_times_to_press(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await desk.Book(desk.Booking("14:00").For("Rui", "Costa"))).Expect(201);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);
        var page = await staff.Open(On(desk, "day"));

        var refused = await staff.Send(page, "do", htmx: true, ("act", $"move|{booking.Id}|0|{Desk.At(desk.SomeDay, "14:30")}|{desk.Eva}|"));
        var nonsense = await staff.Send(page, "do", htmx: true, ("act", "move|x"));

        refused.Expect(HttpStatusCode.Conflict).Document.QuerySelector("[role=alert]")!.TextContent.Should().Contain("This time is taken");
        refused.Document.QuerySelectorAll("[role=alert] button").Should().HaveCount(3);
        refused.Document.QuerySelector($"[data-b='{booking.Id}']")!.ClassList.Should().Contain("h10");
        nonsense.Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_is_made_once_more_a_week_later_at_the_same_time(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await desk.Book(desk.Booking("10:00", desk.SomeDay.AddDays(7)))).Expect(201);
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);

        var form = (await staff.Open($"/bookings/{booking.Id}/rebook")).Expect(HttpStatusCode.Redirect).Location!;

        Uri.UnescapeDataString(form).Should().Contain($"startsAt={Desk.At(desk.SomeDay.AddDays(8), "10:00")}").And.Contain($"serviceId={desk.Massage}").And.Contain($"resourceId={desk.Eva}");
    }

    private static string On(Desk desk, string view) => $"/agenda?view={view}&date={desk.SomeDay:yyyy-MM-dd}";
}
