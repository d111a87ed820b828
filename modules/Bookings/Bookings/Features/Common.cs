using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>What several features say or do in the same words.</summary>
internal static class Common
{
    public static string Say(this Slot slot, Business business)
    {
        var where = slot.Resource is { } resource ? $"{slot.Service.Name} ({resource.Name})" : slot.Service.Name;
        return slot.Nights is { } nights
            ? $"{where} from {nights.Arrival:yyyy-MM-dd} to {nights.Departure:yyyy-MM-dd}"
            : $"{where} on {business.At(slot.Time.From):yyyy-MM-dd HH:mm}";
    }

    public static BookingRow Row(this Slot slot, Booking booking, string? guest) => new()
    {
        Booking = booking,
        Kind = slot.Service.Kind,
        Service = slot.Service.Name,
        Colour = slot.Service.Colour,
        Resource = slot.Resource?.Name,
        SessionResourceId = slot.Session?.ResourceId,
        Guest = guest,
    };

    public static void Note(this Work work, Booking booking, string action, string sentence, string? before = null, string? after = null) => work.Audit(new AuditEntry
    {
        Subject = "booking",
        SubjectId = booking.Id,
        Action = action,
        Sentence = sentence,
        Before = before,
        After = after,
    });

    /// <summary>Saves, or says false when somebody changed one of the rows meanwhile.</summary>
    public static async Task<bool> SaveUnlessStale(this Work work, CancellationToken ct)
    {
        try
        {
            await work.SaveAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return false;
        }
    }

    /// <summary>Makes the links of a service or a resource those that are wanted.</summary>
    public static async Task Link(this BookingsDb db, IQueryable<ServiceResource> present, IReadOnlyCollection<ServiceResource> wanted, CancellationToken ct)
    {
        var links = await present.ToListAsync(ct);
        db.RemoveRange(links.Where(link => !wanted.Any(other => other.ServiceId == link.ServiceId && other.ResourceId == link.ResourceId)));
        db.AddRange(wanted.Where(link => !links.Any(other => other.ServiceId == link.ServiceId && other.ResourceId == link.ResourceId)));
    }

    public static Task EndHold(this BookingsDb db, Guid token, CancellationToken ct) => db.Holds.Where(hold => hold.Id == token).ExecuteDeleteAsync(ct);
}
