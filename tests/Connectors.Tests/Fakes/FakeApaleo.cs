using System.Globalization;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>apaleo as its description says: people inside reservations and bookings, JSON Patch with the paths it allows, 204 for an empty page, 422 with messages.</summary>
public sealed class FakeApaleo : FakeVendor
{
    public const string ClientId = "HARB-SP-PLATFORM";
    public const string ClientSecret = "apaleo-secret-7f3k2";
    private static readonly string[] Patchable = ["/primaryGuest", "/additionalGuests", "/comment", "/booker"];
    private readonly SlidingWindow window = new(TimeProvider.System);
    private int number;

    private FakeApaleo()
    {
    }

    public static async Task<FakeApaleo> Start()
    {
        var fake = new FakeApaleo();
        await fake.Listen();
        return fake;
    }

    public FakeTokens Tokens { get; } = new(ClientId, ClientSecret);

    public List<JsonObject> Reservations { get; } = [];

    /// <summary>By id; the booker hangs on the booking.</summary>
    public Dictionary<string, JsonObject> Bookings { get; } = [];

    /// <summary>Requests let through in any second; more are answered with 429 and how long to wait.</summary>
    public int RequestsPerSecond { get; set; } = 200;

    public override IReadOnlyList<string> Secrets => [ClientSecret];

    public override string ErrorBody(int status, string message) => new JsonObject { ["messages"] = new JsonArray(message) }.ToJsonString();

    public static JsonObject Person(string first, string last, string? email = null, string? phone = null)
    {
        var person = new JsonObject { ["title"] = "Other", ["lastName"] = last, ["preferredLanguage"] = "pt", ["birthDate"] = "1985-09-30" };
        foreach (var (field, value) in new[] { ("firstName", first), ("email", email), ("phone", phone) })
            if (!string.IsNullOrEmpty(value))
                person[field] = value;
        return person;
    }

    /// <summary>A reservation to come, in a booking of its own unless one is given.</summary>
    public JsonObject Add(JsonObject primary, JsonObject? booker = null, string? booking = null)
    {
        booking ??= $"XPGMS{++number:D3}";
        var count = Reservations.Count(r => Text(r, "bookingId") == booking) + 1;
        var reservation = new JsonObject
        {
            ["id"] = $"{booking}-{count.ToString(CultureInfo.InvariantCulture)}",
            ["bookingId"] = booking,
            ["status"] = "Confirmed",
            ["property"] = new JsonObject { ["id"] = "MUC", ["name"] = "Harbour Hotel" },
            ["modified"] = "2026-11-20T22:30:00Z",
            ["primaryGuest"] = primary,
        };
        Reservations.Add(reservation);
        Bookings.TryAdd(booking, new JsonObject { ["id"] = booking, ["booker"] = booker });
        return reservation;
    }

    protected override string OperationOf(string method, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["connect", "token"] => "token",
        ["booking", "v1", "reservations"] => "list",
        ["booking", "v1", "reservations", _] => method == "PATCH" ? "patch" : "read",
        ["booking", "v1", "bookings", _] => method == "PATCH" ? "patch-booking" : "read-booking",
        ["booking", "v1", "reservation-actions", _, "noshow"] => "noshow",
        _ => "",
    };

    protected override Reply Judge(SeenRequest request, bool change)
    {
        if (request.Operation == "token")
            return Tokens.Issue(request);
        if (!Tokens.Accepts(request))
            return new Reply(401);
        if (window.IsFull(RequestsPerSecond, TimeSpan.FromSeconds(1)))
            return new Reply(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } };
        return request.Operation switch
        {
            "list" => List(request),
            "read" => Find(request.LastSegment) is { } found ? Reply.Ok(Shown(found)) : new Reply(404),
            "patch" => Find(request.LastSegment) is { } reservation ? Patch(reservation, request, change) : new Reply(404),
            "read-booking" => Bookings.GetValueOrDefault(request.LastSegment) is { } booking ? Reply.Ok(ShownBooking(booking)) : new Reply(404),
            "patch-booking" => Bookings.GetValueOrDefault(request.LastSegment) is { } booking ? Patch(booking, request, change) : new Reply(404),
            "noshow" => Find(request.Path.Split('/')[^2]) is { } late ? NoShow(late, change) : new Reply(404),
            _ => new Reply(404),
        };
    }

    private Reply List(SeenRequest request)
    {
        var page = int.Parse(request.First("pageNumber") ?? "1", CultureInfo.InvariantCulture);
        var size = int.Parse(request.First("pageSize") ?? "100", CultureInfo.InvariantCulture);
        var fitting = Reservations
            .Where(r => request.First("status") is not { } wanted || wanted.Split(',').Contains(Text(r, "status")) || Text(r, "status") == "Teleported")
            .Where(r => request.First("textSearch") is not { } text || Shown(r).ToJsonString().Contains(System.Text.Json.JsonSerializer.Serialize(text).Trim('"'), StringComparison.OrdinalIgnoreCase))
            .Where(r => request.First("dateFilter") != "Modification" || IsBetween(Text(r, "modified"), request))
            .Skip((page - 1) * size).Take(size).ToList();
        return fitting.Count == 0
            ? new Reply(204)
            : Reply.Ok(new JsonObject { ["reservations"] = new JsonArray([.. fitting.Select(Shown)]), ["count"] = fitting.Count });
    }

    private static bool IsBetween(string? modified, SeenRequest request) =>
        string.CompareOrdinal(modified, request.First("from")) >= 0 && string.CompareOrdinal(modified, request.First("to")) <= 0;

    /// <summary>Somebody at the desk changes the guest of a reservation.</summary>
    public static void Change(JsonObject reservation, string field, string? value, DateTimeOffset at)
    {
        reservation["primaryGuest"]![field] = value;
        reservation["modified"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private Reply Patch(JsonObject target, SeenRequest request, bool change)
    {
        if (request.Parsed() is not JsonArray steps)
            return new Reply(422, ErrorBody(422, "A list of operations is expected."));
        foreach (var step in steps.OfType<JsonObject>())
        {
            var (path, value) = (Text(step, "path") ?? "", step["value"]);
            if (!Patchable.Contains(path) || Text(step, "op") is not ("replace" or "add"))
                return new Reply(422, ErrorBody(422, $"The path {path} cannot be patched."));
            if (value is JsonObject person && Text(person, "lastName") is null or "")
                return new Reply(422, ErrorBody(422, "Last name is required."));
            if (change)
                target[path[1..]] = value?.DeepClone();
        }

        return new Reply(204);
    }

    private Reply NoShow(JsonObject reservation, bool change)
    {
        if (Text(reservation, "status") != "Confirmed")
            return new Reply(422, ErrorBody(422, "Only confirmed reservations can be set to no-show."));
        if (change)
            reservation["status"] = "NoShow";
        return new Reply(204);
    }

    private JsonObject? Find(string id) => Reservations.FirstOrDefault(r => Text(r, "id") == id);

    private JsonObject Shown(JsonObject reservation)
    {
        var shown = reservation.DeepClone().AsObject();
        shown["booker"] = Bookings[Text(reservation, "bookingId")!]["booker"]?.DeepClone();
        return shown;
    }

    private JsonObject ShownBooking(JsonObject booking)
    {
        var shown = booking.DeepClone().AsObject();
        shown["reservations"] = new JsonArray([.. Reservations.Where(r => Text(r, "bookingId") == Text(booking, "id")).Select(r => r.DeepClone())]);
        return shown;
    }
}
