using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>The front desk of a business of one test's own: a massage in either of two rooms, a yoga class, two rooms to stay in.</summary>
internal sealed class Desk
{
    private Desk(TestBusiness business) => Business = business;

    public TestBusiness Business { get; }

    /// <summary>An hour with a quarter of an hour to tidy up, 80.00.</summary>
    public Guid Massage { get; private set; }

    public Guid Eva { get; private set; }

    public Guid Tom { get; private set; }

    /// <summary>75 minutes, ten places, 20.00 each.</summary>
    public Guid Yoga { get; private set; }

    public Guid Studio { get; private set; }

    /// <summary>Up to two guests, 120.00 a night.</summary>
    public Guid Double { get; private set; }

    public Guid Room101 { get; private set; }

    public Guid Room102 { get; private set; }

    /// <summary>Today on the business's wall.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Business.Platform.Clock.GetUtcNow(), Zone).DateTime);

    /// <summary>A day far enough from today that no clock change and no closing hour comes between.</summary>
    public DateOnly SomeDay => Today.AddDays(30);

    public string Zone { get; private init; } = "";

    public static async Task<Desk> Open(Db db, string zone = "Europe/Lisbon") => await Open(await Platform.On(db), zone);

    public static async Task<Desk> Open(Platform platform, string zone = "Europe/Lisbon")
    {
        var desk = new Desk(await platform.NewBusiness(zone)) { Zone = zone };
        desk.Eva = await desk.Resource("person", "Eva", AllDays("09:00", "20:00"));
        desk.Tom = await desk.Resource("person", "Tom", AllDays("09:00", "20:00"));
        desk.Studio = await desk.Resource("space", "Studio", AllDays("07:00", "22:00"));
        desk.Room101 = await desk.Resource("room", "101");
        desk.Room102 = await desk.Resource("room", "102");
        desk.Massage = await desk.Service(new { kind = "appointment", name = "Massage", durationMinutes = 60, bufferAfterMinutes = 15, capacity = 2, priceMinor = 8000, resourceIds = new[] { desk.Eva, desk.Tom } });
        desk.Yoga = await desk.Service(new { kind = "class", name = "Yoga", durationMinutes = 75, capacity = 10, priceMinor = 2000, resourceIds = new[] { desk.Studio } });
        desk.Double = await desk.Service(new { kind = "stay", name = "Double room", capacity = 2, priceMinor = 12000, resourceIds = new[] { desk.Room101, desk.Room102 } });
        return desk;
    }

    public async Task<Guid> Service(object service) => (await Business.Post("services", service)).Expect(201).Id;

    public async Task<Guid> Resource(string kind, string name, object[]? hours = null) =>
        (await Business.Post("resources", new { kind, name, hours = hours ?? [] })).Expect(201).Id;

    public static object[] AllDays(string from, string until) => Enum.GetNames<DayOfWeek>().Select(day => (object)new { day, from, until }).ToArray();

    public static string At(DateOnly day, string time) => $"{day:yyyy-MM-dd}T{time}";

    /// <summary>The body of a booking of a massage for somebody who gave no email; change what a story is about.</summary>
    public JsonObject Booking(string? time = "10:00", DateOnly? day = null) => new()
    {
        ["serviceId"] = Massage,
        ["resourceId"] = Eva,
        ["startsAt"] = time is null ? null : At(day ?? SomeDay, time),
        ["path"] = "unvalidated",
        ["customer"] = new JsonObject { ["firstName"] = "Ana", ["lastName"] = "Silva" },
        ["bookWithoutEmail"] = true,
    };

    public Task<ApiAnswer> Book(JsonObject booking, string? key = null) => Business.Post("bookings", booking, key);

    /// <summary>A customer that is known already.</summary>
    public async Task<Guid> Customer(string first, string last, string? email = null) =>
        (await Business.Post("customers", new { firstName = first, lastName = last, email })).Expect(201).Id;

    public async Task<int> Bookings() => ((JsonArray)(await Business.Get("bookings?most=200")).Expect(200)["items"]!).Count;

    public async Task<int> Customers() => ((JsonArray)(await Business.Get("customers")).Expect(200)["items"]!).Count;
}

internal static class Bodies
{
    public static JsonObject With(this JsonObject body, string name, JsonNode? value)
    {
        body[name] = value;
        return body;
    }

    public static JsonObject For(this JsonObject booking, string? first, string? last, string? email = null) =>
        booking.With("customer", new JsonObject { ["firstName"] = first, ["lastName"] = last, ["email"] = email });

    public static JsonObject ForKnown(this JsonObject booking, Guid customer) =>
        booking.With("path", "validated").With("customer", new JsonObject { ["id"] = customer });
}
