using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync;

/// <summary>Connections to hotel systems, who is who there, and what is still to be told to them.</summary>
internal sealed class SyncDb(DbContextOptions<SyncDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<GuestLink> Links => Set<GuestLink>();

    public DbSet<Operation> Operations => Set<Operation>();

    public DbSet<TurnBucket> Buckets => Set<TurnBucket>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Connection>(connection =>
        {
            connection.ToTable("sync_connections").HasKey(x => x.Id);
            connection.Property(x => x.Id).ValueGeneratedNever();
            connection.Property(x => x.Plugin).HasMaxLength(32);
            connection.Property(x => x.Name).HasMaxLength(120);
            connection.Property(x => x.Settings).HasMaxLength(-1);
            connection.Property(x => x.LastFailure).HasMaxLength(Operation.LongestSentence);
            connection.HasIndex(x => x.BusinessId);
        });
        model.Entity<GuestLink>(link =>
        {
            link.ToTable("sync_links").HasKey(x => x.Id);
            link.Property(x => x.Id).ValueGeneratedNever();
            link.Property(x => x.ExternalId).HasMaxLength(GuestLink.LongestId).UseCollation(Migrating.BinaryCollation(Database.ProviderName!));
            link.HasIndex(x => new { x.ConnectionId, x.CustomerId }).IsUnique();
            link.HasIndex(x => new { x.ConnectionId, x.ExternalId }).IsUnique();
            link.HasIndex(x => x.CustomerId);
        });
        model.Entity<Operation>(operation =>
        {
            operation.ToTable("sync_operations").HasKey(x => x.Id);
            operation.Property(x => x.Id).ValueGeneratedNever();
            operation.Property(x => x.Code).HasMaxLength(40);
            operation.Property(x => x.Sentence).HasMaxLength(Operation.LongestSentence);
            operation.Property(x => x.OtherGuest).HasMaxLength(GuestLink.LongestId);
            operation.Property(x => x.SnapshotHash).HasMaxLength(64);
            operation.HasIndex(x => x.CustomerId);
            operation.HasIndex(x => new { x.ConnectionId, x.Parked });
            operation.HasIndex(x => new { x.BusinessId, x.State, x.ChangedAtUtc });
        });
        model.Entity<TurnBucket>(bucket =>
        {
            bucket.ToTable("sync_buckets").HasKey(x => x.ConnectionId);
            bucket.Property(x => x.ConnectionId).ValueGeneratedNever();
        });
    }
}
