using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>
/// The same person under a new email, in one step from the booking (S3-17): the reason is "fake booking", and a no-show already marked for it counts in no statistics (S3-31).
/// The booking itself stays for staff to decide.
/// </summary>
internal sealed class BlockAgain(NoShowDb db, Work work, BlockOnline block, IBookings bookings)
{
    private const string Reason = "Fake booking";

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/block-again", async (Guid id, BlockAgain feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .WithName("BlockAgain").Produces<BlockAnswer>().Needs(Right.BlockCustomers);

    public async Task<Answer<BlockAnswer>> Handle(Guid bookingId, CancellationToken ct)
    {
        if (await bookings.Find(bookingId, ct) is not { } booking)
            return Refusal.NotFound("booking");
        await work.BeginAsync(ct);
        if (await db.Records.FirstOrDefaultAsync(record => record.BookingId == bookingId, ct) is { } record)
            record.IsFake = true;
        return await block.Block(new($"{Reason} {booking.Code}", null) { CustomerId = booking.CustomerId, Cause = BlockCause.FakeBooking }, ct);
    }
}
