using System.Collections.Concurrent;

namespace BookingPlatform.Bench.Faults;

/// <summary>What the platform has answered for, and so must be true afterwards.</summary>
internal sealed class Ledger
{
    /// <summary>Id and code of each booking.</summary>
    public ConcurrentDictionary<Guid, string> Booked { get; } = [];

    public ConcurrentDictionary<Guid, byte> Cancelled { get; } = [];

    /// <summary>The newest email of each customer, with its number.</summary>
    public ConcurrentDictionary<Guid, (string LastName, int Version)> Corrected { get; } = [];

    /// <summary>People entered twice.</summary>
    public ConcurrentBag<(Guid One, Guid Other)> Twins { get; } = [];

    /// <summary>Answers that no fault excuses.</summary>
    public ConcurrentBag<string> Unexpected { get; } = [];

    /// <summary>How often a client had to ask again.</summary>
    public int Repeats;

    public static string EmailOf(string lastName, int version) => $"{lastName.ToLowerInvariant()}.{version}@bench.example";
}

/// <summary>What of one operation was lost, and what took effect more than once.</summary>
/// <param name="Operation">In a word.</param>
/// <param name="Done">How many were answered for.</param>
/// <param name="Lost">Answered for and not there.</param>
/// <param name="Doubled">There more than once, or after a newer one.</param>
internal sealed record Finding(string Operation, int Done, int Lost, int Doubled)
{
    public override string ToString() => $"{Operation} {Done} / {Lost} / {Doubled}";
}
