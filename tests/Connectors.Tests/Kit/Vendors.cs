using System.Text.Json.Nodes;
using BookingPlatform.Apaleo;
using BookingPlatform.Cloudbeds;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Mews;
using BookingPlatform.OperaCloud;

namespace BookingPlatform.Connectors.Tests.Kit;

/// <summary>The vendors that the kit runs against.</summary>
public static class Vendors
{
    private static readonly Dictionary<string, Func<Task<VendorBench>>> All = new()
    {
        ["Mews"] = async () => new MewsBench(await FakeMews.Start()),
        ["OPERA Cloud"] = async () => new OperaBench(await FakeOpera.Start()),
        ["Cloudbeds"] = async () => new CloudbedsBench(await FakeCloudbeds.Start()),
        ["apaleo"] = async () => new ApaleoBench(await FakeApaleo.Start()),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Task<VendorBench> Start(string vendor) => All[vendor]();
}

internal sealed class MewsBench(FakeMews fake) : VendorBench(fake, new MewsPlugin())
{
    public override Dictionary<string, string> Settings { get; } = new()
    {
        ["address"] = fake.Address,
        ["client-token"] = FakeMews.ClientToken,
        ["access-token"] = FakeMews.AccessToken,
    };

    public override (string Find, string Read, string Update) Operations => ("customers/getAll", "customers/getAll", "accounts/update");

    public override string WriteNote => "accountNotes/add";

    public override Type Forbidden => typeof(PmsFailure.Business);

    public override ExternalGuestId Nobody { get; } = new(Guid.Empty.ToString());

    public override ExternalGuestId Add(string first, string last, string? email = null, string? phone = null) => new(FakeMewsHotel.Id(fake.Hotel.Add(first, last, email, phone)));

    public override void MakeOdd(ExternalGuestId id)
    {
        var guest = fake.Hotel.Find(id.Value)!;
        guest["ActivityState"] = "Hibernating";
        guest["Phone"] = 420123456789;
    }

    public override void Change(ExternalGuestId id, string phone) => fake.Hotel.Change(fake.Hotel.Find(id.Value)!, "Phone", phone);

    public override string Webhook(ExternalGuestId id) => $$"""{"EnterpriseId":"1","Events":[{"Discriminator":"CustomerAdded","Value":{"Id":"{{id}}"} },{"Discriminator":"CustomerUpdated","Value":{"Id":"{{id}}"} },{"Discriminator":"Whatever"}]}""";
}

internal sealed class ApaleoBench(FakeApaleo fake) : VendorBench(fake, new ApaleoPlugin())
{
    public override Dictionary<string, string> Settings { get; } = new()
    {
        ["address"] = fake.Address,
        ["token-address"] = fake.Address,
        ["client-id"] = FakeApaleo.ClientId,
        ["client-secret"] = FakeApaleo.ClientSecret,
        ["property-id"] = "MUC",
    };

    public override (string Find, string Read, string Update) Operations => ("list", "read", "patch");

    public override string WriteNote => "patch";

    public override FakeTokens Tokens => fake.Tokens;

    public override ExternalGuestId Nobody { get; } = new("NOBODY-1:primary:0");

    public override ExternalGuestId Add(string first, string last, string? email = null, string? phone = null) =>
        new($"{FakeVendor.Text(fake.Add(FakeApaleo.Person(first, last, email, phone)), "id")}:primary:0");

    public override void MakeOdd(ExternalGuestId id)
    {
        var reservation = fake.Reservations.Single(r => id.Value.StartsWith(FakeVendor.Text(r, "id")!, StringComparison.Ordinal));
        reservation["status"] = "Teleported";
        reservation["primaryGuest"]!["phone"] = 420123456789;
        reservation["primaryGuest"]!["title"] = "Mx";
    }

    public override void Change(ExternalGuestId id, string phone) => FakeApaleo.Change(Reservation(id), "phone", phone, DateTimeOffset.UtcNow);

    public override string Webhook(ExternalGuestId id) =>
        $$"""{"topic":"Reservation","type":"changed","id":"7b1c","timestamp":1732190000,"accountId":"HARB","propertyId":"MUC","data":{"entityId":"{{FakeVendor.Text(Reservation(id), "id")}}"} }""";

    private JsonObject Reservation(ExternalGuestId id) => fake.Reservations.Single(r => id.Value.StartsWith(FakeVendor.Text(r, "id")!, StringComparison.Ordinal));
}

internal sealed class CloudbedsBench(FakeCloudbeds fake) : VendorBench(fake, new CloudbedsPlugin())
{
    public override Dictionary<string, string> Settings { get; } = new() { ["address"] = fake.Address, ["api-key"] = FakeCloudbeds.ApiKey };

    public override (string Find, string Read, string Update) Operations => ("getGuestList", "getGuest", "putGuest");

    public override string WriteNote => "postGuestNote";

    public override ExternalGuestId Nobody { get; } = new("1");

    public override ExternalGuestId Add(string first, string last, string? email = null, string? phone = null) => new(FakeVendor.Text(fake.Add(first, last, email, phone), "guestID")!);

    public override void MakeOdd(ExternalGuestId id)
    {
        var guest = fake.Guests[id.Value];
        fake.Reservations[FakeVendor.Text(guest, "reservationID")!]["status"] = "teleported";
        guest["gender"] = "X";
        guest["phone"] = 420123456789;
        guest["isMerged"] = "0";
    }

    public override void Change(ExternalGuestId id, string phone) => FakeCloudbeds.Change(fake.Guests[id.Value], "phone", phone, DateTimeOffset.UtcNow);

    // The keys are spelt otherwise from event to event.
    public override string Webhook(ExternalGuestId id) => $$"""{"version":"1.0","timestamp":1732190000.431,"event":"guest/details_changed","propertyId":37,"guestId":"{{id}}"}""";
}

internal sealed class OperaBench(FakeOpera fake) : VendorBench(fake, new OperaPlugin())
{
    public override Dictionary<string, string> Settings { get; } = new()
    {
        ["address"] = fake.Address,
        ["hotel-id"] = FakeOpera.Hotel,
        ["external-system"] = "PLATFORM",
        ["app-key"] = FakeOpera.AppKey,
        ["client-id"] = FakeOpera.ClientId,
        ["client-secret"] = FakeOpera.ClientSecret,
        ["sign-in"] = "user",
        ["username"] = "PLATFORM",
        ["password"] = FakeOpera.Password,
    };

    public override (string Find, string Read, string Update) Operations => ("search", "read", "update");

    public override string WriteNote => "update";

    public override FakeTokens Tokens => fake.Tokens;

    public override ExternalGuestId Nobody { get; } = new("1");

    public override ExternalGuestId Add(string first, string last, string? email = null, string? phone = null) => new(FakeOpera.Id(fake.Add(first, last, email, phone)));

    public override void MakeOdd(ExternalGuestId id)
    {
        var details = fake.Profiles[id.Value]["profileDetails"]!;
        details["statusCode"] = "Hibernating";
        details["telephones"]!["telephoneInfo"] = JsonNode.Parse("""[{"id":7,"telephone":{"phoneNumber":420123456789,"primaryInd":"true","phoneTechType":"TELEPATHY"}}]""");
    }

    public override void Change(ExternalGuestId id, string phone)
    {
        FakeOpera.Entries(fake.Profiles[id.Value], "telephones")[0]!["telephone"]!["phoneNumber"] = phone;
        fake.Events.Enqueue(FakeOpera.Told($"{fake.Events.Count + 1}", "4711", module: "Reservation"));
        fake.Events.Enqueue(FakeOpera.Told($"{fake.Events.Count + 1}", id.Value));
    }
}
