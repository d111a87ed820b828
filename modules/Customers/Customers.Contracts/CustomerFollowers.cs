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

    /// <summary>The same for many customers at once, for an undo; those nothing follows may be left out. Override it with one statement.</summary>
    /// <param name="customerIds">At most a thousand.</param>
    /// <param name="ct">Cancels the question.</param>
    async Task<IReadOnlyDictionary<Guid, int>> CountMany(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        var counts = new Dictionary<Guid, int>();
        foreach (var id in customerIds)
            if (await Count(id, ct) is > 0 and var count)
                counts[id] = count;
        return counts;
    }

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

    /// <summary>Where on the card it stands.</summary>
    CustomerTab Tab => CustomerTab.Overview;

    /// <summary>A Razor component with a parameter <c>CustomerId</c> (Guid).</summary>
    Type Component { get; }

    /// <summary>The right a person needs to see it.</summary>
    string Right { get; }
}

/// <summary>The parts of the customer card, each with an address of its own: <c>?tab=messages</c>.</summary>
public enum CustomerTab
{
    /// <summary>What one wants to know first.</summary>
    Overview,

    /// <summary>All bookings of the person.</summary>
    Bookings,

    /// <summary>What the person was told.</summary>
    Messages,

    /// <summary>What staff wrote about the person.</summary>
    Notes,

    /// <summary>Who changed what.</summary>
    History,

    /// <summary>What is kept of the person, and how it is erased.</summary>
    Privacy,
}

/// <summary>
/// Implemented downstream by a module whose records carry the customer's alert (S2-9). It runs inside the transaction that changes the
/// alert, so that the two can never disagree, and says how many records it changed, so that staff can be told.
/// The texts are handed over by word of mouth only: they belong into no fact and no outbox.
/// </summary>
public interface IFollowAlert
{
    /// <summary>Carries a changed alert on and answers how many bookings changed.</summary>
    /// <param name="customerId">The record.</param>
    /// <param name="before">The message before; null when the customer was not flagged.</param>
    /// <param name="after">The message now; null when the flag was taken away.</param>
    /// <param name="ct">Stops the work.</param>
    Task<int> Follow(Guid customerId, string? before, string? after, CancellationToken ct);
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
