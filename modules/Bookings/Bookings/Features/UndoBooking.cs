using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>Takes the last change of a booking back: a move, an arrival, a completion, a cancellation, a no-show. Time that was let go is taken again like any other; who has not heard of the change yet hears of neither.</summary>
internal sealed class UndoBooking(Work work, KernelDb kernel, BookingChange change, Retaking retaking, BookingReader reader, IBusinesses businesses, INoShowDesk noShows)
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
        if (booking.Status is BookingStatus.NoShow)
            return await Missed(step, ct);
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
        .Where(entry => entry.SubjectId == id && entry.Subject == "booking" && entry.Action != "booking.no-show-proposed")
        .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id)
        .FirstOrDefaultAsync(ct);

    private Task<Answer<BookingAnswer>> StepBack(Booking booking, BookingStatus to, string sentence, CancellationToken ct)
    {
        booking.StepBack(to);
        work.Note(booking, "booking.undone", $"Undone: {sentence}");
        return change.Save(booking, ct);
    }

    private async Task<Answer<BookingAnswer>> TakeBack(Booking booking, BookingPlace place, CancellationToken ct)
    {
        if (!(await retaking.Take(booking, place, ct)).Is(out var slot, out var refusal))
            return refusal;
        var wasCancelled = booking.Status is BookingStatus.Cancelled;
        booking.StepBack(BookingStatus.Booked);
        var isSecret = await change.HoldBack(booking, ct);
        work.Tell(new BookingMoved(booking.Id, booking.CustomerId, booking.Version + 1) { TellCustomer = !isSecret }, about: booking.CustomerId);
        work.Note(booking, "booking.undone", wasCancelled ? "Undone: not cancelled after all." : $"Undone: back to {slot.Say(await businesses.Get(work.BusinessId, ct))}.");
        return await change.Save(booking, ct);
    }

    /// <summary>The module that marked it takes it back.</summary>
    private async Task<Answer<BookingAnswer>> Missed(BookingStep step, CancellationToken ct) =>
        (await noShows.TakeBack(step.BookingId, step.Version, arrived: false, ct)).IsRefused(out var refusal) ? refusal
        : await reader.Find(step.BookingId, ct) is { } answer ? answer : Refusal.NotFound("booking");
}
