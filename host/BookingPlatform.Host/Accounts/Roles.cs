using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts;

/// <summary>Which rights a role bundles.</summary>
internal static class Roles
{
    private static readonly string[] FrontDesk =
        [Right.SeeBookings, Right.Book, Right.AssignBookings, Right.SeeCustomers, Right.ChangeCustomers, Right.MergeCustomers, Right.SeeMessages, Right.SendMessages, Right.UseCash];

    private static readonly string[] Operations = [Right.SeeOperations, Right.RunOperations, Right.SeeMessages];

    /// <summary>As people call it.</summary>
    public static string Name(Role role) => role switch
    {
        Role.FrontDesk => "Front desk",
        Role.Operations => "Operations",
        Role.Manager => "Manager",
        _ => "Owner",
    };

    public static IReadOnlyList<string> Rights(Role role) => role switch
    {
        Role.FrontDesk => FrontDesk,
        Role.Operations => Operations,
        Role.Manager or Role.Owner => Right.All,
        _ => [],
    };
}
