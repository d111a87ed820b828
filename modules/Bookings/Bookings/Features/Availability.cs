using System.Globalization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record AvailabilityRequest(Guid ServiceId, DateOnly From, DateOnly To)
{
    public int Party { get; init; } = 1;

    /// <summary>For a stay: how many nights.</summary>
    public int Nights { get; init; } = 1;

    /// <summary>Only this room or person.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>Only what guests may book themselves.</summary>
    public bool IsOnline { get; init; }

    /// <summary>For the form that moves a booking or keeps a slot: its own time counts as free.</summary>
    public Owner Except { get; init; }
}

internal sealed record AvailabilityAnswer(IReadOnlyList<FreeTimeAnswer> Items);

/// <summary>When a service can be booked: starts every quarter of an hour for appointments, dates with places for classes, free rooms by arrival for stays.</summary>
internal sealed class Availability(BookingsDb db, FreeTimes freeTimes, IBusinesses businesses, Work work)
{
    private const int MostDays = 62;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/availability", async ([AsParameters] Query query, Availability feature, CancellationToken ct) => (await feature.Ask(query, ct)).ToHttp())
        .WithName("Availability")
        .Produces<AvailabilityAnswer>()
        .Needs(Right.SeeBookings);

    /// <summary>For guests: only what they may book themselves.</summary>
    public static void MapGuests(IEndpointRouteBuilder guests) => guests
        .MapGet("/availability", async ([AsParameters] Query query, Availability feature, CancellationToken ct) => (await feature.Ask(query with { Online = true }, ct)).ToHttp())
        .WithName("OnlineAvailability")
        .Produces<AvailabilityAnswer>();

    public async Task<Answer<AvailabilityAnswer>> Find(AvailabilityRequest request, CancellationToken ct)
    {
        var days = new DayRange(request.From, request.To);
        if (days.Count is < 1 or > MostDays || request.From.Year < 1900 || request.To.Year > 9990)
            return Refusal.Invalid("to", $"Ask for 1 to {MostDays} days.");
        if (request.Party < 1)
            return Refusal.Invalid("party", "A booking is for at least one person.");
        if (request.Nights is < 1 or > Nights.Most)
            return Refusal.Invalid("nights", $"A stay has 1 to {Nights.Most} nights.", "nights-out-of-range");
        if (await db.FindOffer(new(request.ServiceId, request.ResourceId, null) { Days = days with { Last = days.Last.AddDays(request.Nights + 1) }, AlsoArchived = request.Except.BookingId is not null }, ct) is not { } offer)
            return SlotPlanner.Unknown("unknown-service", "There is no such service, or it is no longer offered.");
        var business = await businesses.Get(work.BusinessId, ct);
        var free = await freeTimes.Find(business, offer, days, new(request.Party, request.Nights) { Except = request.Except, IsOnline = request.IsOnline }, ct);
        return new AvailabilityAnswer(free
            .Where(time => request.ResourceId is null || time.ResourceId == request.ResourceId)
            .Select(time => FreeTimeAnswer.From(business, offer, time))
            .ToList());
    }

    private async Task<Answer<AvailabilityAnswer>> Ask(Query query, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (!ReadDay(query.From, business, "from").Is(out var from, out var refusal) || !ReadDay(query.To, business, "to").Is(out var to, out refusal))
            return refusal;
        return await Find(new(query.ServiceId, from, to) { Party = query.Party ?? 1, Nights = query.Nights ?? 1, ResourceId = query.ResourceId, IsOnline = query.Online ?? false }, ct);
    }

    private static Answer<DateOnly> ReadDay(string? text, Business business, string field)
    {
        if (DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        return RequestedTime.Read(text, business, field).Is(out var instant, out _) ? business.Day(instant) : Refusal.Invalid(field, "Give a day as in 2026-05-31.");
    }

    /// <summary>The query string: days as in <c>2026-05-31</c>, both included.</summary>
    internal sealed record Query
    {
        public Guid ServiceId { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public int? Party { get; init; }

        public int? Nights { get; init; }

        public Guid? ResourceId { get; init; }

        public bool? Online { get; init; }
    }
}
