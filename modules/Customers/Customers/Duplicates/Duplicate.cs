using System.Text.Json;
using BookingPlatform.Customers.Matching;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>What became of a suggestion.</summary>
internal enum DuplicateState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>Somebody said that they are two people; nothing the engine finds changes that.</summary>
    Dismissed,

    /// <summary>They were merged.</summary>
    Merged,
}

/// <summary>Two records that may be one person's. It holds ids, numbers and codes, nothing personal: words are made where it is shown.</summary>
internal sealed class Duplicate : IBelongToBusiness, IVersioned
{
    public const int LongestReasons = 2000;

    /// <summary>Evidence in bits below which a pair is not kept: as likely as not.</summary>
    public const double Floor = 0;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>The smaller of the two ids.</summary>
    public Guid OneId { get; private init; }

    public Guid OtherId { get; private init; }

    /// <summary>Evidence in bits: the probability is 1 / (1 + 2^-bits), but does not run together near one.</summary>
    public double Bits { get; private set; }

    /// <summary>What of it counts for certainty; null when something speaks against that, whatever the threshold.</summary>
    public double? CertainBits { get; private set; }

    /// <summary>The reasons as JSON: field, code, bits.</summary>
    public string Reasons { get; private set; } = "[]";

    public DuplicateState State { get; private set; }

    /// <summary>The full run by whose model it was weighed last.</summary>
    public int Round { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>Who decided; null while nobody has.</summary>
    public string? DecidedBy { get; private set; }

    public double Probability => Evidence.ToProbability(Bits);

    public static Duplicate Of(Guid one, Guid other) => one.CompareTo(other) < 0 ? new() { OneId = one, OtherId = other } : new() { OneId = other, OtherId = one };

    public bool Has(Guid id) => OneId == id || OtherId == id;

    public Guid OtherThan(Guid id) => OneId == id ? OtherId : OneId;

    /// <summary>Weighs the pair anew; a decision stays whatever comes of it.</summary>
    public void Weigh(Likeness likeness, int round)
    {
        if (State is not DuplicateState.Open)
            return;
        (Bits, CertainBits, Round) = (likeness.Bits, likeness.CertainBits, round);
        var reasons = likeness.Reasons.ToList();
        while ((Reasons = JsonSerializer.Serialize(reasons)).Length > LongestReasons)
            reasons.RemoveAt(reasons.Count - 1);
    }

    public IReadOnlyList<Reason> ReadReasons() => JsonSerializer.Deserialize<List<Reason>>(Reasons) ?? [];

    public void Dismiss(string by, DateTime now) => (State, DecidedBy, DecidedAtUtc) = (DuplicateState.Dismissed, by, now);

    public void Merge(string by, DateTime now) => (State, DecidedBy, DecidedAtUtc) = (DuplicateState.Merged, by, now);

    public void Reopen() => (State, DecidedBy, DecidedAtUtc) = (DuplicateState.Open, null, null);
}

/// <summary>Evidence in bits and as a probability.</summary>
internal static class Evidence
{
    public static double ToProbability(double bits) => 1 / (1 + Math.Pow(2, -bits));

    /// <summary>For people: 1 to 99, because nothing is proven by numbers.</summary>
    public static int ToPercent(double probability) => Math.Clamp((int)(probability * 100), 1, 99);

    /// <summary>Infinite for one.</summary>
    public static double ToBits(double probability) => Math.Log2(probability / (1 - probability));
}
