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

    public DbSet<Errand> Errands => Set<Errand>();

    public DbSet<ReservationLink> Reservations => Set<ReservationLink>();

    public DbSet<News> News => Set<News>();

    public DbSet<Difference> Differences => Set<Difference>();

    public DbSet<KnownEmail> KnownEmails => Set<KnownEmail>();

    public DbSet<TurnBucket> Buckets => Set<TurnBucket>();

    protected override void Shape(ModelBuilder model)
    {
        ShapeConnections(model);
        ShapeOperations(model);
        ShapeErrands(model);
        ShapeNews(model);
    }

    private void ShapeConnections(ModelBuilder model)
    {
        model.Entity<Connection>(connection =>
        {
            connection.ToTable("sync_connections").HasKey(x => x.Id);
            connection.Property(x => x.Id).ValueGeneratedNever();
            connection.Property(x => x.Plugin).HasMaxLength(32);
            connection.Property(x => x.Name).HasMaxLength(120);
            connection.Property(x => x.Settings).HasMaxLength(-1);
            connection.Property(x => x.LastFailure).HasMaxLength(Operation.LongestSentence);
            connection.Property(x => x.NewsSecret).HasMaxLength(64);
            connection.HasIndex(x => x.BusinessId);
        });
        model.Entity<TurnBucket>(bucket =>
        {
            bucket.ToTable("sync_buckets").HasKey(x => x.ConnectionId);
            bucket.Property(x => x.ConnectionId).ValueGeneratedNever();
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
    }

    private static void ShapeOperations(ModelBuilder model) =>
        model.Entity<Operation>(operation =>
        {
            operation.ToTable("sync_operations").HasKey(x => x.Id);
            operation.Property(x => x.Id).ValueGeneratedNever();
            operation.Property(x => x.Code).HasMaxLength(40);
            operation.Property(x => x.Sentence).HasMaxLength(Operation.LongestSentence);
            operation.Property(x => x.OtherGuest).HasMaxLength(GuestLink.LongestId);
            operation.Property(x => x.SnapshotHash).HasMaxLength(64);
            operation.Property(x => x.Sent).HasMaxLength(400);
            operation.Property(x => x.Calls).HasMaxLength(-1);
            operation.HasIndex(x => x.CustomerId);
            operation.HasIndex(x => new { x.ConnectionId, x.Parked });
            operation.HasIndex(x => new { x.BusinessId, x.State, x.ChangedAtUtc });
        });

    private void ShapeErrands(ModelBuilder model)
    {
        model.Entity<Errand>(errand =>
        {
            errand.ToTable("sync_errands").HasKey(x => x.Id);
            errand.Property(x => x.Id).ValueGeneratedNever();
            errand.Property(x => x.Detail).HasMaxLength(Errand.LongestDetail);
            errand.Property(x => x.Code).HasMaxLength(40);
            errand.Property(x => x.Sentence).HasMaxLength(Operation.LongestSentence);
            errand.Property(x => x.Snapshots).HasMaxLength(-1);
            errand.HasIndex(x => new { x.ConnectionId, x.Kind, x.SubjectId }).IsUnique();
            errand.HasIndex(x => new { x.ConnectionId, x.CustomerId, x.State });
            errand.HasIndex(x => x.CustomerId);
            errand.HasIndex(x => new { x.BusinessId, x.State, x.ChangedAtUtc });
        });
        model.Entity<ReservationLink>(link =>
        {
            link.ToTable("sync_reservations").HasKey(x => x.Id);
            link.Property(x => x.Id).ValueGeneratedNever();
            link.Property(x => x.ExternalId).HasMaxLength(GuestLink.LongestId).UseCollation(Migrating.BinaryCollation(Database.ProviderName!));
            link.HasIndex(x => new { x.ConnectionId, x.BookingId }).IsUnique();
            link.HasIndex(x => x.BookingId);
        });
    }

    private void ShapeNews(ModelBuilder model)
    {
        model.Entity<News>(news =>
        {
            news.ToTable("sync_news").HasKey(x => x.Id);
            news.Property(x => x.Id).ValueGeneratedNever();
            news.Property(x => x.Key).HasMaxLength(64);
            news.Property(x => x.About).HasMaxLength(Domain.News.LongestAbout);
            news.Property(x => x.Sentence).HasMaxLength(Operation.LongestSentence);
            news.HasIndex(x => new { x.ConnectionId, x.Key }).IsUnique();
            news.HasIndex(x => new { x.ConnectionId, x.Waiting });
            news.HasIndex(x => x.HandledAtUtc);
        });
        model.Entity<Difference>(difference =>
        {
            difference.ToTable("sync_differences").HasKey(x => x.Id);
            difference.Property(x => x.Id).ValueGeneratedNever();
            difference.Property(x => x.ExternalId).HasMaxLength(GuestLink.LongestId).UseCollation(Migrating.BinaryCollation(Database.ProviderName!));
            difference.Property(x => x.Theirs).HasMaxLength(Difference.LongestValue);
            difference.Property(x => x.Sentence).HasMaxLength(Operation.LongestSentence);
            difference.HasIndex(x => new { x.ConnectionId, x.ExternalId, x.Field }).IsUnique();
            difference.HasIndex(x => x.CustomerId);
        });
        model.Entity<KnownEmail>(email =>
        {
            email.ToTable("sync_known_emails").HasKey(x => x.Id);
            email.Property(x => x.Id).ValueGeneratedNever();
            email.Property(x => x.Hash).HasMaxLength(64);
            email.HasIndex(x => new { x.BusinessId, x.Hash, x.CustomerId }).IsUnique();
            email.HasIndex(x => x.CustomerId);
        });
    }
}
