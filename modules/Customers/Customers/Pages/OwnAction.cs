using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Customers.Pages;

/// <summary>What can be done with a selected customer without any other module's help (S1-43), in the order of the action bar.</summary>
/// <param name="Path">Address of the page; <c>{0}</c> is the customer.</param>
internal sealed record OwnAction(string Key, string Text, string Icon, int Order, string Right, string Path) : ICustomerAction
{
    public static IReadOnlyList<OwnAction> All { get; } =
    [
        new("bookings", "Bookings", "calendar", 10, Rights.SeeBookings, "/customers/{0}?tab=bookings") { WorksWhenDeleted = true },
        new("change-details", "Change details", "pencil", 20, Rights.ChangeCustomers, "/customers/{0}/details"),
        new("make-booking", "Make booking", "plus", 30, Rights.Book, "/bookings/new?customerId={0}&path=validated") { InDrawer = true },
        new("book-itinerary", "Book for itinerary", "list", 35, Rights.Book, "/itineraries/new?customerId={0}") { InDrawer = true },
        new(Merge, "Merge", "arrow-merge", 60, Rights.MergeCustomers, "/customers/merge?ids={0}"),
        new(Delete, "Delete", "trash", 90, Rights.DeleteCustomers, "/customers/{0}/delete"),
    ];

    /// <summary>With several selected it merges those.</summary>
    public const string Merge = "merge";

    /// <summary>The last one, which stands apart.</summary>
    public const string Delete = "delete";

    public bool InDrawer { get; init; }

    public bool WorksWhenDeleted { get; init; }

    public string Href(Guid customerId) => Path.Replace("{0}", customerId.ToString(), StringComparison.Ordinal);
}
