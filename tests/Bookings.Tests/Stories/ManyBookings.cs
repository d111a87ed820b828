using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>An alert and a great many bookings (S2-35): the number of statements does not rise with theirs.</summary>
public sealed class ManyBookings
{
    private const int Number = FollowAlert.Many;

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S2-35")]
    public async Task A_thousand_bookings_follow_in_one_transaction_that_the_jobs_page_shows(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await Many(desk);

        (await desk.Flag(ana, "Careful")).Should().Be(Number);

        var (left, run) = await desk.Business.Platform.Inside(desk.Business, async services => (
            await services.GetRequiredService<BookingsDb>().Bookings.CountAsync(booking => booking.CustomerId == ana && booking.Alert != "Careful"),
            await services.GetRequiredService<KernelDb>().JobRuns.AsNoTracking().Where(one => one.Job == FollowAlert.Job).OrderByDescending(one => one.StartedAtUtc).FirstAsync()));
        left.Should().Be(0);
        (run.ItemsDone, run.State, run.FinishedAtUtc >= run.StartedAtUtc).Should().Be((Number, Kernel.Jobs.JobState.Done, true));
    }

    [Fact]
    [Trait("Criterion", "S2-35")]
    public async Task They_take_one_statement_as_one_booking_does()
    {
        var desk = await Desk.Open(Db.PostgreSql);
        var few = await desk.Customer("Rui", "Costa", "rui@example.com");
        (await desk.Book(desk.Booking().ForKnown(few))).Expect(201);
        var many = await Many(desk);

        var (forOne, forMany) = (await RoundTrips.Of(() => Follow(desk, few)), await RoundTrips.Of(() => Follow(desk, many)));

        (forOne, forMany).Should().Be((1, 2), "the second is the run for the Jobs page");
    }

    private static Task<int> Follow(Desk desk, Guid customer) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var changed = await services.GetRequiredService<Customers.Contracts.IFollowAlert>().Follow(customer, null, "Careful", default);
        await services.GetRequiredService<Work>().SaveAsync(default);
        return changed;
    });

    private static async Task<Guid> Many(Desk desk)
    {
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        await desk.Business.Platform.Inside(desk.Business, async services =>
        {
            var (db, work) = (services.GetRequiredService<BookingsDb>(), services.GetRequiredService<Work>());
            var make = await Timetable.For(services, desk, ana);
            db.Bookings.AddRange(Enumerable.Range(1, Number).Select(number => make(work.Now.AddHours(2 * number))));
            await work.SaveAsync(default);
            return Number;
        });
        return ana;
    }
}
