using System.Globalization;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.NoShow.Tests;

/// <summary>A salon of one test's own that is always open: massages with Eva or Tom, a drumming class, and guests who were expected an hour or more ago.</summary>
internal sealed class Salon
{
    private Salon(TestBusiness business) => Business = business;

    public TestBusiness Business { get; }

    public Guid Eva { get; private set; }

    public Guid Tom { get; private set; }

    public Guid Massage { get; private set; }

    public Guid Drumming { get; private set; }

    /// <summary>On the full minute.</summary>
    public DateTimeOffset Now { get; private set; }

    public static async Task<Salon> Open(Db db, bool advanced = false) => await Open(await Platform.On(db), advanced);

    public static async Task<Salon> Open(Platform platform, bool advanced = false)
    {
        var now = platform.Clock.GetUtcNow();
        var salon = new Salon(await platform.NewBusiness("UTC")) { Now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)) };
        salon.Eva = (await salon.Business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        salon.Tom = (await salon.Business.Post("resources", new { kind = "person", name = "Tom" })).Expect(201).Id;
        salon.Massage = (await salon.Business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { salon.Eva, salon.Tom } })).Expect(201).Id;
        salon.Drumming = (await salon.Business.Post("services", new { kind = "class", name = "Drumming", durationMinutes = 60, capacity = 2, priceMinor = 2000 })).Expect(201).Id;
        if (advanced)
            (await salon.Business.Put("no-show-settings", new { advanced = true })).Expect(200);
        return salon;
    }

    public static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<Guid> Customer(string first = "Ana", string last = "Silva", string? email = null, string? phone = null) =>
        (await Business.Post("customers", new { firstName = first, lastName = last, email, phone, createAnyway = true })).Expect(201).Id;

    /// <summary>Books a massage that began so many minutes ago; with a negative number it is still to come.</summary>
    public async Task<Guid> Book(Guid customer, int minutesAgo = 60, Guid? with = null) => (await TryBook(customer, minutesAgo, with)).Expect(201).Id;

    public Task<ApiAnswer> TryBook(Guid customer, int minutesAgo = 60, Guid? with = null) => Business.Post("bookings", new JsonObject
    {
        ["serviceId"] = Massage,
        ["resourceId"] = with ?? Eva,
        ["startsAt"] = Iso(Now.AddMinutes(-minutesAgo)),
        ["path"] = "validated",
        ["customer"] = new JsonObject { ["id"] = customer },
        ["bookWithoutEmail"] = true,
    });

    public Task<ApiAnswer> Miss(Guid booking) => Business.Post($"bookings/{booking}/no-show");

    public Task<ApiAnswer> Unmiss(Guid booking, bool arrived = false) => Business.Delete($"bookings/{booking}/no-show{(arrived ? "?arrived=true" : "")}");

    public Task<ApiAnswer> Block(Guid customer, string reason = "Did not come twice", DateOnly? until = null) => Business.Put($"customers/{customer}/online-block", new { reason, until });

    public async Task<string> Status(Guid booking) => (string)(await Business.Get($"bookings/{booking}")).Expect(200)["status"]!;

    public async Task<JsonNode> CustomerNow(Guid customer) => (await Business.Get($"customers/{customer}")).Expect(200).Json;

    public async Task<IReadOnlyList<JsonNode>> Bills(string state = "open") =>
        ((JsonArray)(await Business.Get($"cash/bills?state={state}")).Expect(200)["items"]!).Select(bill => bill!).ToList();

    public async Task<JsonNode> Bill(Guid booking) => (await Business.Get($"cash/bills/{booking}")).Expect(200).Json;

    public async Task Pay(Guid booking, long minor, string kind = "card") =>
        (await Business.Post($"cash/bills/{booking}/payments", new { kind, amount = Eur(minor) })).Expect(201);

    public static object Eur(long minor) => new { amountMinor = minor, currency = "EUR" };

    public Task<Desk> SignIn(string? email = null) => Desk.Of(Business, email);
}
