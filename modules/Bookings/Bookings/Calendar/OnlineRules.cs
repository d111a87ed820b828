using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>What guests may book themselves. Staff may book all of it, and are told what guests could not.</summary>
internal static class OnlineRules
{
    /// <returns>Null when a guest may book that start.</returns>
    public static Refusal? Check(this Service service, DateTime start, DateTime now)
    {
        if (!service.IsOnline)
            return Refusal.Conflict("not-online", $"{service.Name} is not booked online. Ask the business.");
        if (start < now.AddMinutes(service.NoticeMinutes))
            return Refusal.Invalid("startsAt", $"{service.Name} is booked at least {Length(service.NoticeMinutes)} before it starts.", "too-soon");
        return service.HorizonDays is { } days && start > now.AddDays(days)
            ? Refusal.Invalid("startsAt", $"{service.Name} is booked up to {days} days ahead.", "too-far-ahead")
            : null;
    }

    private static string Length(int minutes) => minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes} min";
}
