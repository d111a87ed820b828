using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews;

namespace BookingPlatform.Connectors.Tests.Prism;

/// <summary>
/// Every operation that the connector sends fits the vendor's own description. Prism silently stops checking an operation whose schema it cannot compile,
/// so each story also sends the same request with one fault, which must be found.
/// </summary>
[Collection(PrismCollection.Name)]
public sealed class MewsDescription(MewsPrism prism)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    // The guest of the description's examples.
    private static readonly ExternalGuestId Guest = new("fadd5bb6-b428-45d5-94f8-fd0d89fece6d");
    private static readonly PostalAddress Lisbon = new() { Line1 = "Rua Augusta 2", City = "Lisboa", PostalCode = "1100-048", CountryCode = "PT", RegionCode = "PT-11" };

    [PmsSpecsFact]
    public Task Testing_the_connection() => Proves(
        "configuration/get",
        async mews => (await mews.TestConnection(Ct)).Value.PropertyName.Should().NotBeEmpty(),
        fault: body => body.Remove("AccessToken"));

    [PmsSpecsFact]
    public Task Finding_by_email() => Proves(
        "customers/getAll",
        async mews => (await mews.FindGuests(new GuestQuery { Email = "J.Smith@example.com" }, Ct)).Value.Guests.Should().ContainSingle(),
        fault: body => body.Remove("Extent"));

    [PmsSpecsFact]
    public Task Finding_by_name() => Proves(
        "customers/getAll",
        async mews => (await mews.FindGuests(new GuestQuery { Name = new GuestName("John", "Smith") }, Ct)).Value.Guests.Should().NotBeEmpty(),
        fault: body => body["LastNames"] = "Smith");

    [PmsSpecsFact]
    public Task Reading() => Proves(
        "customers/getAll",
        async mews => (await mews.ReadGuest(Guest, Ct)).Value.Name.Should().Be(new GuestName("John", "Smith")),
        fault: body => body["CustomerIds"] = new JsonArray("not-an-id"));

    [PmsSpecsFact]
    public Task Looking_for_our_own_new_guest() => Proves(
        "customers/getAll",
        mews => mews.CreateGuest(NewGuest() with { FirstTriedUtc = DateTime.UtcNow }, Ct),
        fault: body => body["CreatedUtc"] = "yesterday");

    [PmsSpecsFact]
    public Task Creating() => Proves(
        "customers/add",
        async mews => (await mews.CreateGuest(NewGuest(), Ct)).Succeeded.Should().BeTrue(),
        fault: body => body.Remove("LastName"));

    [PmsSpecsFact]
    public Task Creating_without_anything_but_a_name() => Proves(
        "customers/add",
        async mews => (await mews.CreateGuest(new NewGuest("cust-1", new GuestDetails { Name = new GuestName("", "Suharto") }), Ct)).Succeeded.Should().BeTrue(),
        fault: body => body["Emial"] = "ann@example.com");

    [PmsSpecsFact]
    public Task Updating_name_email_phone_and_notes() => Proves(
        "accounts/update",
        async mews => (await mews.UpdateGuest(Guest, WholeChange(), Ct)).Succeeded.Should().BeTrue(),
        fault: body => body["AccountUpdates"]![0]!["Customer"]!["Email"] = "ann@example.com");

    [PmsSpecsFact]
    public Task Clearing_a_first_name() => Proves(
        "accounts/update",
        async mews => (await mews.UpdateGuest(Guest, new GuestChange { Name = new GuestName("", "Suharto") }, Ct)).Succeeded.Should().BeTrue(),
        fault: body => body["AccountUpdates"]![0]!["Customer"]!["FirstName"] = new JsonObject { ["Wert"] = null });

    [PmsSpecsFact]
    public Task Changing_an_address() => Proves(
        "addresses/update",
        async mews => (await mews.UpdateGuest(Guest, new GuestChange { Address = Lisbon }, Ct)).Succeeded.Should().BeTrue(),
        fault: body => body["AddressUpdates"]![0]!.AsObject().Remove("AddressId"));

    [PmsSpecsFact]
    public Task Writing_a_first_address() => Proves(
        "customers/update",
        async mews => (await mews.UpdateGuest(Guest, new GuestChange { Address = Lisbon }, Ct)).Succeeded.Should().BeTrue(),
        fault: body => body.Remove("CustomerId"),
        adjust: (operation, answer) =>
        {
            if (operation == "customers/getAll")
                answer["Customers"]![0]!.AsObject().Remove("AddressId");
        });

    [PmsSpecsFact]
    public Task Looking_for_a_note() => Proves("accountNotes/getAll", mews => mews.AddNote(Guest, "Allergic to nuts", Ct), fault: body => body.Remove("Limitation"));

    [PmsSpecsFact]
    public Task Adding_a_note() => Proves(
        "accountNotes/add",
        mews => mews.AddNote(Guest, new string('ä', 1000), Ct),
        fault: body => body["AccountNotes"]![0]!["Content"] = new string('ä', 1001));

    [PmsSpecsFact]
    public Task Merging() => Proves(
        "accounts/merge",
        mews => mews.MergeGuests(new GuestMerge(new ExternalGuestId("3fa85f64-5717-4562-b3fc-2c963f66afa6"), Guest), Ct),
        fault: body => body["AccountMergeParameters"]![0]!.AsObject().Remove("AccountType"));

    [PmsSpecsFact]
    public Task Reassigning() => Proves(
        "reservations/updateCustomer",
        mews => mews.ReassignReservation(new ExternalReservationId("e6ea708c-2a2a-412f-a152-b6c76ffad49b"), Guest, Ct),
        fault: body => body.Remove("ReservationId"));

    [PmsSpecsFact]
    public Task Banning() => Proves(
        "accounts/update",
        mews => mews.BanGuest(Guest, new GuestBan(true, "Fire alarm"), Ct),
        fault: body => body["AccountUpdates"]![0]!["Customer"]!["Classifications"]!["Blocklist"] = true);

    [PmsSpecsFact]
    public Task Asking_what_changed() => Proves("customers/getAll", mews => mews.ChangedSince(null, Ct), fault: body => body["UpdatedUtc"]!["StartUtc"] = "soon");

    private async Task Proves(string operation, Func<IPmsConnector, Task> story, Action<JsonObject> fault, Action<string, JsonObject>? adjust = null)
    {
        using var http = new CheckedByPrism { Adjust = adjust ?? ((_, _) => { }) };
        await story(Connect(http));

        http.Exchanges.Should().OnlyContain(e => e.Violations.Length == 0 && e.Status == HttpStatusCode.OK);
        var sent = http.Exchanges.Last(e => e.Operation == operation);

        var faulty = sent.Body.DeepClone().AsObject();
        fault(faulty);
        using var client = new HttpClient(http, disposeHandler: false) { BaseAddress = prism.Address };
        using var content = new StringContent(faulty.ToJsonString(), Encoding.UTF8, "application/json");
        await client.PostAsync($"/api/connector/v1/{operation}", content);
        http.Exchanges[^1].Violations.Should().NotBeEmpty("a check that finds nothing wrong here checks nothing");
    }

    private IPmsConnector Connect(HttpMessageHandler http)
    {
        var settings = new Dictionary<string, string>
        {
            ["address"] = prism.Address.ToString(),
            ["client-token"] = "client",
            ["access-token"] = "access",
            ["chain-id"] = "3fa85f64-5717-4562-b3fc-2c963f66afa6",
            ["enterprise-id"] = "851df8c8-90f2-4c4a-8e01-a4fc46b25178",
        };
        return new MewsPlugin().Create(new ConnectorContext { Settings = new SettingValues(settings), Http = http });
    }

    private static NewGuest NewGuest() => new("cust-1", new GuestDetails
    {
        Name = new GuestName("Þóra", "Jónsdóttir"),
        Email = PushableEmail.From("thora@example.is", EmailStanding.Deliverable),
        Phone = "+354 555 0101",
        Address = Lisbon,
        Notes = "Arrives late",
    });

    private static GuestChange WholeChange() => new()
    {
        Name = new GuestName("Anne", "Leigh"),
        Email = PushableEmail.From("anne@example.com", EmailStanding.Deliverable),
        Phone = "+44 20 7946 0000",
        Notes = "Vegetarian",
    };
}
