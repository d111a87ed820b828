using BookingPlatform.Testing;

namespace BookingPlatform.Customers.Tests;

/// <summary>Bookings as they are really made, because customers live by them.</summary>
internal static class Bookings
{
    /// <summary>Somebody who books a massage in a week.</summary>
    /// <returns>The customer and the booking.</returns>
    public static async Task<(Guid Customer, Guid Booking)> Made(TestBusiness business, string firstName, string? email)
    {
        var booking = await Book(business, await Massage(business), 7, new { firstName, lastName = "Smith", email }, "unvalidated");
        return ((Guid)booking["customerId"]!, booking.Id);
    }

    /// <summary>An hour with somebody.</summary>
    public static async Task<Guid> Massage(TestBusiness business)
    {
        var eva = (await business.Post("resources", new { kind = "person", name = "Eva" })).Expect(201).Id;
        return (await business.Post("services", new { kind = "appointment", name = "Massage", durationMinutes = 24 * 60, capacity = 1, priceMinor = 8_000, resourceIds = new[] { eva } })).Expect(201).Id;
    }

    /// <param name="business">Where.</param>
    /// <param name="service">What.</param>
    /// <param name="inDays">From the platform's now; it lasts a day.</param>
    /// <param name="customer">Known by id, or typed.</param>
    /// <param name="path"><c>validated</c> or <c>unvalidated</c>.</param>
    public static async Task<ApiAnswer> Book(TestBusiness business, Guid service, double inDays, object customer, string path)
    {
        var startsAt = $"{business.Platform.Clock.GetUtcNow().AddDays(inDays):yyyy-MM-ddTHH:mm}Z";
        return (await business.Post("bookings", new { serviceId = service, startsAt, customer, path, bookWithoutEmail = true })).Expect(201);
    }
}
