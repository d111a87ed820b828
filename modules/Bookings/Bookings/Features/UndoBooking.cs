using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>Takes the last change of a booking back: a move, an arrival, a completion, a cancellation. Time that was let go is taken again like any other; who has not heard of the change yet hears of neither.</summary>
internal sealed class UndoBooking(Work work, KernelDb kernel, BookingsDb db, BookingChange change, Slots slots, IBusinesses businesses)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/undo", async (Guid id, HttpRequest http, UndoBooking feature, CancellationToken ct) =>
            (await feature.Undo(new(id, IfMatch.Version(http)), ct)).ToHttp())
        .WithName("UndoBooking")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    /// <summary>Whether what stands last in the history can be taken back.</summary>
    public static bool Can(string? lastAction) => lastAction is "booking.moved" or "booking.arrived" or "booking.completed" or "booking.cancelled";

    public async Task<Answer<BookingAnswer>> Undo(BookingStep step, CancellationToken ct)
    {
        if (!(await change.Find(step.BookingId, step.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        var last = await LastChange(booking.Id, ct);
        return (last?.Action, booking.Status) switch
        {
            ("booking.arrived", BookingStatus.Arrived) => await StepBack(booking, BookingStatus.Booked, "Not arrived after all.", ct),
            ("booking.completed", BookingStatus.Done) when last.Before == nameof(BookingStatus.Booked) => await StepBack(booking, BookingStatus.Booked, "Not completed after all.", ct),
            ("booking.completed", BookingStatus.Done) => await StepBack(booking, BookingStatus.Arrived, "Not completed after all.", ct),
            ("booking.cancelled", BookingStatus.Cancelled) => await TakeBack(booking, BookingPlace.Of(booking), ct),
            ("booking.moved", BookingStatus.Booked) when BookingPlace.Read(last.Before) is { } before => await TakeBack(booking, before, ct),
            _ => Refusal.Conflict("nothing-to-undo", "The last change of this booking cannot be undone, or it has been already."),
        };
    }

    private Task<AuditEntry?> LastChange(Guid id, CancellationToken ct) => kernel.Audit.AsNoTracking()
        .Where(entry => entry.SubjectId == id && entry.Subject == "booking")
        .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id)
        .FirstOrDefaultAsync(ct);

    private Task<Answer<BookingAnswer>> StepBack(Booking booking, BookingStatus to, string sentence, CancellationToken ct)
    {
        booking.StepBack(to);
        work.Note(booking, "booking.undone", $"Undone: {sentence}");
        return change.Save(booking, ct);
    }

    /// <summary>The place was agreed once, so neither opening hours nor the clock are asked again, only whether it is still free.</summary>
    private async Task<Answer<BookingAnswer>> TakeBack(Booking booking, BookingPlace place, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var days = new DayRange(business.Day(place.StartsAtUtc), business.Day(place.EndsAtUtc));
        var asked = new OfferWanted(booking.ServiceId, place.ResourceId, place.SessionId is null ? null : place.StartsAtUtc) { Days = days, AlsoArchived = true };
        if (await db.FindOffer(asked, ct) is not { } offer || Slot(offer, place, booking.Currency) is not { } wanted)
            return Refusal.Conflict("no-longer-offered", "What was booked is no longer offered there. Make a new booking instead.");
        if (!(await slots.Take(new(business, offer, [wanted], booking.Party), new Owner(booking.Id, null), ct)).Is(out var slot, out var refusal))
            return refusal;
        var wasCancelled = booking.Status is BookingStatus.Cancelled;
        booking.Move(slot, place.PriceMinor);
        booking.StepBack(BookingStatus.Booked);
        var isSecret = await change.HoldBack(booking, ct);
        work.Tell(new BookingMoved(booking.Id, booking.CustomerId, booking.Version + 1) { TellCustomer = !isSecret }, about: booking.CustomerId);
        work.Note(booking, "booking.undone", wasCancelled ? "Undone: not cancelled after all." : $"Undone: back to {slot.Say(business)}.");
        return await change.Save(booking, ct);
    }

    private static Slot? Slot(Offer offer, BookingPlace place, string currency)
    {
        var agreed = new Quote(new Money(place.PriceMinor, currency), []);
        var time = new Interval(place.StartsAtUtc, place.EndsAtUtc);
        var nights = place is { Arrival: { } arrival, Departure: { } departure } ? new Nights(arrival, departure) : (Nights?)null;
        if (place.SessionId is { } session)
            return offer.Session?.Id == session ? new(offer.Service, offer.Resources.FirstOrDefault(resource => resource.Id == offer.Session.ResourceId), offer.Session, time) { Quote = agreed } : null;
        return offer.Resources.FirstOrDefault(one => one.Id == place.ResourceId) is { } resource ? new(offer.Service, resource, null, time) { Nights = nights, Quote = agreed } : null;
    }
}
