using System.Net;
using AngleSharp.Dom;
using BookingPlatform.Customers.Features;
using BookingPlatform.Customers.Search;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

/// <summary>The pages as a browser without script sees them.</summary>
public sealed class TheListPage
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-43")]
    public async Task The_actions_work_on_the_selected_customer_and_say_so_when_there_is_none(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, ben) = (await Finding.Add(business, "Anna", "Abel", null, null), await Finding.Add(business, "Ben", "Berg", null, null));
        using var desk = await Desk.Of(business);

        var page = (await desk.Open("/customers")).Expect(HttpStatusCode.OK);
        var buttons = page.Document.QuerySelectorAll("#bar .action-bar > button");
        buttons.Select(button => button.TextContent.Trim()).Should().StartWith(["Bookings", "Change details", "Make booking"]);
        buttons.Should().OnlyContain(button => button.GetAttribute("aria-disabled") == "true" && page.Document.GetElementById(button.GetAttribute("aria-describedby")!)!.TextContent == "Select a customer first");

        (await desk.Send(page, "selection", ("do", "bookings"))).Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Select a customer first.");
        (await desk.Send(page, "selection", ("do", "bookings"), ("id", $"{anna}"), ("id", $"{ben}"))).Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Select one customer only.");
        (await desk.Send(page, "selection", ("do", "bookings"), ("id", $"{anna}"))).Expect(HttpStatusCode.Redirect).Location.Should().EndWith($"/customers/{anna}?tab=bookings");
        (await desk.Send(page, "selection", ("do", "change-details"), ("id", $"{ben}"))).Location.Should().EndWith($"/customers/{ben}/details");

        var selected = await desk.Open($"/customers?id={anna}");
        selected.Document.QuerySelectorAll("#bar .action-bar > a").Select(link => link.GetAttribute("href")).Should().StartWith([$"/customers/{anna}?tab=bookings", $"/customers/{anna}/details", $"/bookings/new?customerId={anna}&path=validated"]);
        selected.Document.QuerySelectorAll("input[name=id][checked]").Should().ContainSingle().Which.GetAttribute("value").Should().Be($"{anna}");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-18")]
    public async Task Many_are_put_on_a_list_from_the_list_page_and_one_from_the_card(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var (anna, ben) = (await Finding.Add(business, "Anna", "Abel", null, null), await Finding.Add(business, "Ben", "Berg", "b@x.example", null));
        await Finding.Add(business, "Cleo", "Cane", "c@x.example", null);
        var vip = await CustomerLists.Make(business, "VIP");
        using var desk = await Desk.Of(business);
        async Task<string[]> OnList() => (await business.Get($"customers?listId={vip}")).Names();

        var page = await desk.Open("/customers?emailState=unverified");
        (await desk.Send(page, "selection", ("do", "add"), ("list", $"{vip}"))).Expect(HttpStatusCode.UnprocessableEntity);
        var after = await desk.Send(page, "selection", ("do", "add"), ("list", $"{vip}"), ("everybody", "true"));
        (await OnList()).Should().Equal("Ben Berg", "Cleo Cane");
        (await desk.Open(after.Location!)).Text.Should().Contain("2 customers added to the list");
        await desk.Send(await desk.Open("/customers"), "selection", ("do", "remove"), ("list", $"{vip}"), ("id", $"{ben}"));
        (await OnList()).Should().Equal("Cleo Cane");

        var card = await desk.Open($"/customers/{anna}");
        (await desk.Send(card, "lists", ("list", $"{vip}"))).Expect(HttpStatusCode.Redirect);
        (await OnList()).Should().Equal("Anna Abel", "Cleo Cane");
        (await desk.Open($"/customers/{anna}")).Document.QuerySelectorAll("input[name=list][checked]").Should().ContainSingle();
        (await desk.Send(await desk.Open($"/customers/{anna}"), "lists")).Expect(HttpStatusCode.Redirect);
        (await OnList()).Should().Equal("Cleo Cane");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-24"), Trait("Criterion", "S2-28")]
    public async Task A_flag_has_words_and_markup_in_it_stays_text(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Finding.Add(business, "Anna", "Abel", null, null);
        await Finding.Add(business, "Ben", "Berg", null, null);
        await Filtering.Set(business, customer => customer.LastName == "Berg", "Owes <img src=x>");
        using var desk = await Desk.Of(business);

        var page = await desk.Open("/customers?sort=flagged");

        page.Document.QuerySelectorAll("tbody th > a").Select(name => name.TextContent).Should().Equal("Ben Berg", "Anna Abel");
        page.Document.QuerySelectorAll("tbody .chip.flag").Should().ContainSingle().Which.TextContent.Should().Be("Alert: Owes <img src=x>");
        page.Document.QuerySelectorAll("tbody .chip.flag use").Single().GetAttribute("href").Should().EndWith("#flag-filled");
        page.Document.QuerySelectorAll("img").Should().BeEmpty();
        (await desk.Open("/reports/customers?flagged=true")).Expect(HttpStatusCode.OK).Document.QuerySelector("tbody")!.TextContent.Should().Contain("Owes <img src=x>").And.NotContain("Abel");
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_list_or_a_reversed_range_in_a_bookmark_is_said_clearly(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Finding.Add(business, "Anna", "Abel", null, null);
        var list = await CustomerLists.Make(business, "Old");
        (await business.Delete($"customer-lists/{list}")).Expect(204);
        using var desk = await Desk.Of(business);

        foreach (var address in new[] { "/customers", "/reports/customers" })
        {
            var bookmark = (await desk.Open($"{address}?listId={list}")).Expect(HttpStatusCode.OK);
            bookmark.Text.Should().Contain("The list of this filter was deleted").And.Contain("Anna Abel");
            var reversed = (await desk.Open($"{address}?lastVisitFrom=2026-05-02&lastVisitTo=2026-05-01")).Expect(HttpStatusCode.UnprocessableEntity);
            reversed.ErrorOf("lastVisitTo").Should().Be("This is before the start. Swap the two days.");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Lists_and_filters_are_kept_on_their_page(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Finding.Add(business, "Anna", "Abel", null, null);
        using var desk = await Desk.Of(business);

        (await desk.Send(await desk.Open("/customers/lists"), "new-list", ("name", "VIP"))).Expect(HttpStatusCode.Redirect);
        var again = (await desk.Send(await desk.Open("/customers/lists"), "new-list", ("name", "vip"))).Expect(HttpStatusCode.Conflict);
        again.Document.QuerySelector("p.error")!.TextContent.Should().Contain("already");
        var id = Guid.Parse((string)(await business.Get("customer-lists"))["items"]![0]!["id"]!);
        (await desk.Send(await desk.Open("/customers/lists"), $"list-{id:N}", ("step", "rename"), ("name", "Gold"))).Expect(HttpStatusCode.Redirect);
        (await desk.Send(await desk.Open("/customers?emailState=placeholder&sort=newest"), "save-filter", ("name", "No email"))).Location.Should().EndWith("/customers?emailState=placeholder&sort=newest");
        var page = await desk.Open("/customers/lists");
        page.Text.Should().Contain("Gold").And.Contain("No email");
        (await desk.Open("/customers")).Document.QuerySelector("a[href='/customers?emailState=placeholder&sort=newest']")!.TextContent.Should().Be("No email");
        (await desk.Send(page, $"list-{id:N}", ("step", "delete"), ("name", "Gold"))).Expect(HttpStatusCode.Redirect);
        (await business.Get("customer-lists"))["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_of_the_list_costs_the_same_statements_however_many_it_shows(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        Task<int> Cost(string? q) => business.Platform.Inside(business, async services =>
        {
            using var statements = new TakingForBooking.Statements();
            using (statements.Count())
                (await services.GetRequiredService<FindCustomers>().Handle(new FilterAsked { Q = q, EmailState = "placeholder" }, new(), CancellationToken.None)).Value.Items.Should().NotBeEmpty();
            return statements.Told.Count;
        });
        await Finding.Add(business, "Anna", "Abel", null, null);
        var few = (await Cost(null), await Cost("a"));
        for (var n = 0; n < 30; n++)
            await Finding.Add(business, "Anna", $"Berg{n}", null, null);

        (await Cost(null), await Cost("a")).Should().Be(few);

        few.Should().Be((3, 3), "customers, their lists, their blocks and no-shows");
    }

    [Fact]
    public async Task An_import_is_checked_with_its_columns_then_imported_and_undone_on_the_page()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        using var desk = await Desk.Of(business);
        const string Book = "Client,Mail\n\"Abel, Anna\",anna@x.example\n";

        var asked = (await Send(desk, await desk.Open("/customers/import"), Book, ("step", "check"))).Expect(HttpStatusCode.UnprocessableEntity);
        asked.Document.QuerySelectorAll("select[name=map]").Should().HaveCount(2);
        asked.Text.Should().Contain("Abel, Anna");
        string[] map = ["#1=Full name", "#2=Email"];
        var check = (await Send(desk, asked, Book, [("step", "check"), .. map.Select(entry => ("map", entry))])).Expect(HttpStatusCode.OK);
        check.Text.Should().Contain("1 of 1 rows can be imported");
        var done = (await Send(desk, check, Book, [("step", "import"), .. map.Select(entry => ("map", entry))])).Expect(HttpStatusCode.OK);

        done.Text.Should().Contain("Imported: 1 of 1 rows");
        (await business.Get("customers")).Names().Should().Equal("Anna Abel");
        var past = await desk.Open("/customers/import");
        past.Text.Should().Contain("guests.csv");
        var undo = past.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name.StartsWith("undo-", StringComparison.Ordinal));
        (await desk.Send(past, undo)).Expect(HttpStatusCode.OK).Text.Should().Contain("The import was undone. 1 removed, 0 kept");
        (await business.Get("customers")).Names().Should().BeEmpty();
    }

    private static async Task<Shown> Send(Desk desk, Shown page, string file, params (string Name, string Value)[] typed)
    {
        var form = page.Form("import");
        using var content = new MultipartFormDataContent { { new StringContent(file), "file", "guests.csv" } };
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]"))
            content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        foreach (var (name, value) in typed)
            content.Add(new StringContent(value), name);
        using var response = await desk.Http.PostAsync("/customers/import", content);
        var text = await response.Content.ReadAsStringAsync();
        return new Shown("/customers/import", response.StatusCode, text, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text), null, response.Headers);
    }
}
