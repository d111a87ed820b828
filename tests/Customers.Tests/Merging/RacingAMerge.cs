using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

public sealed class RacingAMerge
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-39")]
    public async Task A_booking_written_for_a_record_while_it_was_merged_away_follows_and_goes_back_with_the_undo(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"));
        var merge = await desk.Merge(anna, anne);
        var late = await desk.Book(anna);
        await desk.Business.Platform.Delivered(desk.Business);
        await desk.Business.Platform.Inside(desk.Business, services => Become(services, late, anne));

        await desk.Business.Platform.Inside(desk.Business, services => services.GetRequiredService<FetchLateRows>()
            .Deliver(new Envelope<CustomersMerged>(Guid.NewGuid(), new(merge, anna, [anne]), 1, DateTime.UtcNow), CancellationToken.None));

        (await desk.OwnerOf(late)).Should().Be(anna);
        (await desk.Undo(merge)).Expect(200);
        (await desk.OwnerOf(late)).Should().Be(anne);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_merges_at_once_one_comes_first_and_the_other_is_told(Db db)
    {
        var desk = await MergeDesk.Open(db);
        var (anna, anne, ann) = (await desk.Customer("Anna", "Smith"), await desk.Customer("Anne", "Smith"), await desk.Customer("Ann", "Smith"));
        var booking = await desk.Book(anne);

        var answers = await Task.WhenAll(desk.TryMerge(anna, anne), desk.TryMerge(ann, anne));

        answers.Select(answer => answer.Status).Order().Should().BeEquivalentTo([201, answers.Max(answer => answer.Status)]);
        answers.Max(answer => answer.Status).Should().BeOneOf(409, 412);
        (await desk.OwnerOf(booking)).Should().Be((Guid)answers.Single(answer => answer.Status == 201)["keptId"]!);
    }

    /// <summary>What the loser of the race would have written.</summary>
    private static async Task<int> Become(IServiceProvider services, Guid booking, Guid customer)
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        await work.RunAsync("""UPDATE "bookings_bookings" SET "CustomerId" = @customer WHERE "Id" = @booking;""", new Dictionary<string, object> { ["@customer"] = customer, ["@booking"] = booking }, CancellationToken.None);
        await work.SaveAsync(CancellationToken.None);
        return 1;
    }
}
