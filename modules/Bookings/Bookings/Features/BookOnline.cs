using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
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
}

internal sealed record OnlinePerson(string? FirstName, string? LastName, string? Email, string? Phone);

/// <summary>What a guest is told: their own booking, and nothing the business knows about them.</summary>
internal sealed record OnlineBookingAnswer(Guid Id, string Code, BookingStatus Status, string Service, string? Resource, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Money Price { get; init; }
}

/// <summary>A guest books by themselves: what may be booked online, as long before as the service wants, through the one lock that all bookings pass.</summary>
internal sealed class BookOnline(MakeBooking booking, Slots slots, ICustomers customers, IOnlineGate gate, GuestBrake brake, Work work)
{
    private const int Attempts = 3;

    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapPost("/bookings", async (BookOnlineRequest request, BookOnline feature, CancellationToken ct) =>
            (await feature.Make(request, ct)).ToHttp(made => TypedResults.Json(made, statusCode: StatusCodes.Status201Created)))
        .WithName("BookOnline")
        .Produces<OnlineBookingAnswer>(StatusCodes.Status201Created);

    public async Task<Answer<OnlineBookingAnswer>> Make(BookOnlineRequest sent, CancellationToken ct)
    {
        if (!brake.LetsBook(work.BusinessId, sent.Customer?.Email))
            return new Refusal(RefusalKind.TooMany, "too-many-tries", "Too many bookings were tried. Wait some minutes and try again.");
        if (sent.Path is not (null or BookingPath.Online))
            return Refusal.Invalid("path", "Guests book by the path online.");
        var typed = new TypedFields("");
        var request = sent with { Notes = typed.Text("notes", sent.Notes, MakeBooking.LongestNotes) };
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
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
        if (!(await Guest(request, ct)).Is(out var guest, out refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        return (await slots.Take(plan, Owner.None, ct)).Is(out var slot, out refusal)
            ? await booking.Save(new() { Notes = request.Notes }, plan, slot, new(guest, BookingPath.Online, null), ct)
            : refusal;
    }

    /// <summary>Who it is comes first, so that the gate is asked about the record a booking would be for; a refusal lets go of a record made for it.</summary>
    private async Task<Answer<CustomerCard>> Guest(BookOnlineRequest request, CancellationToken ct)
    {
        var person = request.Customer;
        if (string.IsNullOrWhiteSpace(person?.Email))
            return Refusal.Invalid("customer.email", "Type your email address; the confirmation goes there.", "email-missing");
        var details = new GuestDetails(person.FirstName, person.LastName, person.Email, person.Phone, BookWithoutEmail: false, AcceptSharedEmail: true);
        if (!(await customers.TakeForBooking(details, ct)).Is(out var guest, out var refusal))
            return refusal;
        var isOwn = guest.EmailState is not (EmailState.Shared or EmailState.Relay) || !person.Email.Trim().Equals(guest.Email, StringComparison.OrdinalIgnoreCase);
        return await gate.Ask(new(guest.Id, person.Email, isOwn), ct) is { } closed ? closed : guest;
    }

    private static OnlineBookingAnswer Tell(BookingAnswer made) => new(made.Id, made.Code, made.Status, made.Service, made.Resource, made.StartsAt, made.EndsAt)
    {
        Arrival = made.Arrival,
        Departure = made.Departure,
        Party = made.Party,
        Price = made.Price,
    };
}
