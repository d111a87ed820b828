using BookingPlatform.Kernel.Brakes;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Nodes;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>The kernel's own tables: outbox, its lanes, pauses and counts, nodes, audit trail, answers to idempotent requests, job runs, and what may be done a few times only.</summary>
public sealed class KernelDb(DbContextOptions<KernelDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<OutboxLane> Lanes => Set<OutboxLane>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditSeal> Seals => Set<AuditSeal>();

    public DbSet<StoredAnswer> Answers => Set<StoredAnswer>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<OutboxPause> Pauses => Set<OutboxPause>();

    public DbSet<TallyRow> Tallies => Set<TallyRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<BrakeRow> Brakes => Set<BrakeRow>();

    protected override void Shape(ModelBuilder model)
    {
        ShapeOutbox(model);
        ShapeAudit(model);
        model.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("kernel_answers").HasKey(x => new { x.BusinessId, x.Key });
            answer.Property(x => x.RequestHash).HasMaxLength(64);
            answer.Property(x => x.Location).HasMaxLength(400);
            answer.Property(x => x.Body).HasMaxLength(-1);
            answer.HasIndex(x => x.AtUtc);
        });
        model.Entity<JobRun>(run =>
        {
            run.ToTable("kernel_job_runs").HasKey(x => x.Id);
            run.Property(x => x.Id).ValueGeneratedNever();
            run.Property(x => x.Error).HasMaxLength(1000);
            run.HasIndex(x => new { x.Job, x.StartedAtUtc });
            run.HasIndex(x => x.StartedAtUtc);
        });
        model.Entity<NodeRow>().ToTable("kernel_nodes").HasKey(x => x.Name);
        model.Entity<BrakeRow>(row =>
        {
            row.ToTable("kernel_brakes").HasKey(x => x.Key);
            row.Property(x => x.Key).HasMaxLength(64);
            row.HasIndex(x => x.EndsAtUtc);
        });
    }

    private static void ShapeOutbox(ModelBuilder model)
    {
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("kernel_outbox").HasKey(x => x.Seq);
            row.Property(x => x.Seq).ValueGeneratedOnAdd();
            row.Property(x => x.Body).HasMaxLength(4000);
            row.Property(x => x.TraceParent).HasMaxLength(64);
            row.Property(x => x.Error).HasMaxLength(1000);
            row.HasIndex(x => new { x.State, x.DueAtUtc, x.Lane });
            row.Property(x => x.Cause).HasMaxLength(OutboxRow.LongestCause);
            row.HasIndex(x => new { x.BusinessId, x.State, x.Seq });
            row.HasIndex(x => new { x.BusinessId, x.Listener, x.State, x.Cause, x.Seq });
            row.HasIndex(x => new { x.BusinessId, x.CustomerId });
            row.HasIndex(x => new { x.BusinessId, x.BookingId });
        });
        model.Entity<OutboxLane>(lane =>
        {
            lane.ToTable("kernel_lanes").HasKey(x => x.Lane);
            lane.Property(x => x.Lane).ValueGeneratedNever();
        });
        model.Entity<OutboxPause>().ToTable("kernel_pauses").HasKey(x => new { x.BusinessId, x.Listener });
        model.Entity<TallyRow>(tally =>
        {
            tally.ToTable("kernel_tallies").HasKey(x => new { x.BusinessId, x.SlotUtc });
            tally.HasIndex(x => x.SlotUtc);
        });
    }

    private static void ShapeAudit(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("kernel_audit").HasKey(x => x.Id);
            entry.Property(x => x.Id).ValueGeneratedNever();
            entry.Property(x => x.Action).HasMaxLength(80);
            entry.Property(x => x.Sentence).HasMaxLength(AuditEntry.LongestSentence);
            entry.Property(x => x.Before).HasMaxLength(AuditEntry.LongestValue);
            entry.Property(x => x.After).HasMaxLength(AuditEntry.LongestValue);
            entry.Property(x => x.Digest).HasMaxLength(64);
            entry.HasIndex(x => new { x.BusinessId, x.SubjectId, x.AtUtc });
            entry.HasIndex(x => new { x.BusinessId, x.AtUtc });
        });
        model.Entity<AuditSeal>(seal =>
        {
            seal.ToTable("kernel_audit_seals").HasKey(x => new { x.BusinessId, x.Number });
            seal.Property(x => x.Hash).HasMaxLength(64);
        });
    }
}
