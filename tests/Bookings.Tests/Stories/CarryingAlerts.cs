using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>A customer's alert and their bookings (S2-9 … S2-14, S2-29 … S2-31, C4).</summary>
public sealed class CarryingAlerts
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-9"), Trait("Criterion", "S2-11"), Trait("Criterion", "S2-27")]
    public async Task Flagging_reaches_the_bookings_to_come_and_leaves_alerts_of_their_own(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var (plain, own, other) = (await Book(desk, ana, "10:00"), await Book(desk, ana, "12:00", "Nut allergy"), await Book(desk, await desk.Customer("Rui", "Costa", "rui@example.com"), "14:00"));

        var changed = await desk.Flag(ana, "Argues about the bill");

        changed.Should().Be(1);
        (await desk.Kept(plain)).Should().Be(new KeptAlert("Argues about the bill", true));
        (await desk.Alert(plain), await desk.Alert(own), await desk.Alert(other)).Should().Be(("inherited: Argues about the bill", "own: Nut allergy", null));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-10"), Trait("Criterion", "S2-31"), Trait("Criterion", "C4")]
    public async Task Editing_follows_where_the_old_text_stood_even_where_it_was_typed_on_the_booking(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var (typed, own) = (await Book(desk, ana, "10:00", "Smokes"), await Book(desk, ana, "12:00", "Nut allergy"));
        await desk.Flag(ana, "Smokes");
        var same = await Book(desk, ana, "14:00", "Smokes");

        var changed = await desk.Flag(ana, "Smokes in the room");

        changed.Should().Be(2);
        (await desk.Kept(typed), await desk.Kept(same), await desk.Kept(own)).Should()
            .Be((new("Smokes in the room", true), new("Smokes in the room", true), new KeptAlert("Nut allergy", false)));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-29"), Trait("Criterion", "S2-30")]
    public async Task Unflagging_clears_what_was_inherited_and_nothing_else(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(ana, "Smokes");
        var (inherited, own) = (await Book(desk, ana, "10:00"), await Book(desk, ana, "12:00", "Nut allergy"));

        var changed = await desk.Flag(ana, " ");

        changed.Should().Be(1);
        (await desk.Kept(inherited), await desk.Kept(own)).Should().Be((new(null, false), new KeptAlert("Nut allergy", false)));
        (await desk.Alert(inherited), await desk.Alert(own)).Should().Be((null, "own: Nut allergy"));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-12")]
    public async Task What_is_past_or_cancelled_keeps_what_it_had(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(ana, "Old words");
        var (past, done, cancelled) = (await desk.Put(ana, TimeSpan.FromDays(-3)), await desk.Put(ana, TimeSpan.FromDays(-2), BookingStatus.Done), await desk.Put(ana, TimeSpan.FromDays(2), BookingStatus.Cancelled));

        var changed = await desk.Flag(ana, "New words");

        changed.Should().Be(0);
        foreach (var booking in new[] { past, done, cancelled })
            (await desk.Kept(booking), await desk.Alert(booking)).Should().Be((new KeptAlert("Old words", true), "inherited: Old words"));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-13")]
    public async Task Somebody_who_is_here_is_shown_the_alert_of_today_while_their_booking_keeps_its_own(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var here = await desk.Put(ana, TimeSpan.FromMinutes(-20), BookingStatus.Arrived);

        (await desk.Flag(ana, "Drinks too much")).Should().Be(0);
        var shown = await desk.Alert(here);
        await desk.Flag(ana, null);

        shown.Should().Be("inherited: Drinks too much");
        (await desk.Kept(here)).Text.Should().BeNull("it had begun");
        (await desk.Alert(here)).Should().BeNull();
    }

    /// <summary>One transaction has one instant, so a second before it and after it are exact.</summary>
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-13")]
    public async Task To_come_is_what_starts_after_the_instant_of_saving_to_the_second(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");

        var carried = await desk.Business.Platform.Inside(desk.Business, async services =>
        {
            var (bookings, work) = (services.GetRequiredService<BookingsDb>(), services.GetRequiredService<Work>());
            await work.BeginAsync(default);
            var made = new List<Booking>();
            foreach (var seconds in new[] { -1, 0, 1 })
                made.Add(await Timetable.New(services, desk, ana, work.Now.AddSeconds(seconds)));
            bookings.Bookings.AddRange(made);
            await bookings.SaveChangesAsync();
            await services.GetRequiredService<IFollowAlert>().Follow(ana, null, "Careful", default);
            var ids = made.Select(one => one.Id).ToList();
            return await bookings.Bookings.AsNoTracking().Where(one => ids.Contains(one.Id)).OrderBy(one => one.StartsAtUtc).Select(one => one.Alert).ToListAsync();
        });

        carried.Should().Equal(null, null, "Careful");
    }

    /// <summary>A stay begins at check-in on the wall of the house: in the same hour it is to come in one zone and has begun in another.</summary>
    [Theory]
    [InlineData("Pacific/Kiritimati"), InlineData("Pacific/Honolulu"), InlineData("Asia/Kathmandu")]
    [Trait("Criterion", "S2-13")]
    public async Task A_stay_is_to_come_until_check_in_on_the_wall_of_the_house(string zone)
    {
        var desk = await Desk.Open(Db.Sqlite, zone);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var stay = (await desk.Book(ChangingABooking.Stay(desk, desk.Today, 2).ForKnown(ana))).Expect(201).Id;
        var isAfternoon = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(desk.Business.Platform.Clock.GetUtcNow(), zone).TimeOfDay >= TimeSpan.FromHours(15);

        var changed = await desk.Flag(ana, "Careful");

        changed.Should().Be(isAfternoon ? 0 : 1);
        (await desk.Alert(stay)).Should().Be("inherited: Careful", "before as well as during it");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-14")]
    public async Task A_new_booking_of_a_flagged_customer_carries_the_alert(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(ana, "Smokes");

        var booking = (await desk.Book(desk.Booking().ForKnown(ana))).Expect(201);

        ((string?)booking["alert"]!["from"], (string?)booking["alert"]!["text"]).Should().Be(("inherited", "Smokes"));
        (await desk.Kept(booking.Id)).Should().Be(new KeptAlert("Smokes", true));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-11"), Trait("Criterion", "C4")]
    public async Task An_alert_of_its_own_hides_the_customers_until_it_is_taken_away(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Flag(ana, "Smokes");
        var booking = await Book(desk, ana, "10:00");

        var own = (await desk.Business.Put($"bookings/{booking}/alert", new { message = " Bad knee " })).Expect(200);
        await desk.Flag(ana, "Smokes in bed");
        var kept = await desk.Alert(booking);
        var cleared = (await desk.Business.Put($"bookings/{booking}/alert", new { message = "" })).Expect(200);

        (((string?)own["alert"]!["text"], (string?)own["alert"]!["from"]), kept).Should().Be((("Bad knee", "own"), "own: Bad knee"));
        ((string?)cleared["alert"]!["text"], (string?)cleared["alert"]!["from"]).Should().Be(("Smokes in bed", "inherited"));
        var history = (await desk.Business.Get($"bookings/{booking}")).Expect(200)["history"]!.AsArray().Select(line => (string)line!["sentence"]!);
        history.Should().Contain("Alert: Bad knee").And.Contain(line => line.StartsWith("Alert of its own removed", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task An_alert_that_cannot_be_kept_changes_nothing(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking().With("alert", "Nut allergy"))).Expect(201);
        var version = (int)booking["version"]!;

        (await desk.Business.Put($"bookings/{booking.Id}/alert", new { message = new string('x', 10_000) })).ExpectProblem(422, "validation");
        (await desk.Business.Put($"bookings/{booking.Id}/alert", new { message = "a\0b" })).ExpectProblem(422, "validation");
        (await desk.Business.Put($"bookings/{booking.Id}/alert", new { message = "Late" }, version + 1)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Put($"bookings/{Guid.NewGuid()}/alert", new { message = "Late" })).ExpectProblem(404, "not-found");

        (await desk.Alert(booking.Id)).Should().Be("own: Nut allergy");
    }

    private static async Task<Guid> Book(Desk desk, Guid customer, string time, string? alert = null) =>
        (await desk.Book(desk.Booking(time).ForKnown(customer).With("alert", alert))).Expect(201).Id;
}
