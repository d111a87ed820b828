using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Domain;
using BookingPlatform.NoShow.Policy;
using BookingPlatform.NoShow.Risk;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow;

internal sealed class NoShowDb(DbContextOptions<NoShowDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<NoShowSettings> Settings => Set<NoShowSettings>();

    public DbSet<ServiceGrace> Graces => Set<ServiceGrace>();

    public DbSet<NoShowRecord> Records => Set<NoShowRecord>();

    public DbSet<NoShowProposal> Proposals => Set<NoShowProposal>();

    public DbSet<OnlineBlock> Blocks => Set<OnlineBlock>();

    public DbSet<BlockKey> BlockKeys => Set<BlockKey>();

    public DbSet<BlockApproval> Approvals => Set<BlockApproval>();

    public DbSet<NoShowPolicy> Policies => Set<NoShowPolicy>();

    public DbSet<Objection> Objections => Set<Objection>();

    public DbSet<LearnedModel> Models => Set<LearnedModel>();

    public DbSet<RiskMark> RiskMarks => Set<RiskMark>();

    public DbSet<KeptBooking> KeptBookings => Set<KeptBooking>();

    public DbSet<MergedRow> Merged => Set<MergedRow>();

    protected override void Shape(ModelBuilder model)
    {
        RiskShape.Of(model);
        ShapeRecords(model);
        ShapeBlocks(model);
    }

    private static void ShapeRecords(ModelBuilder model)
    {
        model.Entity<NoShowSettings>(settings =>
        {
            settings.ToTable("noshow_settings").HasKey(x => x.BusinessId);
            settings.Property(x => x.BusinessId).ValueGeneratedNever();
            settings.Property(x => x.ProtectedSecret).HasMaxLength(1000);
        });
        model.Entity<ServiceGrace>(grace =>
        {
            grace.ToTable("noshow_graces").HasKey(x => x.ServiceId);
            grace.Property(x => x.ServiceId).ValueGeneratedNever();
        });
        model.Entity<NoShowRecord>(record =>
        {
            record.ToTable("noshow_records").HasKey(x => x.BookingId);
            record.Property(x => x.BookingId).ValueGeneratedNever();
            record.HasIndex(x => x.CustomerId);
            record.HasIndex(x => new { x.BusinessId, x.StartsAtUtc });
        });
        model.Entity<NoShowProposal>(proposal =>
        {
            proposal.ToTable("noshow_proposals").HasKey(x => x.BookingId);
            proposal.Property(x => x.BookingId).ValueGeneratedNever();
        });
        model.Entity<KeptBooking>().ToTable("noshow_kept_bookings").HasKey(x => x.BookingId);
        model.Entity<KeptBooking>().Property(x => x.BookingId).ValueGeneratedNever();
        model.Entity<MergedRow>().ToTable("noshow_merged").HasKey(x => new { x.MergeId, x.RowId });
    }

    private static void ShapeBlocks(ModelBuilder model)
    {
        model.Entity<OnlineBlock>(block =>
        {
            block.ToTable("noshow_blocks").HasKey(x => x.Id);
            block.Property(x => x.Id).ValueGeneratedNever();
            block.Property(x => x.Reason).HasMaxLength(OnlineBlock.LongestReason);
            block.HasIndex(x => x.CurrentFor).IsUnique().HasFilter("\"CurrentFor\" IS NOT NULL");
            block.HasIndex(x => x.CustomerId);
            block.HasIndex(x => x.BusinessId);
        });
        model.Entity<BlockKey>(key =>
        {
            key.ToTable("noshow_block_keys").HasKey(x => new { x.BlockId, x.Kind, x.Hash });
            key.Property(x => x.Hash).HasMaxLength(64);
            key.HasIndex(x => new { x.BusinessId, x.Hash });
        });
        model.Entity<BlockApproval>(approval =>
        {
            approval.ToTable("noshow_approvals").HasKey(x => x.Id);
            approval.Property(x => x.Id).ValueGeneratedNever();
            approval.Property(x => x.Reason).HasMaxLength(OnlineBlock.LongestReason);
            approval.HasIndex(x => x.WaitingFor).IsUnique().HasFilter("\"WaitingFor\" IS NOT NULL");
            approval.HasIndex(x => new { x.BusinessId, x.AskedAtUtc });
        });
    }
}
