using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Agenda;

/// <param name="First">First day shown; null for the Monday of this week. Seven days are shown, or as many as <paramref name="Days"/> says.</param>
/// <param name="ResourceId">Only this room, person or space.</param>
/// <param name="ShowCancelled">Cancelled bookings are hidden unless asked for.</param>
/// <param name="Days">1 to 42: three days, a week, a month.</param>
internal sealed record AgendaWeekRequest(DateOnly? First, Guid? ResourceId = null, bool ShowCancelled = false, int Days = 7);

/// <summary>The agenda of several days, a column each. A stay stands on every day from arrival to departure.</summary>
internal sealed class AgendaWeek(AgendaReader reader, IBusinesses businesses, Work work)
{
    public async Task<Answer<AgendaWeekView>> View(AgendaWeekRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var first = request.First ?? Monday(business.Day(work.Now));
        if (first.Year is < 1900 or > 9990)
            return Refusal.Invalid("first", "This day is too far away.");
        if (request.Days is < 1 or > 42)
            return Refusal.Invalid("days", "Show 1 to 42 days.");
        var range = new DayRange(first, first.AddDays(request.Days - 1));
        var content = Narrow(await reader.Read(range, request.ShowCancelled, ct), request.ResourceId);
        return new AgendaWeekView(first, business.At(work.Now), range.Each().Select(day => OfDay(content, day, request.ResourceId)).ToList())
        {
            TimeZone = business.TimeZone,
            Resources = AgendaHours.InOrder(content.Resources).Select(resource => new AgendaChoice(resource.Id, resource.Name, resource.Kind)).ToList(),
        };
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static AgendaContent Narrow(AgendaContent content, Guid? resourceId) => resourceId is null ? content : content with
    {
        Bookings = content.Bookings.Where(booking => booking.ResourceId == resourceId).ToList(),
        Sessions = content.Sessions.Where(session => session.ResourceId == resourceId).ToList(),
    };

    private static AgendaWeekDay OfDay(AgendaContent content, DateOnly day, Guid? resourceId)
    {
        var window = new DayRange(day, day).In(content.Business);
        var shown = content.Resources.Where(resource => resourceId is null || resource.Id == resourceId);
        return new(day, AgendaHours.Of(content.Business, shown, day),
            content.Bookings.Where(booking => booking.SessionId is null && On(booking.Time)).ToList(),
            content.Sessions.Select(session => session.Class).Where(tile => On(tile.Time)).ToList());

        bool On(AgendaTime time) => time.From.UtcDateTime < window.Until && time.Until.UtcDateTime > window.From;
    }
}
