using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Question: whom a business means when it writes to many: a list, a saved filter, or any filter of the address book. Whether they may be written to is not said here.</summary>
public interface IAudiences
{
    /// <summary>All customers, the lists, the saved filters, each with the query that means it.</summary>
    Task<IReadOnlyList<Audience>> Offered(CancellationToken ct);

    /// <summary>The query as it is kept, and in words.</summary>
    /// <param name="query">As behind the address of the address book: <c>listId=…</c>, <c>flagged=true&amp;q=anna</c>; empty for everybody.</param>
    /// <param name="ct">Cancels the question.</param>
    /// <returns>The audience; or <c>validation</c> on <c>audience</c>.</returns>
    Task<Answer<Audience>> Read(string? query, CancellationToken ct);

    /// <summary>The next of them in the order of their ids, without deleted ones. So that it can be gone on with after a stop.</summary>
    /// <param name="query">As <see cref="Read"/> gave it.</param>
    /// <param name="after">The last one seen; <see cref="Guid.Empty"/> to begin.</param>
    /// <param name="most">1 to 1000.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<CustomerCard>> Next(string query, Guid after, int most, CancellationToken ct);
}

/// <summary>People meant by one query.</summary>
/// <param name="Query">Empty for everybody.</param>
/// <param name="Name">"List VIP", "Everybody".</param>
public sealed record Audience(string Query, string Name)
{
    /// <summary>Longest query that is kept.</summary>
    public const int LongestQuery = 1000;
}
