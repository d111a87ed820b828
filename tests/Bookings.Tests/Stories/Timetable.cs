using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Puts bookings where the front door cannot, into the past and the present, and looks at what is stored.</summary>
internal static class Timetable
{
    /// <summary>A massage that starts so long from now, in this second.</summary>
    public static Task<Guid> Put(this Desk desk, Guid customer, TimeSpan from, BookingStatus status = BookingStatus.Booked) =>
        desk.Business.Platform.Inside(desk.Business, async services =>
        {
            var (db, work) = (services.GetRequiredService<BookingsDb>(), services.GetRequiredService<Work>());
            var booking = await New(services, desk, customer, work.Now + from);
            Become(booking, status);
            db.Bookings.Add(booking);
            await work.SaveAsync(default);
            return booking.Id;
        });

    public static async Task<Booking> New(IServiceProvider services, Desk desk, Guid customer, DateTime start) => (await For(services, desk, customer))(start);

    /// <summary>Makes massages for a customer, without asking the database again for each.</summary>
    public static async Task<Func<DateTime, Booking>> For(IServiceProvider services, Desk desk, Guid customer)
    {
        var db = services.GetRequiredService<BookingsDb>();
        var service = await db.Services.AsNoTracking().SingleAsync(one => one.Id == desk.Massage);
        var eva = await db.Resources.AsNoTracking().SingleAsync(one => one.Id == desk.Eva);
        var card = await services.GetRequiredService<ICustomers>().Find(customer, default);
        return start => Booking.Make(new Slot(service, eva, null, new(start, start.AddHours(1))) { Quote = new(new(service.PriceMinor, service.Currency), []) }, card!, new(1, BookingPath.Validated, null, null, null), start.AddDays(-1));
    }

    /// <summary>The alert as it lies in the table, whatever a page would show.</summary>
    public static Task<KeptAlert> Kept(this Desk desk, Guid booking) => desk.Business.Platform.Inside(desk.Business, async services =>
        (await services.GetRequiredService<BookingsDb>().Bookings.AsNoTracking().SingleAsync(one => one.Id == booking)).KeptAlert);

    public static async Task<int> Flag(this Desk desk, Guid customer, string? message) =>
        (int)(await desk.Business.Put($"customers/{customer}/alert", new { message })).Expect(200)["bookingsChanged"]!;

    /// <summary>Text and origin as the API tells them: <c>own: nuts</c>; null for none.</summary>
    public static async Task<string?> Alert(this Desk desk, Guid booking) =>
        (await desk.Business.Get($"bookings/{booking}")).Expect(200)["alert"] is { } alert ? $"{alert["from"]}: {alert["text"]}" : null;

    private static void Become(Booking booking, BookingStatus status)
    {
        if (status is BookingStatus.Cancelled)
            booking.Cancel(null);
        if (status is BookingStatus.Arrived or BookingStatus.Done)
            booking.Arrive();
        if (status is BookingStatus.Done)
            booking.Complete();
    }
}
