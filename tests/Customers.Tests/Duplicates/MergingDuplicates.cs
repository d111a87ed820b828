using System.Net;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Duplicates;

/// <summary>What the queue makes of a merge.</summary>
public sealed class MergingDuplicates
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-58")]
    public async Task A_merged_pair_leaves_the_queue_and_an_undo_brings_it_back(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Three(business);
        var pairs = await FindingDuplicates.Queue(business);
        pairs.Should().HaveCount(3, "each of the three looks like both others");
        var (kept, other) = (pairs[0].Ids[0], pairs[0].Ids[1]);

        var merge = (await business.Post("merges", new { primaryId = kept, otherIds = new[] { other } })).Expect(201).Id;

        (await FindingDuplicates.Queue(business)).Should().ContainSingle("the kept record still looks like the third").Which.Ids.Should().Contain(kept).And.NotContain(other);
        (await business.Post($"duplicates/{pairs[0].Id}/dismiss")).Status.Should().BeOneOf(404, 409);
        (await business.Post($"merges/{merge}/undo")).Expect(200);
        (await FindingDuplicates.Queue(business)).Select(pair => pair.Ids.Order()).Should().BeEquivalentTo(pairs.Select(pair => pair.Ids.Order()));
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-58")]
    public async Task Certain_pairs_are_merged_at_once_and_others_are_not(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Three(business);
        await FindingDuplicates.Add(business, "Bob", "Millington", null, null);
        await FindingDuplicates.Add(business, "Robert", "Millington", "bob@postbox.pt", null);
        (await business.Put("settings/duplicates", new { suggest = 0.5, certain = 0.9 })).Expect(200);
        var all = await FindingDuplicates.Queue(business);
        var certain = all.Where(pair => pair.Certain).ToArray();
        certain.Should().HaveCount(3);

        var done = (await business.Post("duplicates/merge-certain", new { pairIds = all.Select(pair => pair.Id) })).Expect(200);

        done["merged"]!.AsArray().Should().HaveCount(2, "three records of one person are two merges");
        done["left"]!.AsArray().Should().HaveCount(2);
        done["left"]!.AsArray().Select(left => (string)left!["code"]!).Should().Contain("not-certain");
        (await FindingDuplicates.Queue(business)).Should().ContainSingle().Which.Names.Should().Contain("Bob Millington");
        (await business.Get("customers?q=smithers")).Names().Should().Equal("Anna Smithers");
        (await business.Post("duplicates/merge-certain", new { })).ExpectProblem(422, "validation");
    }

    [Fact]
    public async Task The_page_of_certain_pairs_merges_what_it_shows()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        await Three(business);
        (await business.Put("settings/duplicates", new { suggest = 0.5, certain = 0.9 })).Expect(200);
        var pairs = await FindingDuplicates.Queue(business);
        using var desk = await Desk.Of(business);
        var page = (await desk.Open("/duplicates?show=certain")).Expect(HttpStatusCode.OK);
        page.Text.Should().Contain("These 3 pairs are certain");

        var done = await desk.Send(page, "merge-certain", ("pair", pairs[0].Id.ToString()));

        done.Location.Should().EndWith("/duplicates?show=certain&merged=1");
        (await desk.Open("/duplicates?show=certain&merged=1")).Text.Should().Contain("1 pair merged");
    }

    private static async Task Three(TestBusiness business)
    {
        foreach (var email in new[] { null, "anna@seabreeze.pt", "anna@seabreeze.pt" })
            await FindingDuplicates.Add(business, "Anna", "Smithers", email, "+351 912 345 678");
    }
}
