using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>What lies between the wish to be forgotten and the deed.</summary>
public sealed class BeforeErasing
{
    [Theory, OnEveryDatabase]
    public async Task Coming_bookings_unpaid_bills_and_legal_holds_keep_a_person_and_say_so(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness("UTC");
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { eva } })).Expect(201).Id;
        var ana = await Customer(business, "Ana");
        var startsAt = platform.Clock.GetUtcNow().AddDays(4).ToString("yyyy-MM-dd'T'HH:mmzzz", System.Globalization.CultureInfo.InvariantCulture);
        var booking = (await business.Post("bookings", new { serviceId = massage, startsAt, path = "validated", customer = new { id = ana }, bookWithoutEmail = true })).Expect(201).Id;
        (await business.Put($"customers/{ana}/legal-hold", new { reason = "Complaint to the police", until = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).AddDays(5) })).Expect(204);
        (await Holds()).Should().Equal("legal-hold", "coming-bookings");
        (await business.Post($"customers/{ana}/erasure")).Expect(202);
        (await business.Post($"customers/{ana}/erasure")).ExpectProblem(409, "erasure-waiting");

        platform.Clock.Shift(TimeSpan.FromDays(6));
        (await Holds()).Should().Equal(["open-bills"], "the hold has ended and the booking is over");
        await ErasingAPerson.Job(business, "erase-people");
        ((string)(await business.Get("erasures")).Expect(200)["items"]![0]!["hold"]!).Should().Contain("1 bill is not paid");
        (await Name(business, ana)).Should().Be("Ana");

        (await business.Post($"cash/bills/{booking}/payments", new { kind = "cash", amount = new { amountMinor = 8000, currency = "EUR" } })).Expect(201);
        await ErasingAPerson.Job(business, "erase-people");
        (await Name(business, ana)).Should().Be("Erased");

        async Task<string[]> Holds() => (await business.Get($"customers/{ana}/erasure")).Expect(200)["holds"]!.AsArray().Select(hold => (string)hold!["code"]!).ToArray();
    }

    [Theory, OnEveryDatabase]
    public async Task A_no_to_advertising_outlives_the_record_of_whoever_said_it(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness("UTC");
        var ana = (await business.Post("customers", new { firstName = "Ana", lastName = "Nunes", email = "ana@reader.example" })).Expect(201).Id;
        (await business.Put($"customers/{ana}/consent", new { agrees = false })).Expect(200);
        (await business.Post($"customers/{ana}/erasure")).Expect(202);
        platform.Clock.Shift(TimeSpan.FromDays(4));
        await ErasingAPerson.Job(business, "erase-people");
        (await Name(business, ana)).Should().Be("Erased");

        using var file = new StringContent("first name,last name,email,newsletter\nAna,Nunes,Ana@Reader.example,yes\nBea,Nunes,bea@reader.example,yes\n", System.Text.Encoding.UTF8, "text/csv");
        (await business.Send(HttpMethod.Post, "customers/import", file)).Expect(200);

        (await Agrees("ana@reader.example")).Should().BeFalse("an address book does not undo what its reader said");
        (await Agrees("bea@reader.example")).Should().BeTrue();

        async Task<bool> Agrees(string email) =>
            (bool)(await business.Get($"customers/{(Guid)(await business.Get($"customers?q={email}")).Expect(200)["items"]![0]!["id"]!}/consent")).Expect(200)["isInForce"]!;
    }

    [Theory, OnEveryDatabase]
    public async Task It_can_be_called_off_and_another_business_sees_none_of_it(Db db)
    {
        var platform = await Testing.Platform.On(db);
        var (business, other) = (await platform.NewBusiness(), await platform.NewBusiness());
        var ana = await Customer(business, "Ana");
        (await business.Delete($"customers/{ana}/erasure")).ExpectProblem(409, "no-erasure");
        (await business.Post($"customers/{ana}/erasure", new { reason = "notNeeded" })).Expect(202);
        foreach (var stranger in new[] { await other.Get($"customers/{ana}/erasure"), await other.Post($"customers/{ana}/erasure"), await other.Delete($"customers/{ana}/erasure"), await other.Put($"customers/{ana}/legal-hold", new { reason = "x" }), await other.Delete($"customers/{ana}/legal-hold") })
            stranger.ExpectProblem(404, "not-found");
        (await other.Get("erasures")).Expect(200)["items"]!.AsArray().Should().BeEmpty();

        (await business.Delete($"customers/{ana}/erasure")).Expect(204);

        (await business.Get("erasures")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await business.Put($"customers/{ana}/legal-hold", new { reason = " " })).ExpectProblem(422, "validation");
        (await business.Put($"customers/{ana}/legal-hold", new { reason = "x", until = "2020-01-01" })).ExpectProblem(422, "validation");
        (await business.Delete($"customers/{ana}/legal-hold")).ExpectProblem(409, "no-legal-hold");
        (await business.Get($"audit?subject={ana}&action=customer.erasure-")).Expect(200)["items"]!.AsArray().Select(line => (string)line!["action"]!).Should().Equal("customer.erasure-called-off", "customer.erasure-asked");
        (await business.Get("audit?about=customer&by=nobody-of-that-name")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_has_not_come_for_as_long_as_the_business_says_is_announced_and_erased(Db db)
    {
        await using var platform = await Testing.Platform.Start(db);
        var business = await platform.NewBusiness("UTC");
        var (old, gone, held) = (await Customer(business, "Old"), await Customer(business, "Gone"), await Customer(business, "Held"));
        (await business.Put($"customers/{held}/legal-hold", new { reason = "Dispute" })).Expect(204);
        (await business.Put("settings/privacy", new { inactiveMonths = 5 })).ExpectProblem(422, "validation");
        (await business.Put("settings/privacy", new { inactiveMonths = 12, deletedDays = 60 })).Expect(200);
        platform.Clock.Shift(TimeSpan.FromDays(320));
        (await business.Delete($"customers/{gone}")).Expect(200);
        await ErasingAPerson.Job(business, "keep-no-longer");
        (await Waiting()).Should().BeEmpty("nobody is due yet");

        platform.Clock.Shift(TimeSpan.FromDays(61));
        var fresh = await Customer(business, "Fresh");
        await ErasingAPerson.Job(business, "keep-no-longer");
        (await Waiting()).Should().BeEquivalentTo(["Old Lee", "Gone Lee"]);
        (await business.Delete($"customers/{old}/erasure")).Expect(204);
        await ErasingAPerson.Job(business, "keep-no-longer");
        (await Waiting()).Should().Equal(["Gone Lee"], "what was called off is not announced again the next night");

        platform.Clock.Shift(TimeSpan.FromDays(3));
        await ErasingAPerson.Job(business, "erase-people");
        foreach (var (id, name) in new[] { (old, "Old"), (gone, "Erased"), (held, "Held"), (fresh, "Fresh") })
            (await Name(business, id)).Should().Be(name);

        async Task<string[]> Waiting() => (await business.Get("erasures")).Expect(200)["items"]!.AsArray().Select(one => (string)one!["name"]!).ToArray();
    }

    [Theory, OnEveryDatabase]
    public async Task The_pages_show_what_goes_and_stays_and_decide_it_without_script(Db db)
    {
        var business = await (await Testing.Platform.On(db)).NewBusiness();
        var ana = await Customer(business, "Ana");
        using var desk = await Desk.Of(business);
        var page = await desk.Open($"/customers/{ana}/erase");
        page.Text.Should().Contain("What goes").And.Contain("What stays").And.Contain("Backups");

        await desk.Send(page, "erase", ("reason", "Asked"));

        (await desk.Open($"/customers/{ana}?tab=privacy")).Text.Should().Contain("To be erased on");
        (await desk.Open("/settings/privacy")).Text.Should().Contain("Ana Lee");
        (await desk.Open("/settings/history?check=true")).Text.Should().NotContain("not as it was sealed").And.Contain("To be erased in three days");
        await desk.Send(await desk.Open($"/customers/{ana}/erase"), "call-off");
        await desk.Send(await desk.Open($"/customers/{ana}/erase"), "hold", ("reason", "Dispute"), ("until", ""));
        (await desk.Open($"/customers/{ana}?tab=privacy")).Text.Should().Contain("Legal hold: Dispute");
        (await desk.Send(await desk.Open("/settings/privacy"), "rules", ("inactiveMonths", "many"))).Text.Should().Contain("Type a whole number");
        (await desk.Open("/settings/privacy")).Text.Should().Contain("Nobody.");
    }

    private static async Task<Guid> Customer(TestBusiness business, string first) => (await business.Post("customers", new { firstName = first, lastName = "Lee", createAnyway = true })).Expect(201).Id;

    private static async Task<string> Name(TestBusiness business, Guid id) => (string)(await business.Get($"customers/{id}")).Expect(200)["firstName"]!;
}
