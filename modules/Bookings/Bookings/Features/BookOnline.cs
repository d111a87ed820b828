using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <summary>What a guest sends. It is all that is known and kept of them: no address of a network, no mark of a device.</summary>
internal sealed record BookOnlineRequest
{
    public Guid ServiceId { get; init; }

    public Guid? ResourceId { get; init; }

    public string? StartsAt { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    public int Party { get; init; } = 1;

    public OnlinePerson? Customer { get; init; }

    /// <summary>Only <c>online</c>; may be left out.</summary>
    public BookingPath? Path { get; init; }

    public string? Notes { get; init; }

    /// <summary>BCP 47 tag of the language to be written to; null for the business's own.</summary>
    public string? Language { get; init; }

    /// <summary>The slot hold of the form this comes from; it ends with the booking.</summary>
    public Guid? HoldToken { get; init; }

    /// <summary>Where guests register with their first booking.</summary>
    public string? Password { get; init; }

    /// <summary>They agree to news and offers by email, to the words shown beside the box.</summary>
    public bool News { get; init; }

    /// <summary>Who the guest has proved to be; null for a stranger.</summary>
    [JsonIgnore]
    public ProvenGuest? Proven { get; init; }
}

internal sealed record OnlinePerson(string? FirstName, string? LastName, string? Email, string? Phone);

/// <summary>What a guest is told: their own booking, and nothing the business knows about them.</summary>
internal sealed record OnlineBookingAnswer(Guid Id, string Code, BookingStatus Status, string Service, string? Resource, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Money Price { get; init; }

    /// <summary>Whose it is; guests are not told what the business calls them.</summary>
    [JsonIgnore]
    public Guid CustomerId { get; init; }
}

/// <summary>A guest books by themselves: what may be booked online, as long before as the service wants, through the one lock that all bookings pass.</summary>
internal sealed class BookOnline(MakeBooking booking, Slots slots, OnlineGuests guests, GuestBrake brake, Work work)
{
    private const int Attempts = 3;

    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapPost("/bookings", async (BookOnlineRequest request, BookOnline feature, IGuestSession session, CancellationToken ct) =>
            (await feature.Make(request with { Proven = await session.Current(ct) }, ct)).ToHttp(made => TypedResults.Json(made, statusCode: StatusCodes.Status201Created)))
        .WithName("BookOnline")
        .Produces<OnlineBookingAnswer>(StatusCodes.Status201Created);

    public async Task<Answer<OnlineBookingAnswer>> Make(BookOnlineRequest sent, CancellationToken ct)
    {
        if (!brake.LetsBook(work.BusinessId, sent.Customer?.Email ?? sent.Proven?.Email))
            return new Refusal(RefusalKind.TooMany, "too-many-tries", "Too many bookings were tried. Wait some minutes and try again.");
        if (sent.Path is not (null or BookingPath.Online))
            return Refusal.Invalid("path", "Guests book by the path online.");
        var typed = new TypedFields("");
        var request = sent with { Notes = typed.Text("notes", sent.Notes, MakeBooking.LongestNotes) };
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (await guests.RefusePassword(request, ct) is { } unfit)
            return unfit;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await Attempt(request, ct) is { } answer)
                return answer.Then(Tell);
        }

        return Refusal.Conflict("try-again", "Somebody saved something at the same moment. Try again.");
    }

    private async Task<Answer<BookingAnswer>?> Attempt(BookOnlineRequest request, CancellationToken ct)
    {
        var wish = new SlotWish(request.ServiceId, request.ResourceId, request.StartsAt, request.Arrival, request.Departure) { Party = request.Party, IsOnline = true };
        if (!(await slots.Plan(wish, ct)).Is(out var plan, out var refusal))
            return refusal;
        if (!(await guests.Take(request, plan.Offer.Service, ct)).Is(out var guest, out refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        if (!(await slots.Take(plan, new Owner(null, request.HoldToken), ct)).Is(out var slot, out refusal))
            return refusal;
        await guests.Agree(guest, request, ct);
        var made = await booking.Save(new() { Notes = request.Notes, HoldToken = request.HoldToken }, plan, slot, new(guest.Customer, BookingPath.Online, null), ct);
        if (made is { Refusal: null })
            await guests.Register(guest, request, ct);
        return made;
    }

    private static OnlineBookingAnswer Tell(BookingAnswer made) => new(made.Id, made.Code, made.Status, made.Service, made.Resource, made.StartsAt, made.EndsAt)
    {
        Arrival = made.Arrival,
        Departure = made.Departure,
        Party = made.Party,
        Price = made.Price,
        CustomerId = made.CustomerId,
    };
}
