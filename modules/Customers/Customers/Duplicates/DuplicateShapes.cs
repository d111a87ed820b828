using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>That a customer has a key: whoever shares one with them is compared.</summary>
internal sealed class MatchKey : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required long Key { get; init; }

    public required Guid CustomerId { get; init; }
}

/// <summary>What a full run learned of a business's own customers. Its version is the round that suggestions are stamped with.</summary>
internal sealed class LearnedModel : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    public DateTime LearnedAtUtc { get; set; }

    /// <summary>How many customers it was learned from.</summary>
    public int Customers { get; set; }

    /// <summary>The model as packed JSON.</summary>
    public byte[] Body { get; set; } = [];
}

/// <summary>From where on a business is shown a pair, and from where on it is called certain; without a row it is as it begins.</summary>
internal sealed class DuplicateSettings : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public int Version { get; set; } = 1;

    public double Suggest { get; set; } = 0.8;

    public double Certain { get; set; } = 0.999;
}

internal static class DuplicateShapes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<MatchKey>(key =>
        {
            key.ToTable("customers_match_keys").HasKey(x => new { x.BusinessId, x.Key, x.CustomerId });
            // All three columns, or SQLite, which has no statistics here, prefers to read every key of the business from the primary key.
            key.HasIndex(x => new { x.CustomerId, x.BusinessId, x.Key });
            key.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId);
        });
        model.Entity<Duplicate>(pair =>
        {
            pair.ToTable("customers_duplicates").HasKey(x => x.Id);
            pair.Property(x => x.Id).ValueGeneratedNever();
            pair.Property(x => x.Reasons).HasMaxLength(Duplicate.LongestReasons);
            pair.HasIndex(x => new { x.BusinessId, x.OneId, x.OtherId }).IsUnique();
            pair.HasIndex(x => new { x.BusinessId, x.OtherId });
            pair.HasIndex(x => new { x.BusinessId, x.State, x.Bits, x.Id });
        });
        model.Entity<LearnedModel>(learned =>
        {
            learned.ToTable("customers_match_models").HasKey(x => x.BusinessId);
            learned.Property(x => x.BusinessId).ValueGeneratedNever();
            learned.Property(x => x.Body).HasMaxLength(-1);
        });
        model.Entity<DuplicateSettings>(settings =>
        {
            settings.ToTable("customers_duplicate_settings").HasKey(x => x.BusinessId);
            settings.Property(x => x.BusinessId).ValueGeneratedNever();
        });
    }
}
