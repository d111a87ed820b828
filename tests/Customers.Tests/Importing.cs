using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Importing
{
    [Theory, OnEveryDatabase]
    public async Task What_the_columns_mean_is_guessed_from_their_content_and_can_be_said(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        const string Book = "Client|Contact 1|Contact 2|Town\nAbel, Anna|anna@x.example|+351 912 345 678|Faro\nBen Maria Berg||0912|Tavira\nCane|cane@x.example||\n";

        (await Import(business, Book)).ExpectProblem(422, "import-no-names");
        (await Import(business, Book, "dryRun=true&map=Client%3DFull%20name")).ShouldHave(new { delimiter = "|", ignoredColumns = new[] { "Contact 2" }, imported = 2, refused = 1 });
        (await Import(business, Book, "map=client%3DFull%20name&map=%233%3DPhone&map=Town%3D-")).ShouldHave(new { ignoredColumns = new[] { "Town" }, imported = 2, refused = 1 });

        var items = (await business.Get("customers"))["items"]!.AsArray();
        items.Select(item => $"{item!["firstName"]}/{item["lastName"]}/{item["email"]}/{item["phone"]}/{item["address"]}").Should().Equal("Anna/Abel/anna@x.example/+351912345678/", "Ben Maria/Berg//0912/");
        (await Import(business, Book, "map=Client%3DShoe%20size")).ExpectProblem(422, "validation");
        (await Import(business, Book, "map=Client")).ExpectProblem(422, "validation");
        (await Import(business, Book, "map=Client%3DEmail%20state")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task A_mark_that_is_not_closed_costs_its_own_line_and_no_other(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        var report = (await Import(business, "first name,last name,notes\nAnna,Abel,fine\nBen,\"Berg,lost\nCleo,Cane,fine\n,Dorn,\"=cmd|'/c calc'!A0\"\nEva,Eder,\"fine\"\n", "fileName=guests.csv")).ShouldHave(new { rows = 5, imported = 3, refused = 2 });

        report["remarks"]!.AsArray().Select(remark => $"{remark!["row"]} {remark["line"]} {remark["code"]}").Should().Equal("3 3 import-broken-row", "5 5 validation");
        (await business.Get("customers")).Names().Should().Equal("Anna Abel", "Cleo Cane", "Eva Eder");
        var import = (await business.Get("customers/imports"))["items"]![0]!;
        ((string)import["fileName"]!).Should().Be("guests.csv");
        var refused = (await business.Get($"customers/imports/{report["importId"]}/refused.csv")).Expect(200).Text;
        refused.Should().Contain("first name,last name,notes,Why it was refused").And.Contain("Ben").And.Contain("lost").And.Contain("Row 5: Type the first name.").And.NotContain("Cleo").And.NotContain("\"=cmd").And.NotContain(",=cmd");
        (await Import(business, refused.Replace(",Dorn", "Dan,Dorn", StringComparison.Ordinal).Replace("\"Berg,lost\",", "Berg,lost", StringComparison.Ordinal))).ShouldHave(new { imported = 2, refused = 0 });
        (await business.Get("customers?q=berg"))["items"]![0]!["notes"]!.GetValue<string>().Should().Be("lost");
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_is_undone_except_for_those_somebody_has_worked_with(Db db)
    {
        var platform = await Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());
        await Finding.Add(business, "Old", "Guest", "old@x.example", null);
        var book = new StringBuilder("first name,last name,email\nOld,Guest,old@x.example\n");
        for (var n = 0; n < 1005; n++)
            book.Append(CultureInfo.InvariantCulture, $"Anna,N{n:0000},a{n}@x.example\n");
        var import = (Guid)(await Import(business, book.ToString())).ShouldHave(new { imported = 1005, duplicates = 1 })["importId"]!;
        async Task<Guid> Of(string name) => (Guid)(await business.Get($"customers?q={name}"))["items"]![0]!["id"]!;
        var (changed, mailed, seen, booked) = (await Of("n0001"), await Of("n0002"), await Of("n0003"), await Of("n0004"));
        (await business.Patch($"customers/{changed}", new { notes = "likes tea" })).Expect(200);
        (await business.Put($"customers/{mailed}/email", new { email = "new@x.example" })).Expect(200);
        await Filtering.Seen(business, seen, new(2026, 5, 1));
        await Book(business, booked);

        (await other.Post($"customers/imports/{import}/undo")).ExpectProblem(404, "not-found");
        var undone = (await business.Post($"customers/imports/{import}/undo")).ShouldHave(new { removed = 1001, kept = 4, alreadyUndone = false });

        undone["stays"]!.AsArray().Select(stay => $"{stay!["name"]} {stay["reason"]}").Should().Equal("Anna N0001 changed since", "Anna N0002 changed since", "Anna N0003 has been here since", "Anna N0004 has 1 booking");
        (await business.Get("customers")).Names().Should().Equal("Old Guest", "Anna N0001", "Anna N0002", "Anna N0003", "Anna N0004");
        (await business.Get("customers?q=n0900")).Names().Should().BeEmpty();
        (await business.Post($"customers/imports/{import}/undo")).ShouldHave(new { removed = 1001, kept = 4, alreadyUndone = true });
        (await business.Get("customers/imports"))["items"]!.AsArray().Should().ContainSingle().Which!["removed"]!.GetValue<int>().Should().Be(1001);
        (await Left(business)).Should().Be((5, 5), "search rows and contact points go with their customers");
        (await Import(business, book.ToString())).ShouldHave(new { imported = 1002, duplicates = 4 });
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_stores_nothing()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        var book = "first name,last name\n" + string.Concat(Enumerable.Range(0, 1200).Select(n => $"Anna,N{n}\n"));

        (await Import(business, book + "Ben," + new string('x', 200_000) + "\n")).ExpectProblem(422, "import-broken-row");
        (await Import(business, "first name,last name\n" + string.Concat(Enumerable.Range(0, 200_001).Select(n => $"A,N{n}\n")))).ExpectProblem(422, "import-too-many-rows");

        (await business.Get("customers")).Names().Should().BeEmpty();
        (await business.Get("customers/imports"))["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Markup_and_scripts_in_a_file_are_only_text()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();

        (await Import(business, "first name,last name\n<script>alert(1)</script>,\"<b onclick='x'>Bold</b>\"\n=1+1,@SUM(A1)\n")).ShouldHave(new { imported = 2 });

        using var desk = await Desk.Of(business);
        var page = (await desk.Open("/customers")).Expect(System.Net.HttpStatusCode.OK);
        page.Text.Should().Contain("<script>alert(1)</script> <b onclick='x'>Bold</b>");
        page.Html.Should().NotContain("<script>alert").And.NotContain("<b onclick");
    }

    private static Task<ApiAnswer> Import(TestBusiness business, string text, string query = "")
    {
        var content = new StringContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv") { CharSet = "utf-8" };
        return business.Send(HttpMethod.Post, $"customers/import?{query}", content);
    }

    private static async Task Book(TestBusiness business, Guid customer)
    {
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 1, priceMinor = 8_500, resourceIds = new[] { eva } })).Expect(201).Id;
        var startsAt = DateTime.UtcNow.Date.AddDays(2).AddHours(11);
        (await business.Post("bookings", new { serviceId = massage, startsAt, customer = new { id = customer } })).Expect(201);
    }

    private static Task<(int, int)> Left(TestBusiness business) => business.Platform.Inside(business, async services =>
    {
        var db = services.GetRequiredService<CustomersDb>();
        return (await db.SearchRows.Select(row => row.CustomerId).Distinct().CountAsync(), await db.ContactPoints.CountAsync());
    });
}
