using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Says which reservation of a hotel system a booking is. What waited for it goes on.</summary>
internal sealed class LinkReservation(SyncDb db, Work work, IBookings bookings, ErrandBook book)
{
    /// <param name="ConnectionId">Which connection.</param>
    /// <param name="BookingId">Which booking.</param>
    /// <param name="Reservation">The reservation's id there; blank or null takes the link away.</param>
    internal sealed record Request(Guid ConnectionId, Guid BookingId, string? Reservation);

    internal sealed record Page(IReadOnlyList<Item> Items, string? NextCursor);

    internal sealed record Item(Guid ConnectionId, string Connection, Guid BookingId, string? Reservation);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("pms/reservations", async (Request request, LinkReservation link, CancellationToken ct) => (await link.Handle(request, ct)).ToHttp())
            .Needs(Right.Book).WithTags("PMS").WithSummary("Say which reservation of a hotel system a booking is.").Produces<Item>();
        api.MapGet("pms/reservations", async (Guid bookingId, LinkReservation link, CancellationToken ct) => new Page(await link.Of(bookingId, ct), null))
            .Needs(Right.SeeBookings).WithTags("PMS").WithSummary("Which reservations of the hotel systems a booking is; one line for each connection.");
    }

    public async Task<IReadOnlyList<Item>> Of(Guid bookingId, CancellationToken ct) => await db.Connections.AsNoTracking().OrderBy(connection => connection.Name)
        .Select(connection => new Item(connection.Id, connection.Name, bookingId,
            db.Reservations.Where(link => link.ConnectionId == connection.Id && link.BookingId == bookingId).Select(link => link.ExternalId).FirstOrDefault()))
        .ToListAsync(ct);

    public async Task<Answer<Item>> Handle(Request request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.ConnectionId, ct) is not { } connection)
            return Refusal.NotFound("connection");
        if (await bookings.Find(request.BookingId, ct) is not { } booking)
            return Refusal.NotFound("booking");
        var id = request.Reservation?.Trim() is { Length: > 0 } typed ? typed : null;
        if (id?.Length > GuestLink.LongestId || id?.Any(char.IsControl) == true || !PathPart.Holds(id))
            return Refusal.Invalid("reservation", $"A reservation's number has at most {GuestLink.LongestId} characters, all of them printable.");

        await Keep(request, id, ct);
        work.Audit(new AuditEntry { Subject = "booking", SubjectId = booking.Id, Action = "booking.pms-linked", Sentence = id is null ? $"No longer linked to a reservation in {connection.Name}" : $"Is reservation {id} in {connection.Name}" });
        await book.Wake(connection.Id, booking.Id, ct);
        return await work.TrySaveAsync(ct) ? new Item(connection.Id, connection.Name, booking.Id, id) : Refusal.Stale();
    }

    private async Task Keep(Request request, string? id, CancellationToken ct)
    {
        var link = await db.Reservations.SingleOrDefaultAsync(row => row.ConnectionId == request.ConnectionId && row.BookingId == request.BookingId, ct);
        if (id is null && link is not null)
            db.Reservations.Remove(link);
        else if (id is not null && link is not null)
            (link.ExternalId, link.LinkedAtUtc) = (id, work.Now);
        else if (id is not null)
            db.Reservations.Add(new ReservationLink { ConnectionId = request.ConnectionId, BookingId = request.BookingId, ExternalId = id, LinkedAtUtc = work.Now });
    }
}
