using System.Globalization;
using System.Text.Json.Nodes;
using BookingPlatform.Notifications.Tests.Smtp;
using BookingPlatform.Testing;

namespace BookingPlatform.Notifications.Tests.Stories;

/// <summary>What staff do over the API, in the words of a story.</summary>
internal sealed class FrontDesk
{
    private readonly Guid massage;
    private readonly Guid eva;
    private int slots;

    private FrontDesk(TestBusiness business, Guid massage, Guid eva) => (Business, this.massage, this.eva) = (business, massage, eva);

    public TestBusiness Business { get; }

    public static async Task<FrontDesk> Open(Testing.Platform platform)
    {
        var business = await platform.NewBusiness();
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva Martins" })).Expect(201).Id;
        var service = new { kind = "appointment", name = "Massage", durationMinutes = 60, capacity = 2, priceMinor = 8_500, resourceIds = new[] { eva } };
        var massage = (await business.Post("services", service)).Expect(201).Id;
        return new FrontDesk(business, massage, eva);
    }

    /// <summary>Books the next free hour for a stranger.</summary>
    public Task<ApiAnswer> Book(string first, string last, string? email = null, int daysAhead = 1) =>
        Book(new { firstName = first, lastName = last, email }, "unvalidated", daysAhead);

    /// <summary>The same for a known customer.</summary>
    public Task<ApiAnswer> Book(Guid customer) => Book(new { id = customer }, "validated", 1);

    private async Task<ApiAnswer> Book(object customer, string path, int daysAhead) =>
        (await Business.Post("bookings", new { serviceId = massage, resourceId = eva, startsAt = NextSlot(daysAhead), customer, path, bookWithoutEmail = true })).Expect(201);

    /// <summary>Books for a stranger at that time of the platform's clock (UTC, in whole minutes).</summary>
    public async Task<ApiAnswer> BookAt(DateTime startsAt, string first, string last, string? email = null) => (await Business.Post("bookings",
        new { serviceId = massage, resourceId = eva, startsAt = Iso(startsAt), customer = new { firstName = first, lastName = last, email }, path = "unvalidated", bookWithoutEmail = true })).Expect(201);

    public async Task MoveTo(Guid booking, DateTime startsAt) => (await Business.Post($"bookings/{booking}/move", new { startsAt = Iso(startsAt) })).Expect(200);

    private static string Iso(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Opens an itinerary of the next week for a new customer.</summary>
    public async Task<ApiAnswer> Itinerary(string first, string last, string? email)
    {
        var customer = (await Business.Post("customers", new { firstName = first, lastName = last, email })).Expect(201).Id;
        return (await Business.Post("itineraries", new { customerId = customer, from = DateOnly.FromDateTime(DateTime.UtcNow), to = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(7) })).Expect(201);
    }

    public async Task<ApiAnswer> BookFor(ApiAnswer itinerary) =>
        (await Business.Post("bookings", new { serviceId = massage, resourceId = eva, startsAt = NextSlot(1), path = "itinerary", itineraryId = itinerary.Id, bookWithoutEmail = true })).Expect(201);

    public Task<ApiAnswer> Confirm(Guid itinerary) => Business.Post($"itineraries/{itinerary}/confirm");

    public async Task Move(Guid booking, bool tell = true) => (await Business.Post($"bookings/{booking}/move", new { startsAt = NextSlot(1), tellCustomer = tell })).Expect(200);

    public async Task Cancel(Guid booking) => (await Business.Post($"bookings/{booking}/cancel", new { })).Expect(200);

    public async Task<ApiAnswer> SetEmail(Guid customer, string email) => (await Business.Put($"customers/{customer}/email", new { email })).Expect(200);

    public Task<ApiAnswer> SendMissed(Guid customer) => Business.Post($"customers/{customer}/missed-messages/send");

    /// <summary>The messages that query finds, oldest first, after everything told so far was delivered.</summary>
    public async Task<IReadOnlyList<JsonNode>> Messages(string query = "")
    {
        await Business.Platform.Delivered(Business);
        return await Now(query);
    }

    /// <summary>The same without waiting.</summary>
    public async Task<IReadOnlyList<JsonNode>> Now(string query = "") =>
        (await Business.Get($"messages?{query}")).Expect(200)["items"]!.AsArray().Reverse().Select(item => item!).ToList();

    /// <summary>The one message about that booking.</summary>
    public async Task<JsonNode> MessageAbout(Guid booking) => (await Messages($"bookingId={booking}")).Single();

    /// <summary>Mails in the pickup folder that went to that address.</summary>
    public IReadOnlyList<ReceivedMail> MailsTo(string address)
    {
        var folder = Business.Platform.Settings.MailFolder;
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.eml").Order().Select(ReceivedMail.FromFile).Where(mail => mail.Recipients.Contains(address)).ToList()
            : [];
    }

    private string NextSlot(int daysAhead) => DateTime.UtcNow.Date.AddDays(daysAhead + (slots / 10)).AddHours(9 + (slots++ % 10)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}

internal static class Words
{
    public static string? Say(this JsonNode message, string member) => (string?)message[member];

    public static Guid IdOf(this JsonNode message) => Guid.Parse((string)message["id"]!);

    public static Guid Customer(this ApiAnswer booking) => Guid.Parse((string)booking["customerId"]!);
}
