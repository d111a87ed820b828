using System.Reflection;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host;

/// <summary>The house: its modules in order, upstream first.</summary>
internal static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new Customers.CustomersModule(),
        new Bookings.BookingsModule(),
        new NoShow.NoShowModule(),
        new Notifications.NotificationsModule(),
        new GuestApp.GuestAppModule(),
        new BookingPlatform.Connectors.Sync.SyncModule(),
    ];

    public static Assembly[] Pages { get; } = All.Select(module => module.Pages).ToArray();
}
