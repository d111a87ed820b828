using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingPlatform.Customers;

/// <summary>A customer's email address and what is known about it. Several customers may have the same address, but only one a verified one.</summary>
internal sealed class ContactPoint : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    /// <summary>As given, without surrounding white space.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What addresses are compared by.</summary>
    public string Key { get; private set; } = "";

    public EmailState State { get; private set; }

    public DateTime SinceUtc { get; private set; }

    /// <summary>The record was deleted then: the address is free for others. Null while it is in use.</summary>
    public DateTime? ReleasedAtUtc { get; private set; }

    public string Domain => Key[(Key.LastIndexOf('@') + 1)..];

    internal void Become(EmailAddress address, EmailState state, DateTime now) =>
        (Address, Key, State, SinceUtc) = (address.Text, address.Key, state, now);

    internal void Share(DateTime now) => (State, SinceUtc) = (EmailState.Shared, now);

    internal void Bounce(DateTime now) => (State, SinceUtc) = (EmailState.Bounced, now);

    internal void Release(DateTime now) => ReleasedAtUtc = now;

    internal void Hold() => ReleasedAtUtc = null;
}

internal sealed class ContactPointShape : IEntityTypeConfiguration<ContactPoint>
{
    /// <summary>The same on all three databases.</summary>
    internal const string OnlyVerified = "\"State\" = 'Verified' AND \"ReleasedAtUtc\" IS NULL";

    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.ToTable("customers_contact_points").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Address).HasMaxLength(EmailAddress.Longest);
        builder.Property(x => x.Key).HasMaxLength(EmailAddress.Longest);
        builder.HasQueryFilter(CustomersDb.InUse, contact => contact.ReleasedAtUtc == null);
        builder.HasIndex(x => x.CustomerId).IsUnique();
        builder.HasIndex(x => new { x.BusinessId, x.Key });
        builder.HasIndex(x => new { x.BusinessId, x.Key }, "IX_customers_contact_points_verified").IsUnique().HasFilter(OnlyVerified);
    }
}
