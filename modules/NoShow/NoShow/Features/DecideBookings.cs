using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>The bookings a blocked customer made online before and that are still to come: nothing is cancelled by itself (S3-28).</summary>
internal sealed class ComingOnline(NoShowDb db, IBookings bookings, IBusinesses businesses, Work work)
{
    public async Task<IReadOnlyList<ComingBooking>> Undecided(Guid customerId, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var coming = (await bookings.Coming(customerId, ct)).Where(booking => booking is { Path: BookingPath.Online, Status: BookingStatus.Booked } && booking.StartsAtUtc > work.Now).ToList();
        var ids = coming.Select(booking => booking.Id).ToArray();
        var kept = ids.Length == 0 ? [] : await db.KeptBookings.Where(booking => EF.Parameter(ids).Contains(booking.BookingId)).Select(booking => booking.BookingId).ToListAsync(ct);
        return coming.Where(booking => !kept.Contains(booking.Id)).Select(booking => new ComingBooking(booking.Id, booking.Code, booking.Service, business.At(booking.StartsAtUtc))).ToList();
    }
}

/// <param name="Keep">These may stand.</param>
/// <param name="Cancel">These are called off.</param>
internal sealed record DecisionsRequest(IReadOnlyList<Guid>? Keep, IReadOnlyList<Guid>? Cancel);

internal sealed record DecisionsAnswer(int Kept, int Cancelled, IReadOnlyList<ComingBooking> Left);

/// <summary>Staff say of each of those bookings whether it stands; all of it or nothing.</summary>
internal sealed class DecideBookings(NoShowDb db, Work work, ComingOnline coming, IAttendance attendance)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/{id:guid}/online-block/decisions", async (Guid id, DecisionsRequest request, DecideBookings feature, CancellationToken ct) => (await feature.Decide(id, request, ct)).ToHttp())
        .WithName("DecideBookings").Produces<DecisionsAnswer>().Needs(Right.BlockCustomers);

    public async Task<Answer<DecisionsAnswer>> Decide(Guid customerId, DecisionsRequest request, CancellationToken ct)
    {
        var (keep, cancel) = ((request.Keep ?? []).Distinct().ToList(), (request.Cancel ?? []).Distinct().ToList());
        await work.BeginAsync(ct);
        var open = (await coming.Undecided(customerId, ct)).Select(booking => booking.Id).ToHashSet();
        if (keep.Intersect(cancel).Any() || !keep.Concat(cancel).All(open.Contains))
        {
            await work.AbandonAsync();
            return Refusal.Conflict("wrong-state", "One of these bookings is no longer waiting for a decision. Look at the list again.");
        }

        foreach (var id in cancel)
        {
            if (!(await attendance.Cancel(id, "Online booking is blocked", ct)).IsRefused(out var refusal))
                continue;
            await work.AbandonAsync();
            return refusal;
        }

        db.KeptBookings.AddRange(keep.Select(id => new KeptBooking { BookingId = id, KeptAtUtc = work.Now }));
        if (keep.Count + cancel.Count > 0)
            work.NoteCustomer(customerId, "customer.bookings-decided", $"Decided about the bookings made online before the block: {keep.Count} kept, {cancel.Count} cancelled.");
        return await work.SaveUnlessStale(ct) ? new DecisionsAnswer(keep.Count, cancel.Count, await coming.Undecided(customerId, ct)) : Refusal.Stale();
    }
}
