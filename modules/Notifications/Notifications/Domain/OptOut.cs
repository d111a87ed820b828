using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Domain;

/// <summary>
/// An address whose reader wants no advertising, as a keyed hash: so the no outlives the deletion and the erasure of the record, and an address book that brings the address once more
/// does not undo it. After some years it is forgotten, as keeping it for ever would need a reason too.
/// </summary>
internal sealed class OptOut : IBelongToBusiness
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3 * 365);

    public Guid BusinessId { get; set; }

    /// <summary>HMAC-SHA-256 in hexadecimal, under the business's own secret.</summary>
    public required string AddressHash { get; init; }

    public required DateTime UntilUtc { get; set; }

    public static void Shape(ModelBuilder model)
    {
        model.Entity<OptOut>(optOut =>
        {
            optOut.ToTable("notifications_opt_outs").HasKey(x => new { x.BusinessId, x.AddressHash });
            optOut.Property(x => x.AddressHash).HasMaxLength(64);
            optOut.HasIndex(x => x.UntilUtc);
        });
        model.Entity<AddressSecret>(secret =>
        {
            secret.ToTable("notifications_address_secrets").HasKey(x => x.BusinessId);
            secret.Property(x => x.BusinessId).ValueGeneratedNever();
            secret.Property(x => x.Protected).HasMaxLength(400);
        });
    }
}

/// <summary>What a business's hashes of addresses are keyed with, encrypted.</summary>
internal sealed class AddressSecret : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required string Protected { get; init; }
}
