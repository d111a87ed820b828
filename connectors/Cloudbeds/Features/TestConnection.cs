using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>Asks for the property's name, then for a guest nobody is: a key can be good and still not allowed to see guests.</summary>
internal sealed class TestConnection(CloudbedsSession cloudbeds)
{
    public async Task<PmsAnswer<ConnectionReport>> Run(CancellationToken ct)
    {
        var hotel = await cloudbeds.Calls.Read(() => cloudbeds.Api.GetHotel(cloudbeds.Property, ct), ct);
        if (hotel.Failure is PmsFailure.Business or PmsFailure.Gone)
            return new PmsFailure.Configuration($"{hotel.Failure.Message} Check the property id on the connection page, and that the key may read the property.");
        if (hotel.Failure is { } failure)
            return failure;
        if (hotel.Value.Data?.PropertyName is not { Length: > 0 } name)
            return new PmsFailure.Configuration("Cloudbeds answered, but not with a property. Check the API address and the property id on the connection page.");

        var guests = await cloudbeds.Upcoming("nobody@placeholder.invalid", null, ct);
        return guests.Failure switch
        {
            null => new ConnectionReport(name, [$"Property: {hotel.Value.Data.PropertyID}"]),
            PmsFailure.Business refused => new PmsFailure.Auth($"The key leads to {name}, but may not see guests. Give it the rights to read and write guests and reservations. {refused.Message}"),
            var other => other,
        };
    }
}
