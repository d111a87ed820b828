using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>The main job, end to end through the front door: booked without an email, corrected later, and the hotel's PMS knows.</summary>
public sealed class PmsStory
{
    private static readonly Dictionary<string, string?> InThisHouse = new()
    {
        ["Connectors:AllowPrivateNetworks"] = "true",
        ["Connectors:FirstRetry"] = "00:00:00.1",
        ["Connectors:FirstProbe"] = "00:00:00.1",
        ["Connectors:LongestProbe"] = "00:00:01",
    };

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-44")]
    public async Task An_email_typed_later_reaches_the_hotel_system_and_is_confirmed_by_reading_it_back(Db db)
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Testing.Platform.Start(db, InThisHouse);
        var business = await platform.NewBusiness();
        var connection = (await Connect(business, mews)).Expect(201);
        var customer = await Book(business, "Anna", "Smyth");
        await InStep(business, customer);
        mews.Hotel.Guests.Should().ContainSingle().Which["Email"].Should().BeNull();

        var changed = (await business.Put($"customers/{customer}/email", new { email = "anna@smyth.example" })).Expect(200);

        ((int)changed["pmsProfiles"]!).Should().Be(1, "staff are told how far the change reaches");
        await Eventually.IsTrue(() => Task.FromResult((string?)mews.Hotel.Guests.Single()["Email"] == "anna@smyth.example"), "Mews has the email");
        var operation = await InStep(business, customer);
        var link = (await business.Get($"pms/links?customerId={customer}")).Expect(200)["items"]!.AsArray().Should().ContainSingle().Subject!;
        ((string)link["externalId"]!).Should().Be(FakeMewsHotel.Id(mews.Hotel.Guests[0])).And.Be((string)operation["externalId"]!);
        ((string)link["connectionId"]!).Should().Be((string)connection["id"]!);
        mews.Requests.Should().NotContain(request => request.Body.Contains("placeholder.invalid"));
    }

    [Theory]
    [InlineData(401, "waiting")]
    [InlineData(403, "needsStaff")]
    [InlineData(429, "waiting")]
    [InlineData(500, "waiting")]
    [Trait("Criterion", "S0-44")]
    public async Task A_hotel_system_that_fails_is_said_so_at_the_customer_and_catches_up_when_it_is_well(int status, string state)
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, InThisHouse);
        var business = await platform.NewBusiness();
        (await Connect(business, mews)).Expect(201);
        var customer = await Book(business, "Anna", "Smyth");
        await InStep(business, customer);
        mews.Fail(MewsFault.Status(status), "accounts/update");
        mews.Fail(MewsFault.Status(status), "configuration/get", times: 2);

        (await business.Put($"customers/{customer}/email", new { email = "anna@smyth.example" })).Expect(200);
        JsonNode? stuck = null;
        await Eventually.IsTrue(async () => (stuck = await Operation(business, customer)) is { } now && (string?)now["state"] == state && ((bool)now["waitsForConnection"]! || now["message"] is not null), $"it is {state}");
        (await business.Put($"customers/{customer}/email", new { email = "anna.smyth@newmail.example" })).Expect(200);
        mews.Recover();
        (await business.Post($"pms/operations/{stuck!["id"]}/retry")).Expect(202);

        await InStep(business, customer);
        mews.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("anna.smyth@newmail.example");
    }

    [Fact]
    [Trait("Criterion", "C15")]
    public async Task Merged_customers_stay_two_guests_there_and_both_follow_the_kept_record_until_the_merge_is_undone()
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, InThisHouse);
        var business = await platform.NewBusiness();
        (await Connect(business, mews)).Expect(201);
        var (anna, anne) = (await Book(business, "Anna", "Smyth"), await Book(business, "Anne", "Smyth"));
        (await business.Put($"customers/{anne}/email", new { email = "anne@smyth.example" })).Expect(200);
        await InStep(business, anna);
        await InStep(business, anne);

        var merge = (await business.Post("merges", new { primaryId = anna, otherIds = new[] { anne } })).Expect(201);
        (await business.Patch($"customers/{anna}", new { phone = "+351912345678" })).Expect(200);

        (await business.Get($"pms/links?customerId={anna}")).Expect(200)["items"]!.AsArray().Should().HaveCount(2);
        await Eventually.IsTrue(() => Task.FromResult(mews.Hotel.Guests.Count == 2 && mews.Hotel.Guests.All(guest => (string?)guest["Phone"] == "+351912345678" && (string?)guest["FirstName"] == "Anna")), "both guests have the change", seconds: 40);
        mews.Hotel.Guests.Select(guest => (string?)guest["Email"]).OfType<string>().Should().OnlyHaveUniqueItems().And.Contain("anne@smyth.example");
        (await business.Post($"merges/{merge.Id}/undo")).Expect(200);
        await Eventually.IsTrue(() => Task.FromResult(mews.Hotel.Guests.Count(guest => (string?)guest["FirstName"] == "Anne") == 1), "each guest is somebody again", seconds: 40);
        (await business.Get($"pms/links?customerId={anna}")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task The_practice_hotel_comes_through_the_same_door()
    {
        await using var platform = await Testing.Platform.Start(Db.Sqlite, InThisHouse);
        var business = await platform.NewBusiness();

        var plugins = (await business.Get("pms/plugins")).Expect(200)["items"]!.AsArray();
        var connection = (await business.Post("pms/connections", new { plugin = "simulated", name = "Practice", settings = new { } })).Expect(201);
        var test = (await business.Post($"pms/connections/{connection.Id}/test")).Expect(200);

        plugins.Select(plugin => (string)plugin!["key"]!).Should().Contain(["mews", "simulated"]);
        ((bool)test["works"]!).Should().BeTrue();
        test["details"]!.ToJsonString().Should().Contain("no real hotel");
        await InStep(business, await Book(business, "Anna", "Smyth"));
        Directory.GetFiles(platform.Settings.Folder, "guests.json", SearchOption.AllDirectories).Should().ContainSingle();
    }

    [Fact]
    public async Task A_connection_is_managed_over_the_api_without_showing_its_secrets()
    {
        await using var mews = await FakeMews.Start();
        await using var platform = await Testing.Platform.Start(Db.Sqlite, InThisHouse);
        var business = await platform.NewBusiness();
        var other = await platform.NewBusiness();

        (await business.Post("pms/connections", new { plugin = "mews", name = "", settings = new { address = "mews" } })).ExpectProblem(422, "validation")
            ["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo("name", "settings.address", "settings.client-token", "settings.access-token");
        var made = (await Connect(business, mews)).Expect(201);
        made.Text.Should().NotContain(FakeMews.AccessToken).And.NotContain(FakeMews.ClientToken);

        (await business.Post($"pms/connections/{made.Id}/pause")).Expect(200)["paused"]!.GetValue<bool>().Should().BeTrue();
        (await business.Post($"pms/connections/{made.Id}/resume")).Expect(200)["paused"]!.GetValue<bool>().Should().BeFalse();
        (await business.Put($"pms/connections/{made.Id}", new { name = "Mews Lisbon", settings = new { address = mews.Address } }, version: 99)).ExpectProblem(412, "changed-meanwhile");
        (await business.Put($"pms/connections/{made.Id}", new { name = "Mews Lisbon", settings = new { address = mews.Address } })).Expect(200);
        (await other.Post($"pms/connections/{made.Id}/test")).ExpectProblem(404, "not-found");
        (await other.Get("pms/connections")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await business.Delete($"pms/connections/{made.Id}")).Expect(204);
        (await business.Get("pms/connections")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    private static Task<ApiAnswer> Connect(TestBusiness business, FakeMews mews) => business.Post("pms/connections", new
    {
        plugin = "mews",
        name = "Harbour Hotel",
        settings = new Dictionary<string, string> { ["address"] = mews.Address, ["client-token"] = FakeMews.ClientToken, ["access-token"] = FakeMews.AccessToken },
    });

    private static async Task<Guid> Book(TestBusiness business, string firstName, string lastName)
    {
        var therapist = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        var massage = (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 1, priceMinor = 8_500, resourceIds = new[] { therapist } })).Expect(201).Id;
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7);
        var wish = new { serviceId = massage, resourceId = therapist, startsAt = $"{day:yyyy-MM-dd}T10:00", customer = new { firstName, lastName }, path = "unvalidated", bookWithoutEmail = true };
        return Guid.Parse((string)(await business.Post("bookings", wish)).Expect(201)["customerId"]!);
    }

    private static async Task<JsonNode> InStep(TestBusiness business, Guid customer)
    {
        var version = (int)(await business.Get($"customers/{customer}")).Expect(200)["version"]!;
        JsonNode? operation = null;
        await Eventually.IsTrue(async () => (operation = await Operation(business, customer)) is { } now && (string?)now["state"] == "inStep" && (int)now["confirmedVersion"]! >= version, "the hotel system is in step", seconds: 40);
        return operation!;
    }

    private static async Task<JsonNode?> Operation(TestBusiness business, Guid customer) =>
        (await business.Get($"pms/operations?customerId={customer}")).Expect(200)["items"]!.AsArray().SingleOrDefault();
}
