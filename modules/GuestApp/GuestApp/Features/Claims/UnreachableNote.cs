using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.GuestApp.Features.Claims;

/// <summary>Above the agenda: how many bookings of the coming week reach nobody. Its link leads to all of them.</summary>
internal sealed class UnreachableNote(IBookingLog log, ICustomers customers, Work work) : IAgendaNotes
{
    private const int Most = 500;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public string Right => Rights.SeeCustomers;

    public async Task<AgendaNote?> Look(CancellationToken ct)
    {
        var coming = (await log.Between(work.Now, work.Now + Soon, Most, ct)).Where(booking => booking.Status is BookingStatus.Booked).ToList();
        var people = await customers.FindMany(coming.Select(booking => booking.CustomerId).Distinct().ToList(), ct);
        var silent = coming.Count(booking => people.GetValueOrDefault(booking.CustomerId) is { IsReachable: false, IsDeleted: false });
        return silent == 0 ? null : new(silent == 1 ? "1 reaches nobody" : $"{silent} reach nobody", "mail-off", "/bookings/unreachable");
    }
}
