using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Why somebody is erased. Says nothing about who it is.</summary>
internal enum ErasureReason
{
    /// <summary>The person asked for it (GDPR, article 17).</summary>
    Asked,

    /// <summary>The record is no longer needed.</summary>
    NotNeeded,

    /// <summary>The business's own rule: nothing happened for so long.</summary>
    Retention,
}

/// <summary>
/// That a person is to be erased, was erased, or was not after all. Kept for good as the proof that it was done; it names nobody. Three days lie between the
/// decision and the deed, in which it can be called off.
/// </summary>
internal sealed class Erasure : IBelongToBusiness, IVersioned
{
    public const int LongestHold = 400;

    public static readonly TimeSpan Notice = TimeSpan.FromDays(3);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    /// <summary>The customer while it waits; null afterwards. Unique.</summary>
    public Guid? WaitingFor { get; private set; }

    public required ErasureReason Reason { get; init; }

    public required DateTime AskedAtUtc { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime DueAtUtc { get; init; }

    /// <summary>What it waits for although it is due; without personal data.</summary>
    public string? Hold { get; private set; }

    public DateTime? DoneAtUtc { get; private set; }

    public DateTime? CalledOffAtUtc { get; private set; }

    public string? CalledOffBy { get; private set; }

    public int Version { get; set; } = 1;

    public static Erasure Of(Guid customerId, ErasureReason reason, string by, DateTime now) =>
        new() { CustomerId = customerId, WaitingFor = customerId, Reason = reason, AskedBy = by, AskedAtUtc = now, DueAtUtc = now + Notice };

    public void HoldBack(string? why) => Hold = why;

    public void CallOff(string by, DateTime now) => (WaitingFor, CalledOffBy, CalledOffAtUtc, Hold) = (null, by, now, null);

    public void Finish(DateTime now) => (WaitingFor, DoneAtUtc, Hold) = (null, now, null);
}

/// <summary>The business must keep what it knows of somebody for a while: a dispute, a complaint, an authority's order. Nobody is erased meanwhile.</summary>
internal sealed class LegalHold : IBelongToBusiness, IVersioned
{
    public const int LongestReason = 200;

    public required Guid CustomerId { get; init; }

    public Guid BusinessId { get; set; }

    public required string Reason { get; set; }

    /// <summary>The last day of it; null for until it is lifted.</summary>
    public DateOnly? Until { get; set; }

    public required string SetBy { get; set; }

    public required DateTime SetAtUtc { get; set; }

    public int Version { get; set; } = 1;
}

internal static class ErasureShapes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<Erasure>(erasure =>
        {
            erasure.ToTable("customers_erasures").HasKey(x => x.Id);
            erasure.Property(x => x.Id).ValueGeneratedNever();
            erasure.Property(x => x.Hold).HasMaxLength(Erasure.LongestHold);
            erasure.HasIndex(x => x.WaitingFor).IsUnique().HasFilter("\"WaitingFor\" IS NOT NULL");
            erasure.HasIndex(x => x.CustomerId);
        });
        model.Entity<PrivacyRules>(rules =>
        {
            rules.ToTable("customers_privacy").HasKey(x => x.BusinessId);
            rules.Property(x => x.BusinessId).ValueGeneratedNever();
        });
        model.Entity<LegalHold>(hold =>
        {
            hold.ToTable("customers_legal_holds").HasKey(x => x.CustomerId);
            hold.Property(x => x.CustomerId).ValueGeneratedNever();
            hold.Property(x => x.Reason).HasMaxLength(LegalHold.LongestReason);
        });
    }
}
