using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts;

/// <summary>Which rights a role bundles.</summary>
internal static class Roles
{
    private static readonly string[] FrontDesk =
        [Right.SeeBookings, Right.Book, Right.AssignBookings, Right.SeeCustomers, Right.ChangeCustomers, Right.MergeCustomers, Right.RevealCustomers, Right.SeeMessages, Right.SendMessages, Right.UseCash];

    private static readonly string[] OperationsReader = [Right.SeeOperations, Right.SeeMessages];

    private static readonly string[] Operations = [Right.SeeOperations, Right.RunOperations, Right.SeeMessages];

    /// <summary>Not who vouches for people: whoever decides that could come in as an owner.</summary>
    private static readonly string[] Manager = [.. Right.All.Where(right => right is not Right.ManageSignOn)];

    /// <summary>As people call it.</summary>
    public static string Name(Role role) => role switch
    {
        Role.FrontDesk => "Front desk",
        Role.OperationsReader => "Operations, read only",
        Role.Operations => "Operations",
        Role.Manager => "Manager",
        _ => "Owner",
    };

    /// <summary>In a sentence, for whoever chooses one.</summary>
    public static string About(Role role) => role switch
    {
        Role.OperationsReader => "Sees jobs, hotel systems and messages. Changes nothing.",
        Role.Operations => "Keeps jobs, hotel systems and messages going.",
        Role.FrontDesk => "Books, knows the guests, takes payments.",
        Role.Manager => "Everything of the business, settings and team included.",
        _ => "Everything, single sign-on included, and the only one who makes and removes owners.",
    };

    public static IReadOnlyList<string> Rights(Role role) => role switch
    {
        Role.FrontDesk => FrontDesk,
        Role.OperationsReader => OperationsReader,
        Role.Operations => Operations,
        Role.Manager => Manager,
        Role.Owner => Right.All,
        _ => [],
    };

    /// <summary>What a person may do: the role's bundle with what was given on top and without what was withheld. From an owner nothing can be withheld.</summary>
    public static IReadOnlyList<string> Rights(Role role, string extra, string withheld) => role is Role.Owner
        ? Right.All
        : Rights(role).Union(Parts(extra).Where(Right.All.Contains)).Except(Parts(withheld)).ToList();

    public static string[] Parts(string rights) => rights.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
