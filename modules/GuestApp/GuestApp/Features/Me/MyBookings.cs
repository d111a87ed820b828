using BookingPlatform.Bookings.Contracts;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features.Me;

/// <summary>A booking as its guest sees it: nothing that staff wrote about them.</summary>
internal sealed record MyBooking(Guid Id, string Code, BookingStatus Status, string Service, string? Resource, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Money Price { get; init; }

    /// <summary>Until when the guest may call it off; null when they may not.</summary>
    public required DateTimeOffset? CancelUntil { get; init; }

    /// <summary>The same for moving it.</summary>
    public required DateTimeOffset? MoveUntil { get; init; }

    public bool IsToCome(DateTimeOffset now) => Status is BookingStatus.Booked or BookingStatus.Arrived && EndsAt > now;
}

internal sealed record MyBookingList(IReadOnlyList<MyBooking> Items);

/// <param name="StartsAt">Of an appointment or class, as <c>times</c> lists it.</param>
/// <param name="ResourceId">As listed beside it; null to stay with the present one.</param>
/// <param name="Arrival">Of a stay.</param>
/// <param name="Departure">Of a stay.</param>
internal sealed record MoveMine(DateTimeOffset? StartsAt, Guid? ResourceId, DateOnly? Arrival, DateOnly? Departure);

internal sealed record TimeToMoveTo(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? ResourceId, string? Resource, DateOnly? Arrival, DateOnly? Departure);

internal sealed record TimesToMoveTo(IReadOnlyList<TimeToMoveTo> Items);

/// <summary>The signed-in guest's own bookings, of all states; cancelling and moving within the policy. Anybody else's booking, of this business or another, is not found.</summary>
internal sealed class MyBookings(Sessions sessions, IGuestBookings bookings, IBusinesses businesses)
{
    public static void Map(IEndpointRouteBuilder guests)
    {
        var mine = guests.MapGroup("/me/bookings");
        mine.MapGet("/", async (MyBookings feature, CancellationToken ct) => (await feature.All(ct)).ToHttp()).WithName("MyBookings").Produces<MyBookingList>();
        mine.MapPost("/{id:guid}/cancel", async (Guid id, MyBookings feature, CancellationToken ct) => (await feature.Cancel(id, ct)).ToHttp()).WithName("CancelMyBooking").Produces<MyBooking>();
        mine.MapGet("/{id:guid}/times", async (Guid id, DateOnly from, DateOnly? until, MyBookings feature, CancellationToken ct) => (await feature.Times(id, from, until ?? from, ct)).ToHttp())
            .WithName("TimesForMyBooking").Produces<TimesToMoveTo>();
        mine.MapPost("/{id:guid}/move", async (Guid id, MoveMine to, MyBookings feature, CancellationToken ct) => (await feature.Move(id, to, ct)).ToHttp()).WithName("MoveMyBooking").Produces<MyBooking>();
    }

    public async Task<Answer<MyBookingList>> All(CancellationToken ct)
    {
        if (await sessions.Current(ct) is not { } guest)
            return Refusals.SignInFirst;
        var business = await Business(ct);
        return new MyBookingList(guest.CustomerId is { } id ? (await bookings.Of(id, ct)).Select(booking => Show(booking, business)).ToList() : []);
    }

    public Task<Answer<MyBooking>> One(Guid id, CancellationToken ct) =>
        Act(async customer => await bookings.Find(customer, id, ct) is { } found ? found : Refusal.NotFound("booking"), ct);

    public Task<Answer<MyBooking>> Cancel(Guid id, CancellationToken ct) => Act(customer => bookings.Cancel(customer, id, ct), ct);

    public Task<Answer<MyBooking>> Move(Guid id, MoveMine to, CancellationToken ct) => to is { StartsAt: null, Arrival: null }
        ? Task.FromResult<Answer<MyBooking>>(Refusal.Invalid("startsAt", "Choose a time."))
        : Act(customer => bookings.Move(customer, id, new(to.StartsAt?.UtcDateTime ?? default, default, to.ResourceId, null) { Arrival = to.Arrival, Departure = to.Departure }, ct), ct);

    public async Task<Answer<TimesToMoveTo>> Times(Guid id, DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (!(await Who(ct)).Is(out var customer, out var refusal))
            return refusal;
        var business = await Business(ct);
        return (await bookings.OtherTimes(customer, id, from, until, ct)).Then(times => new TimesToMoveTo(times
            .Select(time => new TimeToMoveTo(business.At(time.StartsAtUtc), business.At(time.EndsAtUtc), time.ResourceId, time.Resource, time.Arrival, time.Departure)).ToList()));
    }

    private async Task<Answer<MyBooking>> Act(Func<Guid, Task<Answer<GuestBooking>>> act, CancellationToken ct)
    {
        if (!(await Who(ct)).Is(out var customer, out var refusal))
            return refusal;
        var business = await Business(ct);
        return (await act(customer)).Then(booking => Show(booking, business));
    }

    private async Task<Answer<Guid>> Who(CancellationToken ct) => await sessions.Current(ct) is not { } guest ? Refusals.SignInFirst
        : guest.CustomerId is { } customer ? customer
        : Refusal.NotFound("booking");

    private async Task<Business> Business(CancellationToken ct) => await businesses.Get(sessions.BusinessId, ct);

    private static MyBooking Show(GuestBooking booking, Business business)
    {
        var card = booking.Card;
        return new MyBooking(card.Id, card.Code, card.Status, card.Service, card.Resource, business.At(card.StartsAtUtc), business.At(card.EndsAtUtc))
        {
            Arrival = card.Arrival,
            Departure = card.Departure,
            Party = card.Party,
            Price = card.Price,
            CancelUntil = booking.CancelUntilUtc is { } cancel ? business.At(cancel) : null,
            MoveUntil = booking.MoveUntilUtc is { } move ? business.At(move) : null,
        };
    }
}
