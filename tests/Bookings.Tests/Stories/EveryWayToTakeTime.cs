using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Several clients do anything that takes time, in any order: 1,000 attempts. Afterwards the tables are swept for two things at one time in one place.</summary>
public sealed class EveryWayToTakeTime(ITestOutputHelper output)
{
    private const int Clients = 8;
    private const int Attempts = 1000;

    [Theory, OnEveryDatabase]
    public async Task No_two_of_a_thousand_random_attempts_share_time_or_places(Db db)
    {
        var house = await BusyHouse.Open(await (await Platform.On(db)).NewBusiness());

        await house.Work(Clients, Attempts);

        output.WriteLine(string.Join(", ", house.Done.OrderBy(done => done.Key).Select(done => $"{done.Key}: {done.Value}")));
        house.Done.Keys.Should().Contain(["book", "move", "reassign", "resize", "cancel", "undo", "hold", "class", "place", "itinerary", "stay", "move-stay"], "each way must have gone well at least once");
        (await Shared(house.Business)).Should().Be((0, 0));
        await PlantOverlap(house.Business);
        (await Shared(house.Business)).Overlaps.Should().BePositive("the sweep must see an overlap that is there");
    }

    private static Task<(int Overlaps, int Overfilled)> Shared(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var db = services.GetRequiredService<BookingsDb>();
        var bookings = await db.Bookings.AsNoTracking().Where(booking => booking.Status != BookingStatus.Cancelled).ToListAsync();
        var holds = await db.Holds.AsNoTracking().ToListAsync();
        var sessions = await db.Sessions.AsNoTracking().ToListAsync();
        var taken = bookings.Where(booking => booking.ResourceId != null).Select(booking => (booking.ResourceId!.Value, new Interval(booking.OccupiedFromUtc, booking.OccupiedUntilUtc)))
            .Concat(holds.Where(hold => hold.ResourceId != null).Select(hold => (hold.ResourceId!.Value, new Interval(hold.OccupiedFromUtc, hold.OccupiedUntilUtc))))
            .Concat(sessions.Where(session => session.ResourceId != null).Select(session => (session.ResourceId!.Value, new Interval(session.OccupiedFromUtc, session.OccupiedUntilUtc))));
        var overfilled = sessions.Count(session => bookings.Where(booking => booking.SessionId == session.Id).Sum(booking => booking.Party) > session.Capacity);
        return (taken.GroupBy(one => one.Item1, one => one.Item2).Sum(times => Pairs(times.ToList())), overfilled);
    });

    private static int Pairs(List<Interval> times) => times.Select((time, at) => times.Skip(at + 1).Count(time.Overlaps)).Sum();

    /// <summary>The control: a hold written past the lock, at a time that is taken.</summary>
    private static Task<int> PlantOverlap(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var db = services.GetRequiredService<BookingsDb>();
        var one = await db.Bookings.FirstAsync(booking => booking.ResourceId != null && booking.Arrival == null && booking.Status != BookingStatus.Cancelled);
        var service = await db.Services.FirstAsync(row => row.Id == one.ServiceId);
        var resource = await db.Resources.FirstAsync(row => row.Id == one.ResourceId);
        var slot = new Calendar.Slot(service, resource, null, new(one.StartsAtUtc, one.EndsAtUtc)) { Quote = new(one.Price, []) };
        db.Holds.Add(BookingHold.Keep(slot, 1, services.GetRequiredService<Work>().Now));
        await services.GetRequiredService<Work>().SaveAsync(default);
        return 1;
    });
}
