using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class ReadingTheAgenda
{
    [Theory, OnEveryDatabase]
    public async Task A_day_has_a_column_for_each_resource_with_its_hours_and_cards(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = (await desk.Book(desk.Booking("10:00").With("alert", "Allergic to nuts"))).Expect(201);
        (await desk.Book(desk.Booking("08:59", desk.SomeDay.AddDays(1)))).ExpectProblem(422, "closed");
        (await desk.Book(desk.Booking("12:00").For("Rui", "Costa", "rui@example.com"))).Expect(201);
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay.AddDays(-1), 3))).Expect(201);

        var day = await Day(desk, new(desk.SomeDay));

        day.Columns.Select(column => column.Name).Should().Equal("Eva", "Tom", "Studio", "101", "102");
        var eva = day.Columns[0];
        eva.Open.Should().ContainSingle().Which.Should().Match<AgendaTime>(open => open.From.Hour == 9 && open.Until.Hour == 20);
        eva.Bookings.Select(card => (card.Time.From.Hour, card.Customer, card.Service, card.NoEmail, card.Alert)).Should()
            .Equal((10, "Ana Silva", "Massage", true, "Allergic to nuts"), (12, "Rui Costa", "Massage", false, null));
        (eva.Bookings[0].Id, eva.Bookings[0].Occupied.Until - eva.Bookings[0].Time.Until).Should().Be((ana.Id, TimeSpan.FromMinutes(15)));
        day.Columns[3].Bookings.Should().ContainSingle().Which.Departure.Should().Be(desk.SomeDay.AddDays(2));
        day.Open[0].From.Hour.Should().Be(7);
    }

    [Theory, OnEveryDatabase]
    public async Task A_class_tile_tells_its_places_alerts_and_missing_emails(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "09:00") })).Expect(201);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "18:00") })).Expect(201);
        var yoga = desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null);
        (await desk.Book(yoga.DeepClone().AsObject().With("party", 3).With("alert", "Bad knee"))).Expect(201);
        (await desk.Book(yoga.DeepClone().AsObject().For("Rui", "Costa", "rui@example.com"))).Expect(201);
        var off = (await desk.Book(yoga.DeepClone().AsObject().For("Eve", "Off"))).Expect(201);
        (await desk.Business.Post($"bookings/{off.Id}/cancel")).Expect(200);

        var day = await Day(desk, new(desk.SomeDay, new(ShowCancelled: true)));

        var tile = day.Columns.Single(column => column.Name == "Studio").Classes.Should().ContainSingle().Subject;
        (tile.Taken, tile.Capacity, tile.Alerts, tile.NoEmails, tile.Roster.Count).Should().Be((4, 10, 1, 1, 3));
        day.Columns[^1].Should().Match<AgendaColumn>(column => column.ResourceId == null && column.Classes.Count == 1);
        day.Columns.SelectMany(column => column.Bookings).Should().BeEmpty("bookings in a class are in its tile");
    }

    [Theory, OnEveryDatabase]
    public async Task A_week_has_a_column_for_each_day_and_stays_stand_on_all_of_theirs(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking("10:00", desk.SomeDay.AddDays(6)))).Expect(201);
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay.AddDays(1), 2))).Expect(201);

        var week = await Week(desk, new(desk.SomeDay));
        var onlyEva = await Week(desk, new(desk.SomeDay, new(ResourceId: desk.Eva)));

        week.Days.Select(day => day.Bookings.Count).Should().Equal(0, 1, 1, 1, 0, 0, 1);
        onlyEva.Days.Select(day => day.Bookings.Count).Should().Equal(0, 0, 0, 0, 0, 0, 1);
        week.Choices.Resources.Should().HaveCount(5);
    }

    [Theory, OnEveryDatabase]
    public async Task Cancelled_bookings_are_hidden_until_asked_for_and_a_changed_name_shows_at_once(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        (await desk.Business.Patch($"customers/{(Guid)booking["customerId"]!}", new { lastName = "Silva Santos" }, (int)(await desk.Business.Get($"customers/{(Guid)booking["customerId"]!}"))["version"]!)).Expect(200);

        var before = await Day(desk, new(desk.SomeDay));
        (await desk.Business.Post($"bookings/{booking.Id}/cancel")).Expect(200);

        before.Columns[0].Bookings.Single().Customer.Should().Be("Ana Silva Santos");
        ((string?)(await desk.Business.Get($"bookings/{booking.Id}"))["bookedAs"]).Should().Be("Ana Silva", "the name booked in is kept beside the live one (C3)");
        (await Day(desk, new(desk.SomeDay))).Columns[0].Bookings.Should().BeEmpty();
        (await Day(desk, new(desk.SomeDay, new(ShowCancelled: true)))).Columns[0].Bookings.Should().HaveCount(1);
    }

    [Theory, OnEveryDatabase]
    public async Task A_first_visit_and_what_is_still_to_be_paid_by_somebody_who_came_stand_on_the_card(Db db)
    {
        await using var platform = await BookingPlatform.Testing.Platform.Start(db);
        var desk = await Desk.Open(platform);
        var rui = await desk.Customer("Rui", "Costa", "rui@costa.example");
        var (day, first) = (desk.SomeDay, (await desk.Book(desk.Booking("10:00").ForKnown(rui))).Expect(201));
        (await desk.Book(desk.Booking("12:00").ForKnown(rui))).Expect(201);
        (await Day(desk, new(day))).Columns[0].Bookings.Select(card => (card.IsFirstVisit, card.Owed)).Should().Equal((true, null), (false, null));

        platform.Clock.Shift(TimeSpan.FromDays(31));
        (await desk.Business.Post($"cash/bills/{first.Id}/payments", new { amount = new { amountMinor = 3000, currency = "EUR" }, kind = "cash" })).Expect(201);

        var owed = (await Day(desk, new(day))).Columns[0].Bookings.Select(card => card.Owed?.AmountMinor);
        owed.Should().Equal(5000, 8000);
        (await Page(desk, $"/agenda?date={day:yyyy-MM-dd}")).Should().Contain("First visit").And.Contain("Unpaid: €50.00").And.Contain("Unpaid: €80.00");
        (await Page(desk, $"/agenda?view=list&date={day:yyyy-MM-dd}")).Should().Contain("First visit").And.Contain("Unpaid: €50.00");
    }

    [Theory, OnEveryDatabase]
    public async Task A_closure_stands_in_the_column_of_the_day_and_in_the_room_chart_with_its_reason(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("closures", new { from = Desk.At(desk.SomeDay, "00:00"), until = Desk.At(desk.SomeDay.AddDays(2), "00:00"), reason = "Painting", resourceIds = new[] { desk.Room101 } })).Expect(201);
        (await desk.Business.Post("closures", new { from = Desk.At(desk.SomeDay, "12:00"), until = Desk.At(desk.SomeDay, "13:00"), reason = "Fire drill" })).Expect(201);

        var day = await Day(desk, new(desk.SomeDay));

        day.Columns.Single(column => column.Name == "101").Closures.Select(closed => closed.Reason).Should().BeEquivalentTo("Painting", "Fire drill");
        day.Columns.Single(column => column.Name == "Eva").Closures.Should().ContainSingle().Which.Time.From.Hour.Should().Be(12);
        (await Page(desk, $"/agenda?date={desk.SomeDay:yyyy-MM-dd}")).Should().Contain("<bdi>Fire drill</bdi>");
        var rooms = await Page(desk, $"/agenda?view=rooms&date={desk.SomeDay:yyyy-MM-dd}");
        rooms.Should().Contain("<bdi>Painting</bdi>").And.Contain("class=\"shut c1 cs4\"");
        (await Page(desk, $"/agenda?view=rooms&date={desk.SomeDay.AddDays(3):yyyy-MM-dd}")).Should().NotContain("Painting");
    }

    private static async Task<string> Page(Desk desk, string address)
    {
        using var staff = await BookingPlatform.Testing.Desk.Of(desk.Business);
        return (await staff.Open(address)).Expect(System.Net.HttpStatusCode.OK).Html;
    }

    private static Task<AgendaView> Day(Desk desk, AgendaDayRequest request) =>
        desk.Business.Platform.Inside(desk.Business, async services => (await services.GetRequiredService<AgendaDay>().View(request, default)).Value);

    private static Task<AgendaWeekView> Week(Desk desk, AgendaWeekRequest request) =>
        desk.Business.Platform.Inside(desk.Business, async services => (await services.GetRequiredService<AgendaWeek>().View(request, default)).Value);
}
