using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Pages.NewBooking;

/// <summary>What the booking form shows and does not change.</summary>
internal sealed class FormReads(ListServices services, ListResources resources, GetItinerary itineraries, ICustomers customers, FindPeople people, QuotePrice prices)
{
    public async Task<IReadOnlyList<ServiceAnswer>> Services(CancellationToken ct) => (await services.List(ct)).Value.Items;

    public async Task<IReadOnlyList<ResourceAnswer>> Resources(CancellationToken ct) => (await resources.List(ct)).Value.Items;

    public Task<Answer<ItineraryAnswer>> Itinerary(Guid id, CancellationToken ct) => itineraries.Get(new(id), ct);

    /// <summary>Null when there is no price for it; booking it says why.</summary>
    public async Task<QuotedPrice?> Price(QuotePriceRequest request, CancellationToken ct) => (await prices.Ask(request, ct)).Is(out var price, out _) ? price : null;

    public Task<CustomerCard?> Customer(Guid id, CancellationToken ct) => customers.Find(id, ct);

    public Task<IReadOnlyList<CustomerCard>> Search(string text, int most, CancellationToken ct) => people.Find(text, most, ct);
}
