using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>What can be done with one selected customer, in S1's order; a module that is registered twice is shown once.</summary>
internal static class BarActions
{
    public static IReadOnlyList<ICustomerAction> For(IEnumerable<ICustomerAction> actions, Func<string, bool> may) =>
        actions.DistinctBy(action => action.Key).Where(action => may(action.Right)).OrderBy(action => action.Order).ToList();
}
