using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>A merge is one transaction, in a number of statements that does not grow with the bookings.</summary>
public sealed class KilledHalfWay(ITestOutputHelper output)
{
    private const int Most = 10;

    [Theory, OnEveryDatabase]
    public async Task Where_the_last_participant_fails_nothing_has_moved(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"));
        var booking = await desk.Book(anne);
        await desk.Business.Platform.Delivered(desk.Business);
        var before = await Snapshot.Take(desk.Business);

        var merging = () => desk.Business.Platform.Inside(desk.Business, services =>
        {
            var participants = services.GetServices<IMergeParticipant>().Append(new Failing());
            return ActivatorUtilities.CreateInstance<MergeCustomers>(services, participants).Handle(new() { PrimaryId = anna, OtherIds = [anne] }, CancellationToken.None);
        });

        await merging.Should().ThrowAsync<InvalidOperationException>().WithMessage("The power is gone.");
        (await Snapshot.Take(desk.Business)).Should().Equal(before);
        (await desk.OwnerOf(booking)).Should().Be(anne);
    }

    [Fact, Trait("Performance", "merge")]
    public async Task Ten_thousand_bookings_take_no_more_statements_than_two()
    {
        var desk = await MergeDesk.Open(Db.PostgreSql);
        var (anna, anne, ben, bea) = (await desk.Customer("Anna", "Smith", "a@x.example"), await desk.Customer("Anne", "Smith", "a@x.example"), await desk.Customer("Ben", "Costa"), await desk.Customer("Bea", "Costa"));
        foreach (var customer in new[] { anna, anne, ben, bea })
            (await desk.Flag(customer, $"Alert of {customer}")).Expect(200);
        await Many(desk, await desk.Book(anna));
        await Many(desk, await desk.Book(anne));
        await desk.Book(ben);
        await desk.Book(bea);

        var (few, many) = (await RoundTrips.Of(() => Merge(desk, ben, bea)), await RoundTrips.Of(() => Merge(desk, anna, anne)));

        output.WriteLine($"2 × 1 booking: {few} statements; 2 × 5,000: {many}");
        many.Should().BeInRange(3, Most);
        many.Should().Be(few);
        (await desk.Business.Get($"customers/{anne}")).Status.Should().Be(308);
    }

    private static Task<int> Merge(MergeDesk desk, Guid kept, Guid other) => desk.Business.Platform.Inside(desk.Business, async services =>
        (await services.GetRequiredService<MergeCustomers>().Handle(new() { PrimaryId = kept, OtherIds = [other] }, CancellationToken.None)).Value.Moved["bookings"]);

    /// <summary>Copies a booking five thousand times, past the front door: what is measured is merging.</summary>
    private static Task<int> Many(MergeDesk desk, Guid booking) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        await using var command = work.Connection.CreateCommand();
        (command.Transaction, command.CommandText) = (work.Transaction, work.SayBusiness() + $"""
            CREATE TEMPORARY TABLE copies ON COMMIT DROP AS SELECT b.* FROM bookings_bookings b, generate_series(1, 4999) WHERE b."Id" = '{booking}';
            UPDATE copies SET "Id" = gen_random_uuid(), "Code" = left(gen_random_uuid()::text, 9), "StartsAtUtc" = "StartsAtUtc" + random() * interval '900 days';
            INSERT INTO bookings_bookings SELECT * FROM copies ON CONFLICT DO NOTHING;
            """);
        var made = await command.ExecuteNonQueryAsync();
        await work.SaveAsync(CancellationToken.None);
        return made;
    });

    private sealed class Failing : IMergeParticipant
    {
        public string Key => "failing";

        public int Order => 1000;

        public Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyList<MergeEffect>>([]);

        public Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct) => throw new InvalidOperationException("The power is gone.");

        public Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyList<SinceMerge>>([]);

        public Task Undo(UnmergeAct act, CancellationToken ct) => Task.CompletedTask;
    }
}
