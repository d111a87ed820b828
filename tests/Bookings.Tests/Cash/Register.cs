using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>What the stories at the register do again and again.</summary>
internal static class Register
{
    public static async Task<Guid> Booked(this Desk desk, string time = "10:00") => (await desk.Book(desk.Booking(time))).Expect(201).Id;

    public static async Task<Guid> Stay(this Desk desk, int nights, int inDays = 0) => (await desk.Book(ChangingABooking.Stay(desk, desk.Today.AddDays(inDays), nights))).Expect(201).Id;

    public static object Eur(long minor) => new { amountMinor = minor, currency = "EUR" };

    public static Task<ApiAnswer> Pay(this Desk desk, Guid booking, long minor, string kind = "card", string? key = null) =>
        desk.Business.Post($"cash/bills/{booking}/payments", new { kind, amount = Eur(minor) }, key);

    public static Task<ApiAnswer> Refund(this Desk desk, Guid booking, long minor, string kind = "card", string? reason = "Went home early") =>
        desk.Business.Post($"cash/bills/{booking}/refunds", new { kind, amount = Eur(minor), reason });

    public static Task<ApiAnswer> Line(this Desk desk, Guid booking, string text, long minor, int quantity = 1) =>
        desk.Business.Post($"cash/bills/{booking}/lines", new { text, quantity, unitPrice = Eur(minor) });

    public static Task<ApiAnswer> Discount(this Desk desk, Guid booking, long minor, string? reason = "Regular guest") =>
        desk.Business.Post($"cash/bills/{booking}/lines", new { kind = "discount", unitPrice = Eur(minor), reason });

    public static Task<ApiAnswer> Act(this Desk desk, Guid booking, string act, object? body = null) => desk.Business.Post($"cash/bills/{booking}/{act}", body);

    public static Task<ApiAnswer> Void(this Desk desk, Guid booking) => desk.Act(booking, "void", new { reason = "Booked twice" });

    public static Task<ApiAnswer> Bill(this Desk desk, Guid booking) => desk.Business.Get($"cash/bills/{booking}");

    public static async Task<IReadOnlyList<JsonNode>> Bills(this Desk desk, string query = "") =>
        ((JsonArray)(await desk.Business.Get($"cash/bills?{query}")).Expect(200)["items"]!).Select(bill => bill!).ToList();

    public static Task<ApiAnswer> Close(this Desk desk, long counted, string? reason = null, DateOnly? day = null, long takenOut = 0) =>
        desk.Business.Post("cash/closing", new { day, countedCash = Eur(counted), takenOut = Eur(takenOut), reason });

    public static long Minor(this JsonNode? money) => (long)money!["amountMinor"]!;

    /// <summary>State, total, paid, balance.</summary>
    public static (string State, long Total, long Paid, long Balance) Sums(this ApiAnswer bill) =>
        ((string)bill["state"]!, bill["total"].Minor(), bill["paid"].Minor(), bill["balance"].Minor());
}
