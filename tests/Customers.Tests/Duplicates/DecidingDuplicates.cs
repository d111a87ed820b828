using System.Net;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests.Duplicates;

/// <summary>What people decide about a suggestion.</summary>
public sealed class DecidingDuplicates
{
    [Theory, OnEveryDatabase]
    public async Task A_decision_wins_over_whatever_is_found_later_and_is_told_on_both_records(Db db)
    {
        var platform = await Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());
        var (one, two) = await Twice(business);
        var pair = (await FindingDuplicates.Queue(business)).Should().ContainSingle().Subject;

        (await other.Post($"duplicates/{pair.Id}/dismiss")).ExpectProblem(404, "not-found");
        (await business.Post($"duplicates/{pair.Id}/dismiss")).Expect(200);
        (await business.Post($"duplicates/{pair.Id}/dismiss")).Expect(200);

        (await FindingDuplicates.Queue(business)).Should().BeEmpty();
        (await business.Patch($"customers/{two}", new { phone = "+351 912 345 679" })).Expect(200);
        (await FindingDuplicates.Queue(business, "minProbability=0")).Should().BeEmpty("a change does not ask again");
        await RunEverybody(business);
        (await FindingDuplicates.Queue(business, "minProbability=0")).Should().BeEmpty("a full run does not ask again");
        foreach (var id in new[] { one, two })
            (await Sentences(business, id)).Where(sentence => sentence.Contains("are not the same person, says Test key", StringComparison.Ordinal)).Should().ContainSingle();
        ((string)(await business.Get($"duplicates/{pair.Id}")).Expect(200)["decidedBy"]!).Should().Be("Test key");
    }

    [Theory, OnEveryDatabase]
    public async Task A_decision_can_be_taken_back(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (one, _) = await Twice(business);
        var pair = (await FindingDuplicates.Queue(business)).Single();
        (await business.Post($"duplicates/{pair.Id}/dismiss")).Expect(200);

        (await business.Delete($"duplicates/{pair.Id}/dismiss")).Expect(200);
        (await business.Delete($"duplicates/{pair.Id}/dismiss")).Expect(200);

        (await FindingDuplicates.Queue(business)).Should().ContainSingle().Which.Should().BeEquivalentTo(pair);
        (await Sentences(business, one)).Should().Contain("Anna Smithers and Anna Smithers may be the same person after all, says Test key.");
    }

    [Theory, OnEveryDatabase]
    public async Task The_queue_is_read_page_by_page_likeliest_first(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        foreach (var (last, phone) in new[] { ("Albright", "+351 912 345 678"), ("Birnbaum", null), ("Castellano", "+49 30 774 1290"), ("Dombrowski", null), ("Eichendorff", "+44 20 7946 0551") })
        {
            await FindingDuplicates.Add(business, "Anna", last, null, phone);
            await FindingDuplicates.Add(business, "Anna", last, $"anna@{last.ToLowerInvariant()}.example", phone);
        }

        var all = await FindingDuplicates.Queue(business);
        var (read, cursor) = (new List<Guid>(), "");
        do
        {
            var page = (await business.Get($"duplicates?limit=2&cursor={cursor}")).Expect(200);
            read.AddRange(page["items"]!.AsArray().Select(item => (Guid)item!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        all.Should().HaveCount(5).And.BeInDescendingOrder(pair => pair.Probability);
        read.Should().Equal(all.Select(pair => pair.Id));
        (await FindingDuplicates.Queue(business, $"minProbability={all[2].Probability.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}")).Length.Should().BeInRange(1, 4);
        (await business.Get("duplicates?cursor=nonsense")).ExpectProblem(422, "validation");
        (await business.Get("duplicates?minProbability=1.5")).ExpectProblem(422, "validation");
        (await business.Get("duplicates?minProbability=NaN")).ExpectProblem(422, "validation");
        (await business.Get("duplicates?minProbability=1")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await business.Get("duplicates?limit=0")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Both_thresholds_are_the_businesses_own_and_say_what_they_would_give(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Twice(business);
        var pair = (await FindingDuplicates.Queue(business)).Single();
        pair.Certain.Should().BeFalse("a name and a telephone number may be father's and son's");

        (await business.Get("settings/duplicates")).Expect(200).ShouldHave(new { suggest = 0.8, certain = 0.999, version = 0 });
        (await business.Get("settings/duplicates/preview?suggest=0.8&certain=0.9")).Expect(200).ShouldHave(new { suggested = 1, certain = 1, floor = 0.5 });
        (await business.Put("settings/duplicates", new { suggest = 0.8, certain = 0.9 })).Expect(200).ShouldHave(new { version = 1 });
        (await FindingDuplicates.Queue(business, "certain=true")).Should().ContainSingle().Which.Certain.Should().BeTrue();
        (await FindingDuplicates.Queue(business, "certain=false")).Should().BeEmpty();
        (await business.Get("settings/duplicates/preview?suggest=0.999999&certain=0.999999")).Expect(200)["steps"]!.AsArray().Select(step => (int)step!["pairs"]!).Should().BeInDescendingOrder().And.StartWith(1);
        var saved = (await business.Put("settings/duplicates", new { suggest = 0.999999, certain = 0.999999 }, version: 1)).Expect(200);
        saved.ShouldHave(new { suggest = 0.999999, version = 2 });

        (await FindingDuplicates.Queue(business)).Should().BeEmpty();
        (await FindingDuplicates.Queue(business, "minProbability=0.5")).Single().Certain.Should().BeFalse("certain asks for more now");
        (await business.Put("settings/duplicates", new { suggest = 0.9, certain = 0.95 }, version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await business.Put("settings/duplicates", new { suggest = 0.95, certain = 0.9 })).ExpectProblem(422, "validation")["errors"]!["certain"].Should().NotBeNull();
        (await business.Put("settings/duplicates", new { suggest = 0.2, certain = 2 })).ExpectProblem(422, "validation")["errors"]!.AsObject().Should().HaveCount(2);
        (await business.Put("settings/duplicates", new { })).ExpectProblem(422, "validation");
        (await Sentences(business, business.Id)).Should().Contain("Possible duplicates changed to suggested from 99.9999 %, certain from 99.9999 %.");
    }

    [Theory, OnEveryDatabase]
    public async Task The_desk_works_the_queue_without_script(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (one, _) = await Twice(business);
        var pair = (await FindingDuplicates.Queue(business)).Single();
        using var desk = await Desk.Of(business);

        (await desk.Open($"/customers/{one}")).Text.Should().Contain("Looks like Anna Smithers (99 %)");
        var queue = (await desk.Open("/duplicates")).Expect(HttpStatusCode.OK);
        queue.Text.Should().Contain("same phone").And.Contain("99 %");
        var compare = (await desk.Open($"/duplicates/{pair.Id}")).Expect(HttpStatusCode.OK);
        compare.Text.Should().Contain("+351912345678").And.Contain("Only one").And.Contain("any two customers, before looking");

        var decided = await desk.Send(compare, "decide", ("decision", "dismiss"));
        decided.Location.Should().EndWith($"/duplicates?dismissed={pair.Id}");
        var after = await desk.Open($"/duplicates?dismissed={pair.Id}");
        after.Text.Should().Contain("are not the same person").And.Contain("No possible duplicates");
        (await desk.Open($"/customers/{one}")).Text.Should().NotContain("Looks like");
        (await desk.Send(after, "undo")).Expect(HttpStatusCode.Redirect);
        (await desk.Send(await desk.Open("/duplicates"), "decide", ("dismiss", pair.Id.ToString()))).Expect(HttpStatusCode.Redirect);
        (await desk.Open("/duplicates")).Text.Should().Contain("No possible duplicates");
        (await desk.Open($"/duplicates/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Thresholds_are_set_on_a_page_that_counts_first()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        await Twice(business);
        await FindingDuplicates.Queue(business);
        using var desk = await Desk.Of(business);
        var page = (await desk.Open("/settings/duplicates")).Expect(HttpStatusCode.OK);

        var looked = await desk.Send(page, "thresholds", ("suggest", "90,5"), ("certain", "99"), ("look", "true"));
        looked.Text.Should().Contain("Pairs suggested1");
        (await business.Get("settings/duplicates")).ShouldHave(new { version = 0 });
        var wrong = await desk.Send(page, "thresholds", ("suggest", "ten"), ("certain", "99"));
        wrong.Expect(HttpStatusCode.UnprocessableEntity).ErrorOf("suggest").Should().Contain("probability");
        (await desk.Send(page, "thresholds", ("suggest", "90,5"), ("certain", "99"))).Location.Should().EndWith("saved=true");
        (await business.Get("settings/duplicates")).ShouldHave(new { suggest = 0.905, certain = 0.99 });
    }

    [Fact, Trait("Criterion", "S2-23")]
    public async Task The_form_of_a_new_customer_shows_whom_they_look_like_and_the_alert()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        var known = await FindingDuplicates.Add(business, "Anna", "Smithers", "anna@x.example", "+351 912 345 678");
        (await business.Put($"customers/{known}/alert", new { message = "Leaves <b>without</b> paying" })).Expect(200);
        await business.Platform.Delivered(business);
        using var desk = await Desk.Of(business);

        (await desk.Open("/customers/new")).Document.QuerySelector("[name=lastName]")!.GetAttribute("hx-get").Should().Be("/customers/looks-like");
        var part = await desk.Open("/customers/looks-like?firstName=Anna&lastName=Smithers&phone=912345678&email=", htmx: true);

        part.Text.Should().Contain("Looks like Anna Smithers (99 %)").And.Contain("Leaves <b>without</b> paying");
        part.Document.QuerySelector($"a[href='/customers/{known}']")!.TextContent.Should().StartWith("Use this customer");
        (await desk.Open("/customers/looks-like?firstName=&lastName=%00", htmx: true)).Expect(HttpStatusCode.OK).Text.Should().NotContain("Looks like");
    }

    private static async Task<(Guid One, Guid Two)> Twice(TestBusiness business) =>
        (await FindingDuplicates.Add(business, "Anna", "Smithers", null, "+351 912 345 678"), await FindingDuplicates.Add(business, "Anna", "Smithers", "anna@x.example", "+351 912 345 678"));

    private static async Task<string[]> Sentences(TestBusiness business, Guid subject) =>
        (await business.Get($"audit?subject={subject}")).Expect(200)["items"]!.AsArray().Select(entry => (string)entry!["sentence"]!).ToArray();

    internal static Task<bool> RunEverybody(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        await services.GetRequiredService<MatchEverybody>().Handle(_ => Task.CompletedTask, CancellationToken.None);
        return true;
    });
}
