using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>What can be done with one selected customer, in S1's order: our own three and what other modules offer.</summary>
internal static class BarActions
{
    private static readonly ICustomerAction[] Own =
    [
        new Link("bookings", "Bookings", "calendar", 10, Kernel.Web.Right.SeeBookings, id => $"/bookings?customerId={id}"),
        new Link("change-details", "Change details", "pencil", 20, Kernel.Web.Right.ChangeCustomers, id => $"/customers/{id}/details"),
        new Link("make-booking", "Make booking", "plus", 30, Kernel.Web.Right.Book, id => $"/bookings/new?customerId={id}&path=validated") { InDrawer = true },
    ];

    public static IReadOnlyList<ICustomerAction> For(IEnumerable<ICustomerAction> others, Func<string, bool> may) =>
        others.Concat(Own).DistinctBy(action => action.Key).Where(action => may(action.Right)).OrderBy(action => action.Order).ToList();

    private sealed record Link(string Key, string Text, string Icon, int Order, string Right, Func<Guid, string> Address) : ICustomerAction
    {
        public bool InDrawer { get; init; }

        public string Href(Guid customerId) => Address(customerId);
    }
}
