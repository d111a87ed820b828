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

/// <summary>
/// Implemented downstream by a module that offers something to do with one selected customer: a button in the action bar of the card,
/// and in the bar of the list once a customer is selected.
/// </summary>
public interface ICustomerAction
{
    /// <summary>Stable, kebab-case: <c>bookings</c>, <c>statement</c>, <c>brochure-request</c>.</summary>
    string Key { get; }

    /// <summary>Verb or noun on the button: "Statement".</summary>
    string Text { get; }

    /// <summary>Name of an icon.</summary>
    string Icon { get; }

    /// <summary>Bookings 10, change details 20, make booking 30, brochure request 40, statement 50, merge 60, reset password 70, delete 90.</summary>
    int Order { get; }

    /// <summary>The right a person needs to see it.</summary>
    string Right { get; }

    /// <summary>The page it leads to.</summary>
    string Href(Guid customerId);

    /// <summary>Whether the page opens in the drawer.</summary>
    bool InDrawer => false;

    /// <summary>Whether it can be done with a deleted record too, because it only reads.</summary>
    bool WorksWhenDeleted => false;

    /// <summary>Why it cannot be done with this customer, in one sentence that says the way out; null when it can.</summary>
    string? Unavailable(CustomerCard customer) => null;
}
