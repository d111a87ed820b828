using System.Globalization;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;

namespace BookingPlatform.Platform.Tests.Privacy;

/// <summary>A guest whom nobody else is like, and who has done everything that leaves something behind.</summary>
internal sealed class Canary(TestBusiness business)
{
    /// <summary>Any of these says who the guest was, or who came along.</summary>
    public static readonly string[] Marks = ["Zwetschgen", "zwetschgen", "ZWETSCHGEN", "canary-mail", "911222333", "911 222 333"];

    private const string Email = "quirina@canary-mail.example";

    public Guid Id { get; private set; }

    public Guid Booking { get; private set; }

    public async Task Live()
    {
        var massage = await Massage();
        Id = await Add("customers", new { firstName = "Quirina", lastName = "Zwetschgenbaum", email = Email, phone = "+351 911 222 333", notes = "Loves Zwetschgen", address = new { street = "Zwetschgenweg 1", postalCode = "1000-001", city = "Lisboa", country = "PT" } });
        (await business.Put($"customers/{Id}/alert", new { message = "Zwetschgen allergy" })).Expect(200);
        Booking = await Book(massage, -120, "Window seat for Zwetschgenbaum");
        (await business.Post($"bookings/{Booking}/arrive")).Expect(200);
        (await business.Post($"bookings/{Booking}/complete")).Expect(200);
        await Pay();
        var missed = await Book(massage, -300, null);
        (await business.Put("no-show-settings", new { advanced = true })).Expect(200);
        (await business.Post($"bookings/{missed}/no-show")).Expect(200);
        (await business.Put($"customers/{Id}/online-block", new { reason = "Zwetschgenbaum did not come" })).Expect(200);
        var cancelled = await Book(massage, 2000, null);
        (await business.Post($"bookings/{cancelled}/cancel", new { reason = "Zwetschgenbaum is ill" })).Expect(200);
        await Companions();
        await Twice();
        await Listed();
        await business.Platform.Delivered(business);
    }

    private async Task<Guid> Massage()
    {
        var eva = await Add("resources", new { kind = "person", name = "Eva" });
        return await Add("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000, resourceIds = new[] { eva } });
    }

    private async Task<Guid> Book(Guid massage, int minutesFromNow, string? notes) => (await business.Post("bookings", new JsonObject
    {
        ["serviceId"] = massage,
        ["startsAt"] = business.Platform.Clock.GetUtcNow().AddMinutes(minutesFromNow).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture),
        ["path"] = "validated",
        ["customer"] = new JsonObject { ["id"] = Id },
        ["notes"] = notes,
    }, idempotencyKey: $"canary-{minutesFromNow}")).Expect(201).Id;

    private async Task Pay()
    {
        (await business.Post($"cash/bills/{Booking}/payments", new { kind = "cash", amount = new { amountMinor = 8000, currency = "EUR" } })).Expect(201);
        (await business.Post($"cash/bills/{Booking}/receipt")).Expect(201);
    }

    private async Task Companions()
    {
        var itinerary = await Add("itineraries", new { customerId = Id, title = "Zwetschgen wedding", from = "2030-01-01", to = "2030-01-03" });
        (await business.Post($"itineraries/{itinerary}/guests", new { name = "Balduin Zwetschgenkern", email = "balduin@canary-mail.example" })).Expect(201);
    }

    /// <summary>A second record, merged into the first.</summary>
    private async Task Twice()
    {
        var other = await Add("customers", new { firstName = "Q.", lastName = "Zwetschgenbaum", email = "q.z@canary-mail.example", createAnyway = true });
        (await business.Post("merges", new { primaryId = Id, otherIds = new[] { other } })).Expect(201);
    }

    private async Task Listed()
    {
        var list = await Add("customer-lists", new { name = "Regulars" });
        (await business.Post($"customer-lists/{list}/members", new { customerIds = new[] { Id } })).Expect(200);
        (await business.Post("brochure-requests", new { customerId = Id })).Expect(201);
        using var file = new StringContent($"first name,last name,email\n,Zwetschgenbaum,{Email}\n", System.Text.Encoding.UTF8, "text/csv");
        (await business.Send(HttpMethod.Post, "customers/import", file)).Expect(200);
    }

    private async Task<Guid> Add(string what, object body) => (await business.Post(what, body)).Expect(201).Id;
}
