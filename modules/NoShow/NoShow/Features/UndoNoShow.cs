using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Contracts;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <param name="BookingId">The booking.</param>
/// <param name="Status"><c>booked</c>, or <c>arrived</c> when the guest was only late.</param>
/// <param name="Version">The booking's version now.</param>
internal sealed record NoShowUndoneAnswer(Guid BookingId, BookingStatus Status, int Version);

/// <summary>It was no no-show: colour, bill, frame and counter are as before (S3-22), unless somebody else has the time by now.</summary>
internal sealed class UndoNoShow(NoShowDb db, Work work, IAttendance attendance, IBusinesses businesses)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/bookings/{id:guid}/no-show", async (Guid id, bool? arrived, HttpRequest http, UndoNoShow feature, CancellationToken ct) =>
            (await feature.Undo(new(id, IfMatch.Version(http)), arrived ?? false, ct)).ToHttp())
        .WithName("UndoNoShow").Produces<NoShowUndoneAnswer>().Needs(Right.Book);

    public async Task<Answer<NoShowUndoneAnswer>> Undo(Missed missed, bool arrived, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var record = await db.Records.FirstOrDefaultAsync(one => one.BookingId == missed.BookingId, ct);
        if (!(await attendance.TakeBack(missed.BookingId, missed.VersionSeen, new(record?.VoidedBill ?? false, arrived), ct)).Is(out var booking, out var refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        if (record is not null)
            await Forget(record, ct);
        work.Tell(new NoShowUndone(booking.Id, booking.CustomerId, booking.Version + 1), about: booking.CustomerId);
        return await work.SaveUnlessStale(ct) ? new NoShowUndoneAnswer(booking.Id, booking.Status, booking.Version) : Refusal.Stale();
    }

    private async Task Forget(NoShowRecord record, CancellationToken ct)
    {
        db.Records.Remove(record);
        var business = await businesses.Get(work.BusinessId, ct);
        work.NoteCustomer(record.CustomerId, "customer.no-show-undone", $"Undone: did come on {business.ShowDay(record.StartsAtUtc)} after all, or may still.");
    }
}
