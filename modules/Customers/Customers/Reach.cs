using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers;

/// <summary>How far a change of a customer record goes: what follows it in every other module.</summary>
internal sealed class Reach(IEnumerable<IFollowCustomer> followers)
{
    public async Task<IReadOnlyList<Reached>> Of(Guid customerId, CancellationToken ct)
    {
        var reached = new List<Reached>();
        foreach (var follower in followers)
        {
            var count = await follower.Count(customerId, ct);
            reached.Add(new(follower.Key, count, follower.Say(count)));
        }

        return reached;
    }

    /// <summary>How many bookings follow the record, in every state.</summary>
    public async Task<int> Bookings(Guid customerId, CancellationToken ct) =>
        followers.FirstOrDefault(follower => follower.Key == "bookings") is { } bookings ? await bookings.Count(customerId, ct) : 0;
}

/// <param name="Key">Stable: <c>bookings</c>, <c>missedMessages</c> …</param>
/// <param name="Count">How many.</param>
/// <param name="Text">In words: "6 bookings".</param>
internal sealed record Reached(string Key, int Count, string Text);
