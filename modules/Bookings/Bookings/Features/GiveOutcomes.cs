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

/// <summary>What became of some bookings whose time is over.</summary>
/// <param name="Outcome"><c>arrived</c> or <c>done</c>.</param>
/// <param name="BookingIds">At most 200.</param>
internal sealed record GiveOutcomesRequest(BookingStatus Outcome, IReadOnlyList<Guid> BookingIds);

internal sealed record OutcomesAnswer(int Bookings);

/// <summary>The end of the day: says of several bookings at once that the guests came, or that it is done. All of them or none.</summary>
internal sealed class GiveOutcomes(Work work, BookingsDb db, IBusinesses businesses)
{
    public const int Most = 200;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/outcomes", async (GiveOutcomesRequest request, GiveOutcomes feature, CancellationToken ct) => (await feature.Give(request, ct)).ToHttp())
        .WithName("GiveOutcomes")
        .Produces<OutcomesAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<OutcomesAnswer>> Give(GiveOutcomesRequest request, CancellationToken ct)
    {
        var ids = (request.BookingIds ?? []).Distinct().ToList();
        if (ids.Count is 0 or > Most)
            return Refusal.Invalid("bookingIds", $"Name 1 to {Most} bookings.");
        if (request.Outcome is not (BookingStatus.Arrived or BookingStatus.Done))
            return Refusal.Invalid("outcome", "The outcome is arrived or done.");
        var bookings = await db.Bookings.Where(booking => ids.Contains(booking.Id)).ToListAsync(ct);
        if (bookings.Count < ids.Count)
            return Refusal.NotFound("booking");
        var business = await businesses.Get(work.BusinessId, ct);
        foreach (var booking in bookings)
        {
            if (Unfit(booking, request.Outcome, business) is { } refusal)
                return refusal;
            Give(booking, request.Outcome);
        }

        return await Save(bookings.Count, ct);
    }

    private Refusal? Unfit(Booking booking, BookingStatus outcome, Business business)
    {
        if (booking.Status is not BookingStatus.Booked)
            return BookingChange.WrongState(booking, "given an outcome").With("booking", booking.Code);
        var isTime = outcome is BookingStatus.Done ? booking.EndsAtUtc <= work.Now : business.Day(booking.StartsAtUtc) <= business.Day(work.Now);
        return isTime ? null : Refusal.Conflict("too-early", $"Booking {booking.Code} is not over yet.").With("booking", booking.Code);
    }

    /// <summary>Done includes that the guest came; undoing it goes back to before both.</summary>
    private void Give(Booking booking, BookingStatus outcome)
    {
        booking.Arrive();
        if (outcome is BookingStatus.Done && booking.Complete())
            work.Note(booking, "booking.completed", "The guest came, completed.", before: nameof(BookingStatus.Booked));
        else
            work.Note(booking, "booking.arrived", "The guest arrived.");
    }

    private async Task<Answer<OutcomesAnswer>> Save(int bookings, CancellationToken ct)
    {
        try
        {
            await work.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return Refusal.Stale();
        }

        return new OutcomesAnswer(bookings);
    }
}
