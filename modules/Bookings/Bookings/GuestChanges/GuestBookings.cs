using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.GuestChanges;

/// <summary>What guests see of their bookings and may change: the same cancelling and moving as at the desk, within the policy.</summary>
internal sealed class GuestBookings(BookingsDb db, CancelBooking cancelling, MoveBooking moving, Availability availability, ICustomers customers, IOnlineGate gate, Work work) : IGuestBookings
{
    private const int Most = 500;

    public async Task<IReadOnlyList<GuestBooking>> Of(Guid customerId, CancellationToken ct)
    {
        var settings = await Settings(ct);
        var rows = await db.Bookings.AsNoTracking().Where(booking => booking.CustomerId == customerId)
            .OrderByDescending(booking => booking.StartsAtUtc).Take(Most).WithNames(db).ToListAsync(ct);
        return rows.Select(row => Show(row, settings)).OrderByDescending(booking => booking.Card.StartsAtUtc).ToList();
    }

    public async Task<GuestBooking?> Find(Guid customerId, Guid bookingId, CancellationToken ct) =>
        await db.Bookings.AsNoTracking().Where(booking => booking.Id == bookingId && booking.CustomerId == customerId).WithNames(db).FirstOrDefaultAsync(ct) is { } row
            ? Show(row, await Settings(ct))
            : null;

    public async Task<Answer<GuestBooking>> Cancel(Guid customerId, Guid bookingId, CancellationToken ct)
    {
        if (!(await Begin(customerId, bookingId, booking => booking.CancelUntilUtc, "cancelled", ct)).Is(out var mine, out var refusal))
            return refusal;
        return (await cancelling.Cancel(new() { BookingId = bookingId, Version = mine.Card.Version, Reason = "By the guest" }, ct)).IsRefused(out refusal)
            ? refusal
            : await Again(customerId, bookingId, ct);
    }

    public async Task<Answer<IReadOnlyList<OtherTime>>> OtherTimes(Guid customerId, Guid bookingId, DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (await db.Bookings.AsNoTracking().FirstOrDefaultAsync(one => one.Id == bookingId && one.CustomerId == customerId, ct) is not { } booking)
            return Refusal.NotFound("booking");
        var nights = booking is { Arrival: { } arrival, Departure: { } departure } ? departure.DayNumber - arrival.DayNumber : 1;
        var asked = new AvailabilityRequest(booking.ServiceId, from, until) { Party = booking.Party, Nights = nights, IsOnline = true, Except = new(booking.Id, null) };
        return (await availability.Find(asked, ct)).Then<IReadOnlyList<OtherTime>>(free => free.Items
            .Where(time => time.StartsAt.UtcDateTime != booking.StartsAtUtc)
            .Select(time => new OtherTime(time.StartsAt.UtcDateTime, time.EndsAt.UtcDateTime, time.ResourceId, time.Resource) { Arrival = time.Arrival, Departure = time.Departure })
            .ToList());
    }

    public async Task<Answer<GuestBooking>> Move(Guid customerId, Guid bookingId, OtherTime to, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!(await Begin(customerId, bookingId, booking => booking.MoveUntilUtc, "moved", ct)).Is(out var mine, out var refusal))
            return refusal;
        if (await Closed(customerId, ct) is { } closed)
            return closed;
        var request = new MoveBookingRequest
        {
            BookingId = bookingId,
            Version = mine.Card.Version,
            ResourceId = to.ResourceId,
            StartsAt = to.Arrival is null ? to.StartsAtUtc.ToString("O") : null,
            Arrival = to.Arrival,
            Departure = to.Departure,
            IsOnline = true,
        };
        return (await moving.Move(request, ct)).IsRefused(out refusal) ? refusal : await Again(customerId, bookingId, ct);
    }

    /// <summary>A move is a booking of another time: who may not book online may not move online either (S3-29).</summary>
    private async Task<Refusal?> Closed(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Find(customerId, ct);
        return await gate.Ask(new(customerId, customer?.Email, customer?.EmailState is not (EmailState.Shared or EmailState.Relay)), ct);
    }

    private async Task<Answer<GuestBooking>> Begin(Guid customerId, Guid bookingId, Func<GuestBooking, DateTime?> until, string wanted, CancellationToken ct)
    {
        if (await Find(customerId, bookingId, ct) is not { } mine)
            return Refusal.NotFound("booking");
        if (mine.Card.Status is not BookingStatus.Booked)
            return Refusal.Conflict("wrong-state", $"This booking cannot be {wanted} any more.").With("state", mine.Card.Status);
        return until(mine) is null ? Refusal.Conflict("too-late", $"This booking cannot be {wanted} online any more. Call us.") : mine;
    }

    private async Task<Answer<GuestBooking>> Again(Guid customerId, Guid bookingId, CancellationToken ct) =>
        await Find(customerId, bookingId, ct) is { } now ? now : Refusal.NotFound("booking");

    private GuestBooking Show(BookingRow row, BookingSettings settings) => new(BookingQuestions.Card(row), Until(row.Booking, settings.GuestCancelHours), Until(row.Booking, settings.GuestMoveHours));

    private DateTime? Until(Booking booking, int hours)
    {
        var until = booking.StartsAtUtc.AddHours(-hours);
        return booking.Status is BookingStatus.Booked && hours != BookingSettings.NeverByGuests && work.Now < until ? until : null;
    }

    private async Task<BookingSettings> Settings(CancellationToken ct) => await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new BookingSettings();
}
