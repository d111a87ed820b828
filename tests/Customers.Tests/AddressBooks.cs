using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class AddressBooks
{
    private const string Guests = """"
        Vorname;Nachname;E-Mail-Adresse;Handy;Straße;PLZ;Ort;Land;Bemerkung;Kundennummer
        Jürgen;Müller;juergen@x.example;0171 1234567;"Hauptstr. 1
        Hinterhaus";10115;Berlin;Deutschland;"sagt ""Moin""";17
        Зоя;Иванова;;+7 912 345-67-89;;;;;;18
        """";

    [Theory, OnEveryDatabase]
    public async Task An_address_book_of_another_program_and_language_is_understood(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness(country: "DE");

        var report = (await Import(business, Guests)).Expect(200);

        report.ShouldHave(new { dryRun = false, encoding = "UTF-8", delimiter = ";", rows = 2, imported = 2, withoutEmail = 1, duplicates = 0, refused = 0, ignoredColumns = new[] { "Kundennummer" } });
        ((string)report["columns"]!["Handy"]!).Should().Be("Phone");
        var found = (await business.Get("customers?q=muller"))["items"]![0]!;
        ((string)found["phone"]!).Should().Be("+491711234567");
        ((string)found["notes"]!).Should().Be("sagt \"Moin\"");
        found["address"]!.ToJsonString().Should().Be("""{"street":"Hauptstr. 1\nHinterhaus","postalCode":"10115","city":"Berlin","region":null,"country":"DE"}""");
        ((string)(await business.Get("customers?q=Зоя"))["items"]![0]!["placeholderEmail"]!).Should().EndWith("@placeholder.invalid");
    }

    [Theory]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-8", true, "UTF-8")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("windows-1252", false, "Windows-1252")]
    public async Task The_encoding_is_found_out_and_told(string encoding, bool mark, string told)
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();
        var writer = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? writer.GetPreamble() : [], .. writer.GetBytes("first name\tlast name\r\nJosé\tNúñez\r\n")];

        var report = (await Import(business, bytes)).Expect(200);

        report.ShouldHave(new { encoding = told, delimiter = "tab", imported = 1 });
        (await business.Get("customers")).Names().Should().Equal("José Núñez");
    }

    [Theory, OnEveryDatabase]
    public async Task A_dry_run_reports_the_same_and_stores_nothing(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        const string Book = "first_name,surname,email\nAnna,Smith,anna@x.example\n,Smith,\nAnna,Smith,ANNA@x.example\n";

        var dry = (await Import(business, Book, dryRun: true)).ShouldHave(new { dryRun = true, rows = 3, imported = 1, duplicates = 1, refused = 1 });
        (await business.Get("customers")).Names().Should().BeEmpty();
        var real = (await Import(business, Book)).ShouldHave(new { dryRun = false, rows = 3, imported = 1, duplicates = 1, refused = 1 });

        real["remarks"]!.ToJsonString().Should().Be(dry["remarks"]!.ToJsonString());
        (await business.Get("customers")).Names().Should().Equal("Anna Smith");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-28"), Trait("Criterion", "S0-42")]
    public async Task Every_row_that_is_left_out_is_told_with_its_number_field_and_reason(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        (await business.Put("customers/settings", new { ownEmailDomains = new[] { "harbour.example" } })).Expect(200);

        var report = await Import(business, """
            First name,Last name,Email,Country,Phone
            Anna,,anna@x.example,PT,
            Ben,Jones,ben@,PT,
            Cy,Young,guest.x@placeholder.invalid,PT,
            Dee,Stone,dee@harbour.example,PT,
            Eve,Wood,eve@gnail.com,Portugal,
            Fay,Hill,info@agency.example,Atlantis,
            Gus,Lake,info@agency.example,,
            Eve,Wood,EVE@gnail.com,,
            Hal,Wood,eve@gnail.com,,
            Ida,Moor,,,912345678
            Ida,Moor,,,+351 912 345 678
            """);

        report.ShouldHave(new { rows = 11, imported = 4, withoutEmail = 1, duplicates = 2, refused = 5, remarksLeftOut = 0 });
        report["remarks"]!.AsArray().Select(remark => $"{remark!["row"]} {remark["kind"]} {remark["field"]} {remark["code"]}").Should().BeEquivalentTo(
            "2 refused lastName validation",
            "3 refused email email-malformed",
            "4 refused email email-placeholder",
            "5 refused email email-own-domain",
            "7 refused address.country validation",
            "6 note email email-typo",
            "8 note email email-role",
            "9 duplicate row duplicate",
            "10 note email email-typo",
            "10 note email email-shared",
            "12 duplicate row duplicate");
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_file_again_imports_nobody_twice(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var book = new StringBuilder("first name,last name,email,phone\n");
        for (var n = 0; n < 2500; n++)
            book.Append(CultureInfo.InvariantCulture, $"Anna,Smith{n},{(n % 3 == 0 ? $"anna{n}@x.example" : "")},{(n % 2 == 0 ? $"9123{n:00000}" : "")}\n");

        (await Import(business, book.ToString())).ShouldHave(new { rows = 2500, imported = 2500 });
        (await Import(business, book.ToString())).ShouldHave(new { rows = 2500, imported = 0, duplicates = 2500 })["remarksLeftOut"]!.GetValue<int>().Should().Be(1500);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-43")]
    public async Task An_address_of_many_people_becomes_shared(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        (await Import(business, "first name,last name,email\nA,One,desk1@x.example\nB,Two,desk1@x.example\nC,Three,desk1@x.example\nD,Four,desk1@x.example\n")).ShouldHave(new { imported = 4 });

        (await business.Get("customers?q=four"))["items"]![0]!["emailState"]!.GetValue<string>().Should().Be("shared");
    }

    [Fact]
    public async Task What_is_no_address_book_is_refused_with_advice()
    {
        var business = await (await Platform.On(Db.Sqlite)).NewBusiness();

        (await Import(business, "name,age\nAnna,3\n")).ExpectProblem(422, "import-no-names");
        (await Import(business, "")).ExpectProblem(422, "import-no-names");
        (await Import(business, [.. "PK"u8, 3, 4, 0, 0])).ExpectProblem(422, "import-not-csv");
        (await Import(business, "first name,last name\n\"Anna," + new string('x', 200_000))).ExpectProblem(422, "import-broken-row");
        (await Import(business, Random.Shared.GetItems([.. Enumerable.Range(0, 256).Select(value => (byte)value)], 5000))).Status.Should().Be(422);
        (await Import(business, new byte[10 * 1024 * 1024 + 1])).ExpectProblem(413, "too-large");
        (await Import(business, "first name,last name\nAn\0na,Smith\n\u0001,Smith\n\ufffd,Smith\n")).ShouldHave(new { imported = 1, refused = 2 });
        (await business.Get("customers")).Names().Should().Equal("\ufffd Smith");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-13"), Trait("Criterion", "S1-14")]
    public async Task The_export_holds_everybody_and_nothing_that_a_spreadsheet_would_run(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        (await business.Post("customers", new { firstName = "=HYPERLINK(\"http://x\")", lastName = "Ärger, \"Jr\"", phone = "+351 912 345 678", notes = "two\nlines", address = new { city = "@home" } })).Expect(201);
        (await business.Post("customers", new { firstName = "-1", lastName = "+1", email = "anna@x.example" })).Expect(201);

        var answer = (await business.Get("customers.csv")).Expect(200);

        answer.Bytes.Take(3).Should().Equal(0xEF, 0xBB, 0xBF);
        answer.ContentType.Should().Be("text/csv");
        var lines = answer.Text[1..].Split("\r\n");
        lines[0].Should().StartWith("First name,Last name,Email,Email state,Phone,Street");
        lines[2].Should().StartWith("\"'-1\",\"'+1\",anna@x.example,unverified,,");
        lines[1].Should().StartWith("\"'=HYPERLINK(\"\"http://x\"\")\",\"Ärger, \"\"Jr\"\"\",,placeholder,\"'+351912345678\",,,\"'@home\",");
        answer.Text.Should().NotContain("placeholder.invalid");
        var told = await platform.Inside(business, services => services.GetRequiredService<KernelDb>().Audit.SingleAsync(entry => entry.Action == "customers.exported"));
        told.ActorName.Should().Be("Test key");
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_exported_can_be_imported_elsewhere(Db db)
    {
        var platform = await Platform.On(db);
        var (from, to) = (await platform.NewBusiness(), await platform.NewBusiness());
        (await from.Post("customers", new { firstName = "=1", lastName = "Ärger; \"Jr\"", phone = "+44 20 7946 0018", notes = "two\nlines", language = "de", address = new { street = "Am Tor 1\nHof", city = "Wien", country = "AT" } })).Expect(201);
        (await from.Post("customers", new { firstName = "王", lastName = "小明", email = "w@x.example" })).Expect(201);

        (await Import(to, (await from.Get("customers.csv")).Bytes)).ShouldHave(new { imported = 2, refused = 0, duplicates = 0 });

        static string Told(ApiAnswer answer) => string.Join('\n', answer["items"]!.AsArray().Select(item => $"{item!["firstName"]}|{item["lastName"]}|{item["email"]}|{item["emailState"]}|{item["phone"]}|{item["address"]?.ToJsonString()}|{item["notes"]}|{item["language"]}"));
        Told(await to.Get("customers")).Should().Be(Told(await from.Get("customers")));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_who_may_can_export_or_import(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var key = await platform.NewKey(business, Kernel.Web.Right.SeeCustomers, Kernel.Web.Right.ChangeCustomers);
        void WithKey(HttpRequestMessage request) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

        (await business.Send(HttpMethod.Get, "customers", null, WithKey)).Expect(200);
        (await business.Send(HttpMethod.Get, "customers.csv", null, WithKey)).Status.Should().Be(403);
        (await business.Send(HttpMethod.Post, "customers/import", new StringContent("first name,last name\nA,B"), WithKey)).Status.Should().Be(403);
        (await business.Send(HttpMethod.Put, "customers/settings", new { ownEmailDomains = Array.Empty<string>() }, WithKey)).Status.Should().Be(403);
    }

    internal static Task<ApiAnswer> Import(TestBusiness business, string text, bool dryRun = false) => Import(business, Encoding.UTF8.GetBytes(text), dryRun);

    internal static Task<ApiAnswer> Import(TestBusiness business, byte[] bytes, bool dryRun = false)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return business.Send(HttpMethod.Post, $"customers/import?dryRun={(dryRun ? "true" : "false")}", content);
    }
}
