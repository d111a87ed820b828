using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>Two to five records became one. Kept for good: it is how the records point to each other, and what the undo goes by.</summary>
internal sealed class CustomerMerge : IBelongToBusiness, IVersioned
{
    public const int LongestRecord = 20_000;
    public const int LongestMoved = 1000;

    public required Guid Id { get; init; }

    public Guid BusinessId { get; set; }

    public required Guid KeptId { get; init; }

    public required DateTime MergedAtUtc { get; init; }

    public required string ByName { get; init; }

    /// <summary>The kept record before, as <see cref="RecordedCustomer"/>.</summary>
    public required string Before { get; init; }

    /// <summary>The kept record after it: what differs from this today was changed since.</summary>
    public required string After { get; init; }

    /// <summary>How many rows of each kind moved, as JSON.</summary>
    public required string Moved { get; init; }

    public DateTime? UndoneAtUtc { get; private set; }

    public string? UndoneByName { get; private set; }

    public int Version { get; set; } = 1;

    public void Undo(DateTime now, string byName) => (UndoneAtUtc, UndoneByName) = (now, byName);
}

/// <summary>A record that took part in a merge.</summary>
internal sealed class MergedCustomer : IBelongToBusiness
{
    public required Guid MergeId { get; init; }

    public required Guid CustomerId { get; init; }

    public Guid BusinessId { get; set; }

    /// <summary>0 for the kept one, then in the order they were chosen.</summary>
    public required int Place { get; init; }
}

/// <summary>
/// An address of a record that was merged away, or that gave way to another's: still known with the name it was used under, so that a booking under the two
/// attaches to the person (C1).
/// </summary>
internal sealed class FormerEmail : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid MergeId { get; init; }

    /// <summary>Whose it was. That record may point to another one by now.</summary>
    public required Guid CustomerId { get; init; }

    public required string Address { get; init; }

    public required string Key { get; init; }

    public required EmailState State { get; init; }
}

internal static class MergeShapes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<CustomerMerge>(merge =>
        {
            merge.ToTable("customers_merges").HasKey(x => x.Id);
            merge.Property(x => x.Id).ValueGeneratedNever();
            merge.Property(x => x.Before).HasMaxLength(CustomerMerge.LongestRecord);
            merge.Property(x => x.After).HasMaxLength(CustomerMerge.LongestRecord);
            merge.Property(x => x.Moved).HasMaxLength(CustomerMerge.LongestMoved);
        });
        model.Entity<MergedCustomer>(merged =>
        {
            merged.ToTable("customers_merged").HasKey(x => new { x.MergeId, x.CustomerId });
            merged.HasIndex(x => x.CustomerId);
        });
        model.Entity<FormerEmail>(email =>
        {
            email.ToTable("customers_former_emails").HasKey(x => x.Id);
            email.Property(x => x.Id).ValueGeneratedNever();
            email.Property(x => x.Address).HasMaxLength(EmailAddress.Longest);
            email.Property(x => x.Key).HasMaxLength(EmailAddress.Longest);
            email.HasIndex(x => new { x.BusinessId, x.Key });
            email.HasIndex(x => x.MergeId);
        });
    }
}
