using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.NoShow.Migrations;

[DbContext(typeof(NoShowDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Settings(migrationBuilder);
        Records(migrationBuilder);
        Blocks(migrationBuilder);
        Keys(migrationBuilder);
        Approvals(migrationBuilder);
        Notes(migrationBuilder);
    }

    private static void Settings(MigrationBuilder m)
    {
        m.CreateTable("noshow_settings", t => new
        {
            BusinessId = t.Column<Guid>(),
            IsAdvanced = t.Column<bool>(),
            Detection = t.Column<string>(maxLength: 24),
            GraceMinutes = t.Column<int>(),
            BlockMonths = t.Column<int>(),
            ProtectedSecret = t.Column<string>(maxLength: 1000, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_settings", x => x.BusinessId));
        m.CreateTable("noshow_graces", t => new
        {
            ServiceId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Minutes = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_graces", x => x.ServiceId));
    }

    private static void Records(MigrationBuilder m)
    {
        m.CreateTable("noshow_records", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            StartsAtUtc = t.Column<DateTime>(),
            MarkedAtUtc = t.Column<DateTime>(),
            IsFake = t.Column<bool>(),
            VoidedBill = t.Column<bool>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_records", x => x.BookingId));
        m.CreateIndex("IX_noshow_records_CustomerId", "noshow_records", "CustomerId");
        m.CreateIndex("IX_noshow_records_BusinessId_StartsAtUtc", "noshow_records", ["BusinessId", "StartsAtUtc"]);
        m.CreateTable("noshow_proposals", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ProposedAtUtc = t.Column<DateTime>(),
            GraceMinutes = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_proposals", x => x.BookingId));
    }

    private static void Blocks(MigrationBuilder m)
    {
        m.CreateTable("noshow_blocks", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            CurrentFor = t.Column<Guid>(nullable: true),
            Cause = t.Column<string>(maxLength: 24),
            Reason = t.Column<string>(maxLength: 500),
            SetAtUtc = t.Column<DateTime>(),
            SetBy = t.Column<string>(maxLength: 200),
            UntilUtc = t.Column<DateTime>(nullable: true),
            LiftedAtUtc = t.Column<DateTime>(nullable: true),
            LiftedBy = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_blocks", x => x.Id));
        m.CreateIndex("IX_noshow_blocks_CurrentFor", "noshow_blocks", "CurrentFor", unique: true, filter: "\"CurrentFor\" IS NOT NULL");
        m.CreateIndex("IX_noshow_blocks_CustomerId", "noshow_blocks", "CustomerId");
        m.CreateIndex("IX_noshow_blocks_BusinessId", "noshow_blocks", "BusinessId");
    }

    private static void Keys(MigrationBuilder m)
    {
        m.CreateTable("noshow_block_keys", t => new
        {
            BlockId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Hash = t.Column<string>(maxLength: 64),
            BusinessId = t.Column<Guid>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_block_keys", x => new { x.BlockId, x.Kind, x.Hash }));
        m.CreateIndex("IX_noshow_block_keys_BusinessId_Hash", "noshow_block_keys", ["BusinessId", "Hash"]);
    }

    private static void Approvals(MigrationBuilder m)
    {
        m.CreateTable("noshow_approvals", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(nullable: true),
            WaitingFor = t.Column<Guid>(nullable: true),
            Reason = t.Column<string>(maxLength: 500),
            Until = t.Column<DateOnly>(nullable: true),
            AskedAtUtc = t.Column<DateTime>(),
            AskedBy = t.Column<string>(maxLength: 200),
            IsApproved = t.Column<bool>(nullable: true),
            DecidedAtUtc = t.Column<DateTime>(nullable: true),
            DecidedBy = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_approvals", x => x.Id));
        m.CreateIndex("IX_noshow_approvals_WaitingFor", "noshow_approvals", "WaitingFor", unique: true, filter: "\"WaitingFor\" IS NOT NULL");
        m.CreateIndex("IX_noshow_approvals_BusinessId_AskedAtUtc", "noshow_approvals", ["BusinessId", "AskedAtUtc"]);
    }

    private static void Notes(MigrationBuilder m)
    {
        m.CreateTable("noshow_kept_bookings", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            KeptAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_kept_bookings", x => x.BookingId));
        m.CreateTable("noshow_merged", t => new
        {
            MergeId = t.Column<Guid>(),
            RowId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            CustomerId = t.Column<Guid>(),
            WasCurrent = t.Column<bool>(),
        }, constraints: c => c.PrimaryKey("PK_noshow_merged", x => new { x.MergeId, x.RowId }));
    }
}
