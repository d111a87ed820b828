using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Customers;

/// <summary>An alert that reaches a customer's future bookings: how many statements, and whether ten times the bookings cost ten times as much.</summary>
internal sealed class AlertRow(Platform platform)
{
    private const int Few = 1_000;
    private const int Many = 10_000;

    public async Task<IReadOnlyList<Figure>> Run()
    {
        var house = await BookableHouse.Open(platform);
        using var desk = new FrontDesk(platform, house);
        var (few, many) = (await desk.NewCustomer(), await desk.NewCustomer());
        await Book(desk, few, Few);
        await Book(desk, many, Many);
        await Cost(desk, few, Few, "warm-up");
        var small = await Cost(desk, few, Few, "Speak to the manager first.");
        var large = await Cost(desk, many, Many, "Speak to the manager first.");
        return
        [
            new Figure($"SQL statements for {Many:#,0} bookings", Text(large.Statements), $"row by row: {Many:#,0}", large.Statements) { Bar = new(10, true), Goal = new(5, true) },
            new Figure($"SQL statements for {Few:#,0} bookings", Text(small.Statements), $"row by row: {Few:#,0}", null),
            new Figure("cost per booking at 10 × the bookings", $"{large.Milliseconds / Many * 1000:0.0} µs", $"{small.Milliseconds / Few * 1000:0.0} µs", large.Milliseconds / small.Milliseconds / (Many / Few)) { Bar = new(1.3, true), Goal = new(1.1, true) },
        ];
    }

    private static async Task Book(FrontDesk desk, Guid customer, int bookings)
    {
        var left = bookings;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await desk.BookFor(customer);
        })));
    }

    private static async Task<(int Statements, double Milliseconds)> Cost(FrontDesk desk, Guid customer, int bookings, string message)
    {
        using var counter = new StatementCounter();
        var start = Stopwatch.GetTimestamp();
        var changed = await desk.Flag(customer, message);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return changed == bookings ? (counter.Count, time) : throw new InvalidOperationException($"The alert reached {changed} of {bookings} bookings.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
