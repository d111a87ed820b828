using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class CustomerLists
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-18")]
    public async Task A_customer_is_put_on_lists_and_taken_off_again(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, ben) = (await Finding.Add(business, "Anna", "Abel", null, null), await Finding.Add(business, "Ben", "Berg", null, null));
        var (vip, choir) = (await Make(business, "VIP"), await Make(business, "Choir"));

        foreach (var address in new[] { $"customer-lists/{vip}/members/{anna}", $"customer-lists/{choir}/members/{anna}", $"customer-lists/{vip}/members/{ben}", $"customer-lists/{vip}/members/{ben}" })
            (await business.Put(address, new { })).Expect(204);

        (await business.Get($"customers?listId={vip}")).Names().Should().Equal("Anna Abel", "Ben Berg");
        (await business.Get($"customers/{anna}"))["lists"]!.AsArray().Select(list => (string)list!["name"]!).Should().Equal("Choir", "VIP");
        (await business.Get("customer-lists"))["items"]!.AsArray().Select(list => $"{list!["name"]} {list["customers"]}").Should().Equal("Choir 1", "VIP 2");

        (await business.Delete($"customer-lists/{vip}/members/{anna}")).Expect(204);

        (await business.Get($"customers?listId={vip}&q=a")).Names().Should().BeEmpty();
        (await business.Get("customers?q=abel"))["items"]![0]!["lists"]!.AsArray().Select(list => (string)list!["name"]!).Should().Equal("Choir");
        (await Told(business, anna)).Should().Contain(["Added to the list “VIP”.", "Added to the list “Choir”.", "Taken off the list “VIP”."]).And.HaveCount(4);
        (await Told(business, ben)).Should().HaveCount(2, "putting somebody on a list twice is told once");
    }

    [Theory, OnEveryDatabase]
    public async Task Many_are_put_on_a_list_at_once_by_id_or_by_filter(Db db)
    {
        var platform = await Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());
        var ids = new List<Guid>();
        for (var n = 0; n < 12; n++)
            ids.Add(await Finding.Add(business, n % 2 == 0 ? "Anna" : "Ben", $"N{n:00}", n % 3 == 0 ? null : $"a{n}@x.example", null));
        var stranger = await Finding.Add(other, "Anna", "Stranger", null, null);
        var list = await Make(business, "Spring");

        (await business.Post($"customer-lists/{list}/members", new { customerIds = ids.Take(3).Append(stranger).Append(Guid.NewGuid()) })).ShouldHave(new { changed = 3 });
        (await business.Post($"customer-lists/{list}/members", new { filter = "q=anna" })).ShouldHave(new { changed = 4 });
        (await business.Get($"customers?listId={list}")).Names().Should().HaveCount(7);
        (await business.Post($"customer-lists/{list}/members", new { filter = "emailState=placeholder&q=anna", remove = true })).ShouldHave(new { changed = 2 });
        (await business.Get($"customers?listId={list}")).Names().Should().Equal("Ben N01", "Anna N02", "Anna N04", "Anna N08", "Anna N10");
        (await business.Post($"customer-lists/{list}/members", new { customerIds = Enumerable.Range(0, 3000).Select(_ => Guid.NewGuid()).Concat(ids) })).ShouldHave(new { changed = 7 });

        (await Told(business, list)).Should().Equal("The list “Spring” was made.", "3 customers were added to the list “Spring”.", "4 customers were added to the list “Spring”.", "2 customers were taken off the list “Spring”.", "7 customers were added to the list “Spring”.");
        (await other.Get("customers")).Names().Should().Equal("Anna Stranger");
        (await other.Get("customers"))["items"]![0]!["lists"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Names_of_lists_are_unique_and_clean(Db db)
    {
        var platform = await Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());
        var vip = await Make(business, "Vip ");

        (await business.Post("customer-lists", new { name = "VIP" })).ExpectProblem(409, "name-taken");
        (await business.Post("customer-lists", new { name = " " })).ExpectProblem(422, "validation");
        (await business.Post("customer-lists", new { name = new string('x', 101) })).ExpectProblem(422, "validation");
        (await business.Post("customer-lists", new { name = "a\0b" })).ExpectProblem(422, "validation");
        await Make(other, "VIP");
        var choir = await Make(business, "Choir");
        (await business.Patch($"customer-lists/{choir}", new { name = "vip" })).ExpectProblem(409, "name-taken");
        (await business.Patch($"customer-lists/{choir}", new { name = "Singers" }, version: 7)).ExpectProblem(412, "changed-meanwhile");
        (await business.Patch($"customer-lists/{choir}", new { name = "Singers" }, version: 1)).ShouldHave(new { name = "Singers", version = 2 });
        (await other.Patch($"customer-lists/{vip}", new { name = "Mine" })).ExpectProblem(404, "not-found");
        (await other.Delete($"customer-lists/{vip}")).ExpectProblem(404, "not-found");
        (await other.Post($"customer-lists/{vip}/members", new { filter = "" })).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_list_leaves_its_customers_and_is_told_to_whoever_still_asks_for_it(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var anna = await Finding.Add(business, "Anna", "Abel", null, null);
        var list = await Make(business, "Old");
        (await business.Put($"customer-lists/{list}/members/{anna}", new { })).Expect(204);

        (await business.Delete($"customer-lists/{list}")).Expect(204);

        (await business.Get($"customers?listId={list}")).ExpectProblem(422, "unknown-list");
        (await business.Get($"customers.csv?listId={list}")).ExpectProblem(422, "unknown-list");
        (await business.Post($"customer-lists/{list}/members", new { filter = "" })).ExpectProblem(404, "not-found");
        (await business.Get("customers")).Names().Should().Equal("Anna Abel");
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_meant_changes_no_list(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var list = await Make(business, "VIP");

        (await business.Put($"customer-lists/{list}/members/{Guid.NewGuid()}", new { })).ExpectProblem(404, "not-found");
        (await business.Put($"customer-lists/{Guid.NewGuid()}/members/{Guid.NewGuid()}", new { })).ExpectProblem(404, "not-found");
        (await business.Post($"customer-lists/{list}/members", new { })).ExpectProblem(422, "validation");
        (await business.Post($"customer-lists/{list}/members", new { filter = "flagged=perhaps" })).ExpectProblem(422, "validation");
        (await business.Post($"customer-lists/{list}/members", new { filter = $"listId={Guid.NewGuid()}" })).ExpectProblem(422, "unknown-list");
        (await business.Post($"customer-lists/{list}/members", new { customerIds = Enumerable.Range(0, 10_001).Select(_ => Guid.NewGuid()) })).ExpectProblem(422, "too-many");
    }

    [Theory, OnEveryDatabase]
    public async Task A_filter_is_saved_under_a_name_for_all_colleagues(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var saved = (await business.Post("customer-filters", new { name = "No email", query = "?emailState=placeholder&cursor=x&evil=1&sort=lastVisit" })).Expect(201).ShouldHave(new { name = "No email", query = "emailState=placeholder&sort=lastVisit" });

        (await business.Post("customer-filters", new { name = "no EMAIL", query = "flagged=true" })).ExpectProblem(409, "name-taken");
        (await business.Post("customer-filters", new { name = "Nothing", query = "cursor=x" })).ExpectProblem(422, "validation");
        (await business.Post("customer-filters", new { name = "Wrong", query = "flagged=perhaps" })).ExpectProblem(422, "validation");
        (await business.Get("customer-filters"))["items"]!.AsArray().Should().ContainSingle();
        (await business.Delete($"customer-filters/{saved.Id}")).Expect(204);
        (await business.Delete($"customer-filters/{saved.Id}")).ExpectProblem(404, "not-found");
    }

    internal static async Task<Guid> Make(TestBusiness business, string name) => (await business.Post("customer-lists", new { name })).Expect(201).Id;

    private static Task<List<string>> Told(TestBusiness business, Guid about) => business.Platform.Inside(business, services =>
        services.GetRequiredService<KernelDb>().Audit.Where(entry => entry.SubjectId == about).OrderBy(entry => entry.AtUtc).ThenBy(entry => entry.Id).Select(entry => entry.Sentence).ToListAsync());
}
