using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>
/// What an endpoint reads: the ids of what happened, and how booking and customer stand when it is sent. Nothing that says who somebody is, and nothing staff wrote for themselves:
/// a program that needs more asks the API, with a key and its rights.
/// </summary>
internal sealed class WebhookPayload(IBookings bookings, ICustomers customers, IBusinesses businesses, Work work)
{
    public async Task<string> Write(WebhookDelivery delivery, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var data = JsonNode.Parse(delivery.Ids)!.AsObject();
        if (Id(data, "bookingId") is { } bookingId && await bookings.Find(bookingId, ct) is { } booking)
            data["booking"] = Show(booking, business);
        if (Id(data, "customerId") is { } customerId && await customers.Find(customerId, ct) is { } customer)
            data["customer"] = JsonSerializer.SerializeToNode(new { customer.Id, EmailState = Camel(customer.EmailState.ToString()), customer.IsReachable, customer.IsDeleted, customer.MergedIntoId, customer.Version }, JsonSerializerOptions.Web);
        return JsonSerializer.Serialize(new { Type = delivery.Event, Timestamp = business.At(delivery.ToldAtUtc), BusinessId = business.Id, Data = data }, JsonSerializerOptions.Web);
    }

    private static JsonNode? Show(BookingCard booking, Business business) => JsonSerializer.SerializeToNode(new
    {
        booking.Id,
        booking.Code,
        Kind = Camel(booking.Kind.ToString()),
        booking.Service,
        booking.Resource,
        StartsAt = business.At(booking.StartsAtUtc),
        EndsAt = business.At(booking.EndsAtUtc),
        booking.Arrival,
        booking.Departure,
        Status = Camel(booking.Status.ToString()),
        booking.Party,
        Price = new { booking.Price.AmountMinor, booking.Price.Currency },
        booking.ItineraryId,
        booking.Version,
    }, JsonSerializerOptions.Web);

    private static Guid? Id(JsonObject data, string name) => Guid.TryParse((string?)data[name], out var id) ? id : null;

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
