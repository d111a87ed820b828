using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Agenda;

/// <param name="First">First day shown; null for the Monday of this week. Seven days are shown, or as many as <paramref name="Days"/> says.</param>
/// <param name="Filter">Null for everything that is not cancelled.</param>
/// <param name="Days">1 to 42: three days, a week, a month.</param>
internal sealed record AgendaWeekRequest(DateOnly? First, AgendaFilter? Filter = null, int Days = 7);

/// <summary>The agenda of several days, a column each. A stay stands on every day from arrival to departure.</summary>
internal sealed class AgendaWeek(AgendaReader reader, IBusinesses businesses, Work work)
{
    public async Task<Answer<AgendaWeekView>> View(AgendaWeekRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var first = request.First ?? business.Day(work.Now).Monday();
        if (first.Year is < 1900 or > 9990)
            return Refusal.Invalid("first", "This day is too far away.");
        if (request.Days is < 1 or > 42)
            return Refusal.Invalid("days", "Show 1 to 42 days.");
        var range = new DayRange(first, first.AddDays(request.Days - 1));
        var filter = request.Filter ?? AgendaFilter.None;
        var content = await reader.Read(range, filter, ct);
        var shown = content with { Bookings = content.Bookings.Where(filter.Shows).ToList(), Sessions = content.Sessions.Where(filter.Shows).ToList() };
        return new AgendaWeekView(first, business.At(work.Now), range.Each().Select(day => OfDay(shown, day, filter.ResourceId)).ToList())
        {
            TimeZone = business.TimeZone,
            Choices = content.Choices,
            Closures = content.Closures,
        };
    }

    private static AgendaWeekDay OfDay(AgendaContent content, DateOnly day, Guid? resourceId)
    {
        var window = new DayRange(day, day).In(content.Business);
        var shown = content.Resources.Where(resource => resourceId is null || resource.Id == resourceId);
        return new(day, AgendaHours.Of(content, shown, day),
            content.Bookings.Where(booking => booking.SessionId is null && window.Has(booking.Time)).ToList(),
            content.Sessions.Select(session => session.Class).Where(tile => window.Has(tile.Time)).ToList());
    }
}
