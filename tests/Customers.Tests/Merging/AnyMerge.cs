using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

/// <summary>Properties of merging, tried on records of every make. Seeded: a failure names its seed and repeats.</summary>
public sealed class AnyMerge
{
    private const int Steps = 6;
    private const int OfTheSamePeople = 25;

    /// <summary><c>BOOKING_MERGE_SEQUENCES=10000</c> tries as many as the reliability table asks for.</summary>
    private static readonly int Sequences = int.TryParse(Environment.GetEnvironmentVariable("BOOKING_MERGE_SEQUENCES"), out var number) ? number : 25;

    [Theory, OnEveryDatabase, Trait("Reliability", "15")]
    public async Task Merged_and_unmerged_every_row_of_every_module_is_as_before(Db db)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var (desk, chance) = (await MergeDesk.Open(db), new Random(seed));
            var people = new List<Guid>();
            for (var number = 0; number < 2 + chance.Next(4); number++)
                people.Add(await AnyPerson.Add(desk, chance, number));
            await desk.Business.Platform.Delivered(desk.Business);
            var before = await Snapshot.Take(desk.Business);

            var merge = await desk.Merge(people[0], [.. people.Skip(1)]);
            await desk.Business.Platform.Delivered(desk.Business);
            var between = await Snapshot.Take(desk.Business);
            (await desk.Undo(merge)).Expect(200);
            await desk.Business.Platform.Delivered(desk.Business);

            between.Should().NotEqual(before);
            var after = await Snapshot.Take(desk.Business);
            after.Except(before).Concat(before.Except(after)).Should().BeEmpty("seed {0}", seed);
            after.Should().HaveSameCount(before);
        }
    }

    [Theory, OnEveryDatabase, Trait("Reliability", "15"), Trait("Criterion", "S2-32"), Trait("Criterion", "S1-31")]
    public async Task No_sequence_of_merging_undoing_reassigning_deleting_and_restoring_loses_an_objection_or_an_alert(Db db)
    {
        var desk = await MergeDesk.Open(db);
        for (var seed = 0; seed < Sequences; seed += OfTheSamePeople)
        {
            var life = await LivesOfRecords.Begin(desk, new Random(seed));
            for (var step = 0; step < Steps * OfTheSamePeople; step++)
            {
                await life.Step();
                await life.CheckNothingIsLost($"seed {seed}, after {life}");
            }
        }
    }
}
