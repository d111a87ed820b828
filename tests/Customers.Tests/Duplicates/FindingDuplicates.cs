using BookingPlatform.Customers.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Customers.Tests.Duplicates;

/// <summary>Who is suggested as stored twice, and why.</summary>
public sealed class FindingDuplicates
{
    [Theory, OnEveryDatabase, Trait("Criterion", "S0-32"), Trait("Criterion", "S0-46")]
    public async Task Whoever_comes_again_with_another_email_is_suggested(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var first = await Add(business, "Anna", "Smithers", "anna@seabreeze.pt", "+351 912 345 678");
        var second = await Add(business, "Anna", "Smithers", "smithers.family@postbox.pt", "912 345 678");
        await Add(business, "Ben", "Jones", "ben@x.example", "+351 933 111 222");

        var pair = (await Queue(business)).Should().ContainSingle().Subject;

        pair.Ids.Should().BeEquivalentTo([first, second]);
        pair.Probability.Should().BeGreaterThan(0.9);
        pair.Reasons.Should().Contain("same phone").And.Contain("different email");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-32"), Trait("Criterion", "S0-46")]
    public async Task A_temporary_profile_without_an_email_is_suggested(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var temporary = await Add(business, "Bob", "Millington", null, null);
        var known = await Add(business, "Robert", "Millington", "bob@x.example", null);

        (await Queue(business)).Should().ContainSingle().Which.Ids.Should().BeEquivalentTo([temporary, known]);
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-46"), Trait("Criterion", "S0-58")]
    public async Task A_generic_address_neither_joins_strangers_nor_hides_who_is_stored_twice(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        var agency = await Add(business, "Carla", "Montenegro", "info@agency.example", "+351 961 000 111");
        await Add(business, "Dieter", "Wolkenstein", "info@agency.example", null);
        await Add(business, "Elena", "Papadaki", "info@agency.example", null);
        var own = await Add(business, "Carla", "Montenegro", "carla@x.example", "+351 961 000 111");

        var pair = (await Queue(business)).Should().ContainSingle("only the two Carlas are one person").Subject;

        pair.Ids.Should().BeEquivalentTo([agency, own]);
        pair.Reasons.Should().NotContain("email", "an agency's mailbox says nothing, neither for nor against");
    }

    [Theory, OnEveryDatabase]
    public async Task Twins_of_one_home_are_never_certain_and_a_plain_repetition_is(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await AddAt(business, "Mia", "Lindqvist", "+46 70 555 01 13", "lindqvist@brevlada.se");
        await AddAt(business, "Ida", "Lindqvist", "+46 70 555 01 13", "lindqvist@brevlada.se");
        await AddAt(business, "Tove", "Hagström", "+46 70 555 99 88", "tove@brevlada.se");
        await AddAt(business, "Tove", "Hagström", "+46 70 555 99 88", "tove@brevlada.se");

        (await business.Put("settings/duplicates", new { suggest = 0.5, certain = 0.9 })).Expect(200);
        var pairs = await Queue(business);

        pairs.Where(pair => pair.Certain).Should().ContainSingle().Which.Names.Should().AllBe("Tove Hagström");
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_withdraws_a_suggestion_and_brings_it_back(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Add(business, "Anna", "Smithers", null, "+351 912 345 678");
        var second = await Add(business, "Anna", "Smithers", "a@x.example", "+351 912 345 678");
        (await Queue(business)).Should().ContainSingle();

        (await business.Patch($"customers/{second}", new { firstName = "Xenia", lastName = "Quadros", phone = (string?)null, onRename = "renamed" })).Expect(200);
        (await Queue(business)).Should().BeEmpty();
        (await business.Patch($"customers/{second}", new { firstName = "Anna", lastName = "Smithers", phone = "+351 912 345 678", onRename = "renamed" })).Expect(200);
        (await Queue(business)).Should().ContainSingle();
        (await business.Put($"customers/{second}/alert", new { message = "Careful" })).Expect(200);
        (await Queue(business)).Should().ContainSingle("an alert says nothing about who somebody is");
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S0-58")]
    public async Task A_deleted_record_leaves_the_queue_and_a_restored_one_comes_back(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness();
        await Add(business, "Anna", "Smithers", null, "+351 912 345 678");
        var second = await Add(business, "Anna", "Smithers", "a@x.example", "+351 912 345 678");
        (await Queue(business)).Should().ContainSingle();

        (await business.Delete($"customers/{second}")).Expect(200);
        (await Queue(business)).Should().BeEmpty();
        (await business.Get("duplicates?minProbability=0")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await business.Post($"customers/{second}/restore")).Expect(200);
        (await Queue(business)).Should().ContainSingle();
    }

    [Theory, OnEveryDatabase, Trait("Criterion", "S2-23")]
    public async Task Somebody_being_typed_in_is_recognised_with_their_alert_and_nothing_is_stored(Db db)
    {
        var platform = await Platform.On(db);
        var business = await platform.NewBusiness();
        var known = await Add(business, "Anna", "Smithers", "anna@x.example", "+351 912 345 678");
        (await business.Put($"customers/{known}/alert", new { message = "Leaves without paying" })).Expect(200);
        await platform.Delivered(business);

        var found = await platform.Inside(business, services => services.GetRequiredService<IRecogniseCustomers>().Recognise(new("Ana", "Smithers", null, "912345678"), 3, CancellationToken.None));
        var strangers = await platform.Inside(business, services => services.GetRequiredService<IRecogniseCustomers>().Recognise(new("Ben", "Jones", "unfinished@", null), 3, CancellationToken.None));

        var anna = found.Should().ContainSingle().Subject;
        anna.Customer.Id.Should().Be(known);
        anna.Customer.Alert.Should().Be("Leaves without paying");
        anna.Percent.Should().BeInRange(80, 99);
        strangers.Should().BeEmpty();
        (await business.Get("customers")).Names().Should().Equal("Anna Smithers");
    }

    internal sealed record Pair(Guid Id, Guid[] Ids, string[] Names, double Probability, string Reasons, bool Certain);

    internal static async Task<Guid> Add(TestBusiness business, string first, string last, string? email, string? phone) =>
        (await business.Post("customers", new { firstName = first, lastName = last, email, phone, acceptSharedEmail = true, createAnyway = true })).Expect(201).Id;

    /// <summary>What the API tells once everything is delivered.</summary>
    internal static async Task<Pair[]> Queue(TestBusiness business, string query = "")
    {
        await business.Platform.Delivered(business);
        return (await business.Get($"duplicates?{query}")).Expect(200)["items"]!.AsArray().Select(item => new Pair(
            (Guid)item!["id"]!,
            item["customers"]!.AsArray().Select(customer => (Guid)customer!["id"]!).ToArray(),
            item["customers"]!.AsArray().Select(customer => $"{customer!["firstName"]} {customer["lastName"]}").ToArray(),
            (double)item["probability"]!,
            string.Join(", ", item["reasons"]!.AsArray().Select(reason => (string)reason!["text"]!)),
            (bool)item["certain"]!)).ToArray();
    }

    private static async Task AddAt(TestBusiness business, string first, string last, string phone, string email) =>
        (await business.Post("customers", new { firstName = first, lastName = last, phone, email, address = new { street = "Storgatan 7", city = "Umeå", postalCode = "90326", country = "SE" }, createAnyway = true })).Expect(201);
}
