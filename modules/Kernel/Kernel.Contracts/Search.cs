namespace BookingPlatform.Kernel;

/// <summary>Implemented by modules: what the dashboard's search box finds in them. Only asked for people who hold the right.</summary>
public interface ISearch
{
    /// <summary>Results of all modules are shown in rising order: customers 10, bookings 20, resources 30.</summary>
    int Order { get; }

    /// <summary>The right a person needs to find these.</summary>
    string Right { get; }

    /// <summary>What the text may mean, best first.</summary>
    /// <param name="text">As typed, not blank, at most 100 characters.</param>
    /// <param name="most">How many are shown.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct);
}

/// <summary>One thing found.</summary>
/// <param name="Kind">"Customer", "Booking" …: tells namesakes of different kinds apart.</param>
/// <param name="Title">Its name or code.</param>
/// <param name="Detail">Two facts that tell namesakes apart: "anna@smyth.example · +351 912 000 111".</param>
/// <param name="Href">Its page.</param>
public sealed record SearchHit(string Kind, string Title, string Detail, string Href)
{
    /// <summary>Why staff should take care, for their eyes only; null for nothing.</summary>
    public string? Alert { get; init; }
}
