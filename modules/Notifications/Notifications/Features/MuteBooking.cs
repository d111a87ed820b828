using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>Staff switch messages about one booking off and on again: reminders too (C18).</summary>
internal sealed class MuteBooking(NotificationsDb db, IBookings bookings, Work work)
{
    internal sealed record Request(bool On);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("bookings/{id:guid}/messages", async (Guid id, Request request, MuteBooking feature, CancellationToken ct) =>
            (await feature.Handle(id, request.On, ct)).ToHttp(request => TypedResults.Ok(request)))
        .Needs(Right.SendMessages).WithTags("Messages").WithSummary("Switch messages about a booking on or off, reminders included.").Produces<Request>();

    public Task<bool> IsMuted(Guid bookingId, CancellationToken ct) => db.MutedBookings.AnyAsync(one => one.BookingId == bookingId, ct);

    public async Task<Answer<Request>> Handle(Guid id, bool on, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await bookings.Find(id, ct) is null)
            return Refusal.NotFound("booking");
        var muted = await db.MutedBookings.SingleOrDefaultAsync(one => one.BookingId == id, ct);
        if (muted is null == on)
            return new Request(on);
        if (on)
            db.MutedBookings.Remove(muted!);
        else
            db.MutedBookings.Add(new MutedBooking { BookingId = id, SinceUtc = work.Now });
        work.Audit(new AuditEntry { Subject = "booking", SubjectId = id, Action = "messages.muted", Sentence = $"Messages to the customer about this booking were switched {(on ? "on" : "off")}." });
        return await work.TrySaveAsync(ct) ? new Request(on) : Refusal.Stale();
    }
}
