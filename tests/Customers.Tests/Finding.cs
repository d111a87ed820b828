using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Finding
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S1-6")]
    public async Task Staff_find_people_by_whatever_they_type_of_them(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Add(business, "Anna Maria", "Müller", "anna.m@agency-pt.example", "912 345 678");
        await Add(business, "Anne", "Smith", "asmith1970@gmail.com", "+44 20 7946 0018");
        await Add(business, "Łukasz", "O'Brien", null, "not known");
        await Add(business, "小明", "王", null, null);
        await Add(business, "Γιώργος", "Παπαδόπουλος", null, null);

        async Task<string[]> Find(string q) => (await business.Get($"customers?q={Uri.EscapeDataString(q)}")).Names();

        (await Find("ann")).Should().Equal("Anna Maria Müller", "Anne Smith");
        (await Find("anna mul")).Should().Equal("Anna Maria Müller");
        (await Find("MULLER anna")).Should().Equal("Anna Maria Müller");
        (await Find("an mu")).Should().Equal("Anna Maria Müller");
        (await Find("mar ann mul")).Should().Equal("Anna Maria Müller");
        (await Find("anna smith")).Should().BeEmpty();
        (await Find("anna.m@agency")).Should().Equal("Anna Maria Müller");
        (await Find("agency-pt")).Should().Equal("Anna Maria Müller");
        (await Find("smith gmail")).Should().Equal("Anne Smith");
        (await Find("asmith1970@gmail.com")).Should().Equal("Anne Smith");
        (await Find("0912 345")).Should().Equal("Anna Maria Müller");
        (await Find("+351 912 345 678")).Should().Equal("Anna Maria Müller");
        (await Find("anne 2079")).Should().Equal("Anne Smith");
        (await Find("obrien")).Should().Equal("Łukasz O'Brien");
        (await Find("lukasz o’b")).Should().Equal("Łukasz O'Brien");
        (await Find("王小")).Should().Equal("小明 王");
        (await Find("παπαδοπουλοσ γιωργος")).Should().Equal("Γιώργος Παπαδόπουλος");
        (await Find("%")).Should().BeEmpty();
        (await Find("\0")).Should().BeEmpty();
        (await Find("nobody")).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_record_is_found_by_its_new_words_only(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var id = await Add(business, "Anna", "Smith", "anna@x.example", null);

        (await business.Patch($"customers/{id}", new { lastName = "Jones" })).Expect(200);
        (await business.Put($"customers/{id}/email", new { email = "jones@y.example" })).Expect(200);

        (await business.Get("customers?q=smith")).Names().Should().BeEmpty();
        (await business.Get("customers?q=anna@x")).Names().Should().BeEmpty();
        (await business.Get("customers?q=jones%20anna")).Names().Should().Equal("Anna Jones");
        (await business.Get("customers?q=jones@y.ex")).Names().Should().Equal("Anna Jones");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S1-1")]
    public async Task The_address_book_lists_everybody_once_page_by_page(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        for (var n = 0; n < 25; n++)
            await Add(business, "Anna", $"Smith{n % 7}", $"anna{n}@x.example", null);

        (await Pages(business, "customers?limit=4")).Should().HaveCount(25).And.OnlyHaveUniqueItems();
        (await Pages(business, "customers?q=anna&limit=4")).Should().HaveCount(25).And.OnlyHaveUniqueItems();
        (await Pages(business, "customers?q=ann%20smi&limit=4")).Should().HaveCount(25).And.OnlyHaveUniqueItems();
        (await Pages(business, "customers?q=an%20smith1%20x&limit=2")).Should().HaveCount(4).And.OnlyHaveUniqueItems();
        var names = (await business.Get("customers")).Names();
        names.Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Bad_pages_are_refused(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();

        (await business.Get("customers?limit=0")).ExpectProblem(422, "validation");
        (await business.Get("customers?limit=201")).ExpectProblem(422, "validation");
        (await business.Get("customers?cursor=x")).ExpectProblem(422, "validation");
        (await business.Get("customers?cursor=eyJQbGFjZSI6MCwiVGV4dCI6IlwwIn0")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Another_business_sees_nothing_of_it(Db db)
    {
        var platform = await Platform.On(db);
        var (ours, theirs) = (await platform.NewBusiness(), await platform.NewBusiness());
        var id = await Add(ours, "Anna", "Smith", "anna@x.example", "912345678");

        (await theirs.Get("customers")).Names().Should().BeEmpty();
        (await theirs.Get("customers?q=anna")).Names().Should().BeEmpty();
        (await theirs.Get($"customers/{id}")).ExpectProblem(404, "not-found");
        (await theirs.Get($"customers/{id}/lookalikes")).ExpectProblem(404, "not-found");
        (await theirs.Patch($"customers/{id}", new { lastName = "Jones" })).ExpectProblem(404, "not-found");
        (await theirs.Put($"customers/{id}/email", new { email = "b@x.example" })).ExpectProblem(404, "not-found");
        (await theirs.Get("email-check?email=anna@x.example"))["warnings"]!.AsArray().Should().BeEmpty();
        (await theirs.Post("customers", new { firstName = "Anna", lastName = "Smith", email = "anna@x.example" })).Expect(201);
    }

    private static async Task<List<string>> Pages(TestBusiness business, string path)
    {
        var ids = new List<string>();
        JsonNode? cursor = null;
        do
        {
            var page = (await business.Get(cursor is null ? path : $"{path}&cursor={cursor}")).Expect(200);
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            cursor = page["nextCursor"];
        }
        while (cursor is not null);
        return ids;
    }

    internal static async Task<Guid> Add(TestBusiness business, string firstName, string lastName, string? email, string? phone) =>
        (await business.Post("customers", new { firstName, lastName, email, phone, createAnyway = true })).Expect(201).Id;
}
