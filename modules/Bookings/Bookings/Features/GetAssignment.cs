using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>An assignment as it stands now; <paramref name="UndoneAt"/> is null while it holds.</summary>
internal sealed record AssignmentDetail(Guid Id, Guid CustomerId, string? Customer, DateTimeOffset MadeAt, DateTimeOffset? UndoneAt)
{
    public required IReadOnlyList<BookingAnswer> Items { get; init; }

    public required IReadOnlyList<EmptiedCustomer> LeftEmpty { get; init; }
}

/// <summary>Reads one assignment: what was assigned to whom, and what is left to tidy up.</summary>
internal sealed class GetAssignment(BookingsDb db, BookingReader reader, Assignments assignments, ICustomers customers, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/bookings/assign/{assignmentId:guid}", async (Guid assignmentId, GetAssignment feature, CancellationToken ct) => (await feature.Get(assignmentId, ct)).ToHttp())
        .WithName("GetAssignment")
        .Produces<AssignmentDetail>()
        .Needs(Right.AssignBookings);

    public async Task<Answer<AssignmentDetail>> Get(Guid id, CancellationToken ct)
    {
        if (await db.Assignments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct) is not { } found)
            return Refusal.NotFound("assignment");
        var business = await businesses.Get(work.BusinessId, ct);
        var before = await db.Assigned.AsNoTracking().Where(one => one.AssignmentId == id).ToListAsync(ct);
        var ids = before.Select(one => one.BookingId).ToList();
        var people = await customers.FindMany(before.Select(one => one.FromCustomerId).Append(found.ToCustomerId).Distinct().ToList(), ct);
        var sources = before.Select(one => people.GetValueOrDefault(one.FromCustomerId)).OfType<CustomerCard>();
        return new AssignmentDetail(found.Id, found.ToCustomerId, people.GetValueOrDefault(found.ToCustomerId)?.Name, business.At(found.MadeAtUtc), found.UndoneAtUtc is { } undone ? business.At(undone) : null)
        {
            Items = await reader.Read(db.Bookings.Where(booking => ids.Contains(booking.Id)).OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id), ct),
            LeftEmpty = found.UndoneAtUtc is null ? await assignments.LeftEmpty(sources, ct) : [],
        };
    }
}
