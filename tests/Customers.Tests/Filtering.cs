using System.Text.Json.Nodes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Filtering
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-1")]
    public async Task The_list_is_narrowed_by_email_and_last_visit_also_while_searching(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        await Seen(business, await Finding.Add(business, "Anna", "Abel", "anna@x.example", null), new(2026, 3, 1));
        await Seen(business, await Finding.Add(business, "Anna", "Berg", null, null), new(2026, 5, 31));
        await Seen(business, await Finding.Add(business, "Cleo", "Cane", "x7@guest.booking.com", null), new(2026, 6, 1));
        await Finding.Add(business, "Dora", "Anna", null, null);

        async Task<string[]> Find(string query) => (await business.Get($"customers?{query}")).Names();

        (await Find("emailState=placeholder")).Should().Equal("Dora Anna", "Anna Berg");
        (await Find("emailState=placeholder,relay")).Should().Equal("Dora Anna", "Anna Berg", "Cleo Cane");
        (await Find("lastVisitFrom=2026-05-31")).Should().Equal("Anna Berg", "Cleo Cane");
        (await Find("lastVisitFrom=2026-03-01&lastVisitTo=2026-05-31")).Should().Equal("Anna Abel", "Anna Berg");
        (await Find("q=anna&emailState=placeholder&lastVisitTo=2026-12-31")).Should().Equal("Anna Berg");
        (await Find("q=anna&flagged=true")).Should().BeEmpty();
        (await Find("sort=lastVisit")).Should().Equal("Cleo Cane", "Anna Berg", "Anna Abel", "Dora Anna");
        (await Find("sort=newest")).Should().Equal("Dora Anna", "Cleo Cane", "Anna Berg", "Anna Abel");
        ((string)(await business.Get("customers?q=abel"))["items"]![0]!["lastVisit"]!).Should().Be("2026-03-01");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-24")]
    public async Task Flagged_customers_are_filtered_and_come_first(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        foreach (var last in new[] { "Abel", "Berg", "Cane", "Dorn", "Eder" })
            await Finding.Add(business, "Anna", last, null, null);
        await Set(business, customer => customer.SortName == "dorn anna" || customer.SortName == "berg anna", "Owes for last time");

        (await business.Get("customers?flagged=true")).Names().Should().Equal("Anna Berg", "Anna Dorn");
        (await business.Get("customers?flagged=false")).Names().Should().Equal("Anna Abel", "Anna Cane", "Anna Eder");
        (await business.Get("customers?sort=flagged")).Names().Should().Equal("Anna Berg", "Anna Dorn", "Anna Abel", "Anna Cane", "Anna Eder");
        (await Pages(business, "customers?sort=flagged&limit=2")).Should().Equal("Berg", "Dorn", "Abel", "Cane", "Eder");
    }

    [Theory, OnEveryDatabase]
    public async Task Every_order_lists_everybody_once_page_by_page(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        for (var n = 0; n < 11; n++)
        {
            var id = await Finding.Add(business, "Anna", $"N{n:00}", null, null);
            if (n % 3 > 0)
                await Seen(business, id, new DateOnly(2026, 1, 1).AddDays(n % 4));
        }

        foreach (var sort in new[] { "name", "lastVisit", "newest", "flagged" })
            (await Pages(business, $"customers?sort={sort}&limit=2")).Should().HaveCount(11).And.OnlyHaveUniqueItems("the order is {0}", sort);
        (await business.Get("customers?sort=size")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_customer_is_in_no_list_search_or_export_but_for_thirty_days_in_a_filter(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Finding.Add(business, "Anna", "Abel", "anna@x.example", null);
        await Finding.Add(business, "Ben", "Berg", null, null);
        await Finding.Add(business, "Cleo", "Cane", null, null);
        await Deleted(business, "abel anna", DateTime.UtcNow.AddDays(-3));
        await Deleted(business, "cane cleo", DateTime.UtcNow.AddDays(-31));

        (await business.Get("customers")).Names().Should().Equal("Ben Berg");
        (await business.Get("customers?q=anna")).Names().Should().BeEmpty();
        (await business.Get("customers.csv")).Text.Should().Contain("Berg").And.NotContain("Abel").And.NotContain("Cane");
        (await business.Get("customers?deleted=true")).Names().Should().Equal("Anna Abel");
        (await business.Get("customers?deleted=true&q=ABE")).Names().Should().Equal("Anna Abel");
        (await business.Get("customers?deleted=true&q=berg")).Names().Should().BeEmpty();
    }

    [Fact]
    public async Task A_filter_that_cannot_be_meant_is_refused_by_field()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();

        async Task Refused(string query, string field) =>
            (await business.Get($"customers?{query}")).ExpectProblem(422, "validation")["errors"]!.AsObject().Select(error => error.Key).Should().Equal(field);

        await Refused("lastVisitFrom=2026-05-02&lastVisitTo=2026-05-01", "lastVisitTo");
        await Refused("lastVisitFrom=02.05.2026", "lastVisitFrom");
        await Refused("flagged=perhaps", "flagged");
        await Refused("emailState=broken", "emailState");
        await Refused("listId=7", "listId");
        await Refused("deleted=%00", "deleted");
        await Refused("sort=lastVisit&cursor=eyJQbGFjZSI6MCwiVGV4dCI6IngiLCJJZCI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJ9", "cursor");
        (await business.Get($"customers?listId={Guid.NewGuid()}")).ExpectProblem(422, "unknown-list");
    }

    [Theory, OnEveryDatabase]
    public async Task A_visit_is_noted_without_making_anybodys_card_stale(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var id = await Finding.Add(business, "Anna", "Abel", null, null);

        await Seen(business, id, new(2026, 3, 1));
        (await business.Patch($"customers/{id}", new { lastName = "Berg" }, version: 1)).Expect(200).ShouldHave(new { lastVisit = "2026-03-01", version = 2 });
        await Seen(business, id, null);

        (await business.Get($"customers/{id}")).ShouldHave(new { lastVisit = (string?)null, version = 2 });
    }

    internal static Task<int> Seen(TestBusiness business, Guid id, DateOnly? day) => business.Platform.Inside(business, async services =>
    {
        await services.GetRequiredService<IVisitBook>().Note(id, day, CancellationToken.None);
        await services.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
        return 0;
    });

    internal static Task<int> Set(TestBusiness business, System.Linq.Expressions.Expression<Func<Customer, bool>> who, string? alert) => business.Platform.Inside(business, services =>
        services.GetRequiredService<CustomersDb>().Customers.Where(who).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.AlertMessage, alert)));

    private static Task<int> Deleted(TestBusiness business, string sortName, DateTime at) => business.Platform.Inside(business, services =>
        services.GetRequiredService<CustomersDb>().Customers.Where(customer => customer.SortName == sortName).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.DeletedAtUtc, at)));

    private static async Task<List<string>> Pages(TestBusiness business, string path)
    {
        var names = new List<string>();
        JsonNode? cursor = null;
        do
        {
            var page = (await business.Get(cursor is null ? path : $"{path}&cursor={cursor}")).Expect(200);
            names.AddRange(page["items"]!.AsArray().Select(item => (string)item!["lastName"]!));
            cursor = page["nextCursor"];
        }
        while (cursor is not null);
        return names;
    }
}
