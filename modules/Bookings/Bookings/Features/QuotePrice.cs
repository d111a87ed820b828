using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <summary>What a time would cost.</summary>
internal sealed record QuotePriceRequest(Guid ServiceId)
{
    /// <summary>Appointments and classes: the local day.</summary>
    public DateOnly? Day { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    public int Party { get; init; } = 1;
}

/// <param name="Price">For all the people and nights.</param>
/// <param name="Nights">Night by night, for a stay; they add up to the price exactly.</param>
internal sealed record QuotedPrice(Money Price, IReadOnlyList<QuotedNight> Nights);

/// <param name="Day">The evening of that night.</param>
/// <param name="Price">For all the people.</param>
/// <param name="Rule">Name of the season or weekend whose price it is; null for the usual one.</param>
internal sealed record QuotedNight(DateOnly Day, Money Price, string? Rule);

/// <summary>Says what a day or a stay costs, night by night, without looking whether it is free.</summary>
internal sealed class QuotePrice(BookingsDb db, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/price", async ([AsParameters] Query query, QuotePrice feature, CancellationToken ct) =>
            (await feature.Ask(new(query.ServiceId) { Day = query.Day, Arrival = query.Arrival, Departure = query.Departure, Party = query.Party ?? 1 }, ct)).ToHttp())
        .WithName("QuotePrice")
        .Produces<QuotedPrice>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<QuotedPrice>> Ask(QuotePriceRequest request, CancellationToken ct)
    {
        var today = (await businesses.Get(work.BusinessId, ct)).Day(work.Now);
        if (await db.FindOffer(new(request.ServiceId, null, null) { Days = new(today, today) }, ct) is not { } offer)
            return SlotPlanner.Unknown("unknown-service", "There is no such service, or it is no longer offered.");
        if (request.Party < 1 || request.Party > offer.Service.Capacity)
            return Refusal.Invalid("party", $"{offer.Service.Name} takes 1 to {offer.Service.Capacity}.");
        if (offer.Service.Kind is not ServiceKind.Stay)
            return Say(offer.Prices.Ask(request.Party, request.Day ?? today, null));
        if (request is not { Arrival: { } arrival, Departure: { } departure } || new Domain.Nights(arrival, departure) is not { Count: >= 1 and <= Domain.Nights.Most } nights)
            return Refusal.Invalid("departure", $"A stay has 1 to {Domain.Nights.Most} nights.", "nights-out-of-range");
        return Say(offer.Prices.Ask(request.Party, arrival, nights));
    }

    private static Answer<QuotedPrice> Say(Answer<Domain.Quote> quote) =>
        quote.Then(asked => new QuotedPrice(asked.Total, asked.Nights.Select(night => new QuotedNight(night.Day, night.Price, night.Rule)).ToList()));

    internal sealed record Query
    {
        public Guid ServiceId { get; init; }

        public DateOnly? Day { get; init; }

        public DateOnly? Arrival { get; init; }

        public DateOnly? Departure { get; init; }

        public int? Party { get; init; }
    }
}
