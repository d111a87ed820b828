namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Implemented downstream by whatever follows a customer record (bookings, withheld messages, PMS profiles), so that staff see before and after a change how far it reaches.
/// </summary>
public interface IFollowCustomer
{
    /// <summary>Stable key in answers: <c>bookings</c>, <c>missedMessages</c>, <c>pmsProfiles</c>.</summary>
    string Key { get; }

    /// <summary>How many of its things follow this customer.</summary>
    Task<int> Count(Guid customerId, CancellationToken ct);

    /// <summary>In words for the page: "6 bookings".</summary>
    string Say(int count);
}

/// <summary>Implemented downstream by a module that has something to show on the customer card: a panel with a component of its own.</summary>
public interface ICustomerPanel
{
    /// <summary>Heading of the panel.</summary>
    string Title { get; }

    /// <summary>Panels are shown in rising order.</summary>
    int Order { get; }

    /// <summary>A Razor component with a parameter <c>CustomerId</c> (Guid).</summary>
    Type Component { get; }

    /// <summary>The right a person needs to see it.</summary>
    string Right { get; }
}
