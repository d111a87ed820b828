using System.Globalization;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>The guests of the fake's hotel, kept as the JSON that Mews sends.</summary>
public sealed class FakeMewsHotel(TimeProvider clock)
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["configuration/get"] = [],
        ["customers/getAll"] = ["Extent", "Limitation"],
        ["customers/add"] = ["LastName", "OverwriteExisting"],
        ["customers/update"] = ["CustomerId"],
        ["accounts/update"] = ["AccountUpdates"],
        ["addresses/update"] = ["AddressUpdates"],
        ["accounts/merge"] = ["AccountMergeParameters"],
        ["reservations/updateCustomer"] = ["ReservationId", "CustomerId"],
        ["accountNotes/getAll"] = ["Limitation"],
        ["accountNotes/add"] = ["AccountNotes"],
    };

    /// <summary>All customers, deleted ones too.</summary>
    public List<JsonObject> Guests { get; } = [];

    /// <summary>Telephone numbers as they were written, by guest, in order.</summary>
    public Dictionary<string, List<string>> PhonesWritten { get; } = [];

    public Dictionary<string, List<string>> EmailsWritten { get; } = [];

    /// <summary>Whose each reservation is.</summary>
    public Dictionary<string, string> Reservations { get; } = [];

    /// <summary>All account notes.</summary>
    public List<JsonObject> AllNotes { get; } = [];

    /// <summary>With which status an email that another customer has is refused; Mews does not document it.</summary>
    public int EmailConflictStatus { get; set; } = 403;

    public static bool Knows(string operation) => Required.ContainsKey(operation);

    /// <summary>A customer who is already there.</summary>
    public JsonObject Add(string first, string last, string? email = null, string? phone = null)
    {
        var now = clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var customer = new JsonObject
        {
            ["Id"] = Guid.NewGuid().ToString(),
            ["FirstName"] = first,
            ["LastName"] = last,
            ["Email"] = email,
            ["HasOtaEmail"] = false,
            ["Phone"] = phone,
            ["Notes"] = null,
            ["CreatedUtc"] = now,
            ["UpdatedUtc"] = now,
            ["Address"] = null,
            ["AddressId"] = null,
            ["IsActive"] = true,
            ["MergeTargetId"] = null,
            ["Classifications"] = new JsonArray("Returning"),
            ["Options"] = new JsonArray(),
        };
        Guests.Add(customer);
        return customer;
    }

    public JsonObject? Find(string? id) => Guests.FirstOrDefault(c => FakeMews.Text(c, "Id") == id);

    public static string Id(JsonObject customer) => FakeMews.Text(customer, "Id")!;

    internal (int Status, JsonObject Answer) Handle(string operation, JsonObject request, bool change)
    {
        if (Required[operation].FirstOrDefault(property => request[property] is null) is { } missing)
            return FakeMews.Error(400, $"{missing} is required.");

        return operation switch
        {
            "configuration/get" => Ok(new JsonObject
            {
                ["NowUtc"] = "2026-11-21T12:00:00Z",
                ["Enterprise"] = new JsonObject { ["Name"] = "Harbour Hotel", ["ChainName"] = "Harbour Group", ["TimeZoneIdentifier"] = "Europe/Lisbon" },
            }),
            "customers/getAll" => GetCustomers(request),
            "customers/add" => AddCustomer(request, change),
            "customers/update" => UpdateCustomer(request, change),
            "accounts/update" => UpdateAccount(request["AccountUpdates"]![0]!.AsObject(), change),
            "addresses/update" => UpdateAddress(request["AddressUpdates"]![0]!.AsObject(), change),
            "accounts/merge" => Merge(request["AccountMergeParameters"]![0]!.AsObject(), change),
            "reservations/updateCustomer" => UpdateReservation(request, change),
            "accountNotes/getAll" => Ok(new JsonObject { ["AccountNotes"] = Copies(AllNotes.Where(n => Contains(request["AccountIds"], FakeMews.Text(n, "AccountId")))) }),
            _ => AddNote(request["AccountNotes"]![0]!.AsObject(), change),
        };
    }

    private (int, JsonObject) GetCustomers(JsonObject request)
    {
        var count = request["Limitation"]!["Count"]!.GetValue<int>();
        var from = FakeMews.Text(request["Limitation"], "Cursor") is { } cursor ? Guests.FindIndex(c => Id(c) == cursor) + 1 : 0;
        var page = Guests.Skip(from).Where(c => Fits(c, request)).Take(count).ToList();
        return Ok(new JsonObject { ["Customers"] = Copies(page), ["Cursor"] = page.Count == 0 ? null : Id(page[^1]) });
    }

    private static bool Fits(JsonObject customer, JsonObject request) =>
        Allows(request["CustomerIds"], Id(customer))
        && Allows(request["Emails"], FakeMews.Text(customer, "Email"))
        && Allows(request["FirstNames"], FakeMews.Text(customer, "FirstName"))
        && Allows(request["LastNames"], FakeMews.Text(customer, "LastName"))
        && Allows(request["ActivityStates"], customer["IsActive"]!.GetValue<bool>() ? "Active" : "Deleted")
        && IsWithin(customer, request, "CreatedUtc")
        && IsWithin(customer, request, "UpdatedUtc");

    private static bool IsWithin(JsonObject customer, JsonObject request, string instant) =>
        request[instant] is not { } window || Instant(customer, instant) >= Instant(window, "StartUtc") && Instant(customer, instant) <= Instant(window, "EndUtc");

    /// <summary>Somebody at the desk changes a guest.</summary>
    public void Change(JsonObject customer, string field, string? value)
    {
        customer[field] = value;
        Touch(customer);
    }

    private void Touch(JsonObject customer) => customer["UpdatedUtc"] = clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private (int, JsonObject) AddCustomer(JsonObject request, bool change)
    {
        if (Owner(FakeMews.Text(request, "Email"), except: null) is { } owner)
            return request["OverwriteExisting"]!.GetValue<bool>() ? Ok(Overwrite(owner, request)) : EmailTaken(request["Email"]!);

        var customer = Add(FakeMews.Text(request, "FirstName") ?? "", FakeMews.Text(request, "LastName")!, FakeMews.Text(request, "Email"), FakeMews.Text(request, "Phone"));
        customer["Notes"] = FakeMews.Text(request, "Notes");
        SetAddress(customer, request["Address"]);
        if (!change)
            Guests.Remove(customer);
        return Ok(customer);
    }

    private static JsonObject Overwrite(JsonObject owner, JsonObject request)
    {
        foreach (var field in new[] { "FirstName", "LastName", "Phone", "Notes" })
            owner[field] = request[field]?.DeepClone();
        return owner;
    }

    private (int, JsonObject) UpdateCustomer(JsonObject request, bool change)
    {
        if (Active(FakeMews.Text(request, "CustomerId")) is not { } customer)
            return FakeMews.Error(400, "Invalid CustomerId.");
        if (change)
            SetAddress(customer, request["Address"]);
        return Ok(customer);
    }

    private (int, JsonObject) UpdateAccount(JsonObject update, bool change)
    {
        if (Active(FakeMews.Text(update, "Id")) is not { } customer)
            return FakeMews.Error(400, "Invalid Id.");

        var fields = update["Customer"]!.AsObject();
        if (Owner(FakeMews.Text(fields["Email"], "Value"), except: customer) is not null)
            return EmailTaken(fields["Email"]!["Value"]!);

        if (change && fields["Classifications"]?["Blocklist"]?["Value"] is { } blocked)
            customer["Blocklist"] = blocked.DeepClone();
        foreach (var (field, value) in change ? fields.Where(f => f.Key != "Classifications").ToList() : [])
            customer[field == "Telephone" ? "Phone" : field] = value!["Value"]?.DeepClone();
        if (change)
            Note(customer, fields);
        if (change)
            Touch(customer);
        return Ok(new JsonObject { ["Accounts"] = new JsonArray(new JsonObject { ["Id"] = Id(customer), ["Discriminator"] = "Customer" }) });
    }

    private static void Note(Dictionary<string, List<string>> ledger, JsonObject customer, string? value)
    {
        if (value is not null)
            (ledger.TryGetValue(Id(customer), out var written) ? written : ledger[Id(customer)] = []).Add(value);
    }

    private void Note(JsonObject customer, JsonObject fields)
    {
        Note(PhonesWritten, customer, FakeMews.Text(fields["Telephone"], "Value"));
        Note(EmailsWritten, customer, FakeMews.Text(fields["Email"], "Value"));
    }

    private (int, JsonObject) UpdateAddress(JsonObject update, bool change)
    {
        if (Guests.FirstOrDefault(c => FakeMews.Text(c, "AddressId") == FakeMews.Text(update, "AddressId")) is not { } customer)
            return FakeMews.Error(400, "Invalid AddressId.");

        foreach (var (field, value) in change ? update.Where(f => f.Key != "AddressId").ToList() : [])
            customer["Address"]![field] = value!["Value"]?.DeepClone();
        return Ok(new JsonObject { ["Addresses"] = new JsonArray(customer["Address"]!.DeepClone()) });
    }

    private (int, JsonObject) Merge(JsonObject merge, bool change)
    {
        var sources = merge["SourceAccountIds"]!.AsArray().Select(id => Active(id!.GetValue<string>())).ToList();
        if (Active(FakeMews.Text(merge, "TargetAccountId")) is not { } target || sources.Contains(null))
            return FakeMews.Error(400, "Invalid account.");

        foreach (var source in change ? sources.OfType<JsonObject>() : [])
            (source["IsActive"], source["MergeTargetId"]) = (false, Id(target));
        return Ok([]);
    }

    private (int, JsonObject) UpdateReservation(JsonObject request, bool change)
    {
        if (FakeMews.Text(request, "ReservationId") is not { } reservation || !Reservations.ContainsKey(reservation))
            return FakeMews.Error(400, "Invalid ReservationId.");
        if (Active(FakeMews.Text(request, "CustomerId")) is not { } customer)
            return FakeMews.Error(400, "Invalid CustomerId.");

        if (change)
            Reservations[reservation] = Id(customer);
        return Ok([]);
    }

    private (int, JsonObject) AddNote(JsonObject note, bool change)
    {
        if (Active(FakeMews.Text(note, "AccountId")) is null)
            return FakeMews.Error(400, "Invalid AccountId.");
        if (FakeMews.Text(note, "Content") is not { Length: > 0 and <= 1000 })
            return FakeMews.Error(400, "Invalid Content.");
        if (!change)
            return Ok(new JsonObject { ["AccountNotes"] = new JsonArray() });

        AllNotes.Add(note.DeepClone().AsObject());
        return Ok(new JsonObject { ["AccountNotes"] = new JsonArray(note.DeepClone()) });
    }

    private (int, JsonObject) EmailTaken(JsonNode email) => FakeMews.Error(EmailConflictStatus, $"The value {email} cannot be used.");

    private JsonObject? Active(string? id) => Find(id) is { } customer && customer["IsActive"]!.GetValue<bool>() ? customer : null;

    private JsonObject? Owner(string? email, JsonObject? except) => email is null
        ? null
        : Guests.FirstOrDefault(c => c != except && c["IsActive"]!.GetValue<bool>() && string.Equals(FakeMews.Text(c, "Email"), email, StringComparison.OrdinalIgnoreCase));

    private static void SetAddress(JsonObject customer, JsonNode? address)
    {
        customer["Address"] = address?.DeepClone();
        customer["AddressId"] = address is null ? null : Guid.NewGuid().ToString();
    }

    private static DateTimeOffset Instant(JsonNode node, string property) => DateTimeOffset.Parse(FakeMews.Text(node, property)!, CultureInfo.InvariantCulture);

    private static bool Allows(JsonNode? list, string? value) => list is null || Contains(list, value);

    private static bool Contains(JsonNode? list, string? value) => list is JsonArray items && items.Any(item => item!.GetValue<string>() == value);

    private static JsonArray Copies(IEnumerable<JsonObject> items) => new([.. items.Select(i => i.DeepClone())]);

    private static (int, JsonObject) Ok(JsonObject answer) => (200, answer);
}
