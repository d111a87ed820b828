namespace BookingPlatform.Customers.Contracts;

/// <summary>Question to the module that keeps no-shows and blocks, for the answers of the address book (S3-15, S3-18).</summary>
public interface ICustomerMarks
{
    /// <summary>Who of them is blocked and how often each did not come; those there is nothing to say about may be left out. One statement.</summary>
    /// <param name="customerIds">A page of customers.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyDictionary<Guid, CustomerMark>> Of(IReadOnlyCollection<Guid> customerIds, CancellationToken ct);

    /// <summary>Everybody who may not book online now.</summary>
    Task<IReadOnlyList<Guid>> Blocked(CancellationToken ct);
}

/// <summary>What staff see beside a name.</summary>
/// <param name="OnlineBlocked">May not book online; false while the business has switched blocking off.</param>
/// <param name="NoShows">How often they did not come, ever; fake bookings are no no-shows.</param>
public sealed record CustomerMark(bool OnlineBlocked, int NoShows)
{
    /// <summary>Nothing to say.</summary>
    public static CustomerMark None { get; } = new(false, 0);
}
