using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Pages.BookingPages;

/// <summary>One date of a class with the names of what and where.</summary>
internal sealed record ClassDate(Guid ServiceId, string Service, string? Resource, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Capacity);

/// <summary>Reads one date of a class for its page.</summary>
internal sealed class GetClass(BookingsDb db, IBusinesses businesses, Work work)
{
    public async Task<Answer<ClassDate>> Get(Guid sessionId, CancellationToken ct)
    {
        var row = await db.Sessions.AsNoTracking()
            .Where(session => session.Id == sessionId)
            .Join(db.Services, session => session.ServiceId, service => service.Id, (session, service) => new
            {
                Session = session,
                Service = service.Name,
                Resource = db.Resources.Where(resource => resource.Id == session.ResourceId).Select(resource => resource.Name).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(ct);
        if (row is null)
            return Refusal.NotFound("class");
        var business = await businesses.Get(work.BusinessId, ct);
        return new ClassDate(row.Session.ServiceId, row.Service, row.Resource, business.At(row.Session.StartsAtUtc), business.At(row.Session.EndsAtUtc), row.Session.Capacity);
    }
}
