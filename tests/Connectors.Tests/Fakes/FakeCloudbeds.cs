using System.Globalization;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>
/// Cloudbeds as its description says: guests that hang on reservations, forms in, JSON out, every refusal a 200 with <c>success:false</c>, five requests a second,
/// and no note with a number that could be a payment card.
/// </summary>
public sealed class FakeCloudbeds : FakeVendor
{
    public const string ApiKey = "cbat_9f8e7d6c5b4a";
    private const string Prefix = "/api/v1.3/";
    private static readonly string[] Genders = ["M", "F", "N/A"];
    private readonly TimeProvider clock;
    private readonly Queue<DateTimeOffset> recent = new();
    private int number = 8800;

    private FakeCloudbeds(TimeProvider clock) => this.clock = clock;

    public static async Task<FakeCloudbeds> Start(TimeProvider? clock = null)
    {
        var fake = new FakeCloudbeds(clock ?? TimeProvider.System);
        await fake.Listen();
        return fake;
    }

    /// <summary>Guests by id, as <c>getGuest</c> shows them, with the reservation they hang on.</summary>
    public Dictionary<string, JsonObject> Guests { get; } = [];

    public Dictionary<string, JsonObject> Reservations { get; } = [];

    public List<(string Guest, string Text)> Notes { get; } = [];

    /// <summary>Requests let through in any second; breach is answered with 429, which the description does not name.</summary>
    public int RequestsPerSecond { get; set; } = int.MaxValue;

    public override IReadOnlyList<string> Secrets => [ApiKey];

    public override string ErrorBody(int status, string message) => new JsonObject { ["success"] = false, ["message"] = message }.ToJsonString();

    /// <summary>A reservation to come with its main guest.</summary>
    public JsonObject Add(string first, string last, string? email = null, string? phone = null, string? room = "101")
    {
        var (id, reservation) = ((++number).ToString(CultureInfo.InvariantCulture), $"R{number}");
        Guests[id] = new JsonObject
        {
            ["guestID"] = id,
            ["reservationID"] = reservation,
            ["firstName"] = first,
            ["lastName"] = last,
            ["email"] = email ?? "",
            ["phone"] = phone ?? "",
            ["gender"] = "N/A",
            ["isAnonymized"] = false,
            ["isMerged"] = false,
        };
        Reservations[reservation] = new JsonObject
        {
            ["reservationID"] = reservation,
            ["status"] = "confirmed",
            ["assigned"] = room is null ? [] : new JsonArray(new JsonObject { ["roomID"] = room }),
            ["guestList"] = new JsonObject { [id] = new JsonObject { ["guestID"] = id, ["isMainGuest"] = true } },
        };
        return Guests[id];
    }

    protected override string OperationOf(string method, string path) => path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";

    protected override Reply Judge(SeenRequest request, bool change)
    {
        if (request.Headers.GetValueOrDefault("x-api-key") != ApiKey)
            return new Reply(401, ErrorBody(401, "Invalid API key."));
        if (TooMany())
            return new Reply(429, ErrorBody(429, "Too many requests."));
        if (request.Method is not "GET" && request.Headers.GetValueOrDefault("Content-Type") != "application/x-www-form-urlencoded")
            return No("The request is not a form.");

        return request.Operation switch
        {
            "getHotelDetails" => Yes(new JsonObject { ["propertyID"] = "37", ["propertyName"] = "Harbour Hotel" }),
            "getGuestList" => List(request),
            "getGuestsModified" => Modified(request),
            "getGuest" => Guests.GetValueOrDefault(request.First("guestID") ?? "") is { } guest ? Yes(guest.DeepClone()) : No("Guest not found."),
            "putGuest" => PutGuest(request.Form, change),
            "getGuestNotes" => GetNotes(request.First("guestID") ?? ""),
            "postGuestNote" => PostNote(request.Form, change),
            "getReservation" => Reservations.GetValueOrDefault(request.First("reservationID") ?? "") is { } found ? Yes(found.DeepClone()) : No("Reservation not found."),
            "postGuestsToRoom" => PostGuestsToRoom(request.Form, change),
            "putReservation" => PutReservation(request.Form, change),
            _ => new Reply(404),
        };
    }

    private Reply List(SeenRequest request)
    {
        var (page, size) = (Number(request, "pageNumber", 1), Math.Min(Number(request, "pageSize", 100), 100));
        var fitting = Guests.Values
            .Where(g => request.First("guestEmail") is not { } email || Text(g, "email")!.Contains(email, StringComparison.OrdinalIgnoreCase))
            .Where(g => request.First("guestLastName") is not { } last || string.Equals(Text(g, "lastName"), last, StringComparison.OrdinalIgnoreCase))
            .Skip((page - 1) * size).Take(size).ToList();
        var rows = new JsonObject(fitting.Select(g => KeyValuePair.Create(Text(g, "guestID")!, (JsonNode?)Row(g))));
        return Yes(rows.Count == 0 ? new JsonArray() : rows);
    }

    private Reply Modified(SeenRequest request)
    {
        var changed = Guests.Values.Where(g => Text(g, "dateModified") is { } at && string.CompareOrdinal(at, request.First("resultsFrom")) >= 0 && string.CompareOrdinal(at, request.First("resultsTo")) <= 0).ToList();
        return Yes(new JsonArray([.. changed.Select(Row)]));
    }

    /// <summary>Somebody at the desk changes a guest.</summary>
    public static void Change(JsonObject guest, string field, string value, DateTimeOffset at)
    {
        guest[field] = value;
        guest["dateModified"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private JsonObject Row(JsonObject guest)
    {
        var row = new JsonObject { ["guestID"] = Text(guest, "guestID"), ["reservationID"] = Text(guest, "reservationID"), ["dateModified"] = guest["dateModified"]?.DeepClone(), ["status"] = Reservations[Text(guest, "reservationID")!]["status"]!.DeepClone() };
        foreach (var (shown, kept) in new[] { ("FirstName", "firstName"), ("LastName", "lastName"), ("Email", "email"), ("Phone", "phone"), ("Address1", "address"), ("Address2", "address2"), ("City", "city"), ("Zip", "zip"), ("State", "state"), ("Country", "country") })
            row[$"guest{shown}"] = guest[kept]?.DeepClone();
        return row;
    }

    private Reply PutGuest(IReadOnlyDictionary<string, string> form, bool change)
    {
        if (!Guests.TryGetValue(form.GetValueOrDefault("guestID", ""), out var guest))
            return No("Guest not found.");
        if (form.TryGetValue("guestGender", out var gender) && !Genders.Contains(gender))
            return No("Gender is not valid.");
        foreach (var (field, value) in change ? form.Where(f => f.Key.StartsWith("guest", StringComparison.Ordinal) && f.Key != "guestID").ToList() : [])
            guest[field is "guestAddress1" ? "address" : char.ToLowerInvariant(field[5]) + field[6..]] = value;
        return new Reply(200, """{"success":true}""");
    }

    private Reply GetNotes(string guest) => Guests.ContainsKey(guest)
        ? Yes(new JsonArray([.. Notes.Where(n => n.Guest == guest).Select(n => new JsonObject { ["guestNote"] = n.Text })]))
        : No("Guest not found.");

    private Reply PostNote(IReadOnlyDictionary<string, string> form, bool change)
    {
        var (guest, note) = (form.GetValueOrDefault("guestID", ""), form.GetValueOrDefault("guestNote", ""));
        if (!Guests.ContainsKey(guest))
            return No("Guest not found.");
        if (note.Contains("4111111111111111", StringComparison.Ordinal))
            return No("Credit card data is not allowed.");
        if (change)
            Notes.Add((guest, note));
        return new Reply(200, """{"success":true,"guestNoteID":"1"}""");
    }

    private Reply PostGuestsToRoom(IReadOnlyDictionary<string, string> form, bool change)
    {
        if (!Reservations.TryGetValue(form.GetValueOrDefault("reservationID", ""), out var reservation))
            return No("Reservation not found.");
        if (!Guests.ContainsKey(form.GetValueOrDefault("mainGuestId", "")))
            return No("Guest not found.");
        if (!change)
            return new Reply(200, """{"success":true}""");

        foreach (var (_, guest) in reservation["guestList"]!.AsObject())
            guest!["isMainGuest"] = false;
        reservation["guestList"]![form["mainGuestId"]] = new JsonObject { ["guestID"] = form["mainGuestId"], ["isMainGuest"] = true };
        return new Reply(200, """{"success":true}""");
    }

    private Reply PutReservation(IReadOnlyDictionary<string, string> form, bool change)
    {
        if (!Reservations.TryGetValue(form.GetValueOrDefault("reservationID", ""), out var reservation))
            return No("Reservation not found.");
        if (Text(reservation, "status") is "canceled")
            return No("A canceled reservation cannot be a no-show.");
        if (change)
            reservation["status"] = form["status"];
        return new Reply(200, """{"success":true}""");
    }

    private bool TooMany()
    {
        var now = clock.GetUtcNow();
        while (recent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            recent.Dequeue();
        if (recent.Count >= RequestsPerSecond)
            return true;
        recent.Enqueue(now);
        return false;
    }

    private static int Number(SeenRequest request, string query, int otherwise) => int.TryParse(request.First(query), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static Reply Yes(JsonNode data) => Reply.Ok(new JsonObject { ["success"] = true, ["data"] = data });

    private static Reply No(string message) => Reply.Ok(new JsonObject { ["success"] = false, ["message"] = message });
}
