using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>Gives the bookings of an assignment back to those who had them (S0-53): all of them, or none when one has gone elsewhere since.</summary>
internal sealed class UndoAssignment(BookingsDb db, Work work, ICustomers customers, Assignments assignments)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bookings/assign/{assignmentId:guid}/undo", async (Guid assignmentId, UndoAssignment feature, CancellationToken ct) => (await feature.Undo(assignmentId, null, ct)).ToHttp())
            .WithName("UndoAssignments")
            .Produces<AssignmentAnswer>()
            .Needs(Right.AssignBookings);
        api.MapPost("/bookings/{id:guid}/assign/{assignmentId:guid}/undo", async (Guid id, Guid assignmentId, UndoAssignment feature, CancellationToken ct) => (await feature.Undo(assignmentId, id, ct)).ToHttp())
            .WithName("UndoAssignment")
            .Produces<AssignmentAnswer>()
            .Needs(Right.AssignBookings);
    }

    /// <param name="assignmentId">What to undo.</param>
    /// <param name="bookingId">A booking that must be part of it; null for whichever they are.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Answer<AssignmentAnswer>> Undo(Guid assignmentId, Guid? bookingId, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var before = await db.Assigned.AsNoTracking().Where(assigned => assigned.AssignmentId == assignmentId).ToListAsync(ct);
        if (await db.Assignments.SingleOrDefaultAsync(one => one.Id == assignmentId, ct) is not { } assignment || (bookingId is { } part && !before.Exists(one => one.BookingId == part)))
            return Refusal.NotFound("assignment");
        if (!assignment.Undo(work.Now))
            return Refusal.Conflict("already-undone", "This assignment was undone already.");
        var ids = before.Select(one => one.BookingId).ToList();
        var bookings = await db.Bookings.Where(booking => ids.Contains(booking.Id)).ToDictionaryAsync(booking => booking.Id, ct);
        if (before.Exists(one => bookings.GetValueOrDefault(one.BookingId)?.AssignmentId != assignmentId))
        {
            await work.AbandonAsync();
            return Refusal.Conflict("assigned-again", "Somebody assigned one of these bookings again since. Undo that assignment first.");
        }

        return await Return(assignment, before, bookings, ct);
    }

    private async Task<Answer<AssignmentAnswer>> Return(Assignment assignment, List<AssignedBooking> before, Dictionary<Guid, Booking> bookings, CancellationToken ct)
    {
        var people = await Owners(before.Select(one => one.FromCustomerId).Append(assignment.ToCustomerId).Distinct().ToList(), ct);
        var changes = new List<CustomerChange>();
        foreach (var one in before)
        {
            if (people.GetValueOrDefault(one.FromCustomerId) is not { } owner)
            {
                await work.AbandonAsync();
                return Refusal.Conflict("customer-gone", "The customer who had the booking is no longer on record. Assign the booking to another customer instead.");
            }

            var booking = bookings[one.BookingId];
            changes.Add(new(booking, people.GetValueOrDefault(assignment.ToCustomerId), booking.CustomerId, owner));
            booking.Return(one, owner, work.Now);
        }

        return await assignments.Save(assignment, changes, "returned", ct);
    }

    /// <summary>By id; for a record that was merged away since, the kept one.</summary>
    private async Task<Dictionary<Guid, CustomerCard>> Owners(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, CustomerCard>(await customers.FindMany(ids, ct));
        foreach (var (id, card) in found.Where(one => one.Value.MergedIntoId is not null).ToList())
            found[id] = await customers.FindKept(id, ct) ?? card;
        return found;
    }
}
