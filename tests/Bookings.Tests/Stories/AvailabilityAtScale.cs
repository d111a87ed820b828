using System.Diagnostics;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Availability asks the database at most four times, however many rooms and days, and reads no booking that ends long after the days asked for.</summary>
public sealed class AvailabilityAtScale
{
    [Fact]
    public async Task A_month_of_two_hundred_rooms_and_a_day_of_forty_therapists_take_four_statements_as_a_day_of_two_rooms_does()
    {
        var desk = await Desk.Open(Db.PostgreSql);
        var (rooms, therapists) = (await Many(desk, 200, ServiceKind.Stay), await Many(desk, 40, ServiceKind.Appointment));
        (await desk.Business.Post("closures", new { from = Desk.At(desk.SomeDay, "00:00"), until = Desk.At(desk.SomeDay, "12:00"), reason = "x" })).Expect(201);
        foreach (var service in new[] { desk.Double, rooms, therapists })
            (await desk.Business.Post($"services/{service}/prices", new { name = "x", priceMinor = 1 })).Expect(201);

        var few = await Count(desk, desk.Double, 1);
        var month = await Count(desk, rooms, 31);
        var day = await Count(desk, therapists, 1);

        few.Statements.Should().Be(4);
        (month.Statements, month.Offered).Should().Be((4, 200 * 31), "guests arrive after the closure");
        (day.Statements, day.Offered).Should().Be((4, 40 * 29), "open from noon to eight, an hour each");
    }

    [Theory, OnEveryDatabase]
    public async Task The_search_for_what_is_taken_begins_and_ends_in_an_index(Db db)
    {
        var desk = await Desk.Open(db);
        var massage = (await desk.Book(desk.Booking())).Expect(201).Id;
        var stay = (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 1).With("resourceId", desk.Room101))).Expect(201).Id;

        var plan = await desk.Business.Platform.Inside(desk.Business, async services =>
        {
            var (bookings, from) = (services.GetRequiredService<BookingsDb>(), services.GetRequiredService<Work>().Now);
            if (db is Db.PostgreSql)
                await Fill(bookings, massage, stay);
            return await Plan(bookings, db, services.GetRequiredService<Calendar.Occupancy>().Taken([desk.Room101, desk.Eva], new Interval(from, from.AddDays(31))));
        });

        plan.Should().MatchRegex(Bounded(db, "IX_bookings_bookings_Stays")).And.MatchRegex(Bounded(db, "IX_bookings_bookings_ResourceId_OccupiedUntilUtc"));
    }

    /// <summary>The index is entered by the resource and by both ends of the window.</summary>
    private static string Bounded(Db db, string index) => db is Db.Sqlite
        ? $@"{index} \(ResourceId=\? AND OccupiedUntilUtc>\? AND OccupiedUntilUtc<\?"
        : $@"(?s){index}.{{0,120}}?\n\s*Index Cond: [^\n]*""ResourceId"" = ANY [^\n]*""OccupiedUntilUtc"" >[^\n]*""OccupiedUntilUtc"" <";

    /// <summary>PostgreSQL plans by what is there: so many bookings that reading all of the business would be dear.</summary>
    private static async Task Fill(BookingsDb db, params Guid[] patterns)
    {
        foreach (var pattern in patterns)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO bookings_bookings
                SELECT (jsonb_populate_record(pattern, jsonb_build_object('Id', gen_random_uuid(), 'Code', substr(gen_random_uuid()::text, 25, 9),
                    'OccupiedFromUtc', pattern."OccupiedFromUtc" + n * interval '1 day', 'OccupiedUntilUtc', pattern."OccupiedUntilUtc" + n * interval '1 day'))).*
                FROM bookings_bookings AS pattern, generate_series(1, 8000) AS n WHERE pattern."Id" = {pattern}
                """);
        }

        await db.Database.ExecuteSqlRawAsync("ANALYZE bookings_bookings");
    }

    private static async Task<string> Plan<T>(BookingsDb db, Db database, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var explain = query.CreateDbCommand();
        explain.CommandText = $"{(database is Db.Sqlite ? "" : $"SET booking.business = '{db.BusinessAtWork}'; ")}EXPLAIN {(database is Db.Sqlite ? "QUERY PLAN " : "")}{explain.CommandText}";
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        return string.Join('\n', lines);
    }

    /// <summary>A service with so many rooms or people, written at once.</summary>
    private static Task<Guid> Many(Desk desk, int number, ServiceKind kind) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var (db, work) = (services.GetRequiredService<BookingsDb>(), services.GetRequiredService<Work>());
        var service = new Service { Kind = kind, Name = "Many", Currency = "EUR", Minutes = kind is ServiceKind.Stay ? 0 : 60 };
        var hours = kind is ServiceKind.Stay ? OpeningHours.Always : new OpeningHours(Enum.GetValues<DayOfWeek>().Select(day => new OpenSpan(day, 9 * 60, 20 * 60)));
        var resources = Enumerable.Range(0, number).Select(at => new Resource { Kind = ResourceKind.Room, Name = $"Many {at}", Hours = hours }).ToList();
        db.Services.Add(service);
        db.Resources.AddRange(resources);
        db.ServiceResources.AddRange(resources.Select(resource => new ServiceResource { ServiceId = service.Id, ResourceId = resource.Id }));
        await work.SaveAsync(default);
        return service.Id;
    });

    private static async Task<(int Statements, int Offered)> Count(Desk desk, Guid service, int days)
    {
        var statements = 0;
        using var story = new Activity("story").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == story.TraceId && activity.Kind == ActivityKind.Client)
                    Interlocked.Increment(ref statements);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var offered = await desk.Business.Platform.Inside(desk.Business, async services =>
            (await services.GetRequiredService<Availability>().Find(new(service, desk.SomeDay, desk.SomeDay.AddDays(days - 1)), default)).Value.Items.Count);
        return (statements, offered);
    }
}
