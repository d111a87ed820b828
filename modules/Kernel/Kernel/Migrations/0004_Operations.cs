using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Kernel.Migrations;

/// <summary>What the operations pages search by, who works, what is held back, and how much went through.</summary>
[DbContext(typeof(KernelDb)), Migration("0004_Operations")]
public sealed class Operations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Outbox(migrationBuilder);
        migrationBuilder.CreateTable("kernel_nodes", t => new
        {
            Name = t.Column<string>(maxLength: 200),
            StartedAtUtc = t.Column<DateTime>(),
            SeenAtUtc = t.Column<DateTime>(),
            Drained = t.Column<bool>(),
        }, constraints: c => c.PrimaryKey("PK_kernel_nodes", x => x.Name));
        migrationBuilder.CreateTable("kernel_pauses", t => new
        {
            BusinessId = t.Column<Guid>(),
            Listener = t.Column<string>(maxLength: 200),
            AtUtc = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
        }, constraints: c => c.PrimaryKey("PK_kernel_pauses", x => new { x.BusinessId, x.Listener }));
        migrationBuilder.CreateTable("kernel_tallies", t => new
        {
            BusinessId = t.Column<Guid>(),
            SlotUtc = t.Column<DateTime>(),
            Delivered = t.Column<int>(),
            Failed = t.Column<int>(),
            GivenUp = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_kernel_tallies", x => new { x.BusinessId, x.SlotUtc }));
        migrationBuilder.CreateIndex("IX_kernel_tallies_SlotUtc", "kernel_tallies", "SlotUtc");
        migrationBuilder.CreateIndex("IX_kernel_job_runs_StartedAtUtc", "kernel_job_runs", "StartedAtUtc");
    }

    private static void Outbox(MigrationBuilder m)
    {
        m.AddColumn<Guid>("CustomerId", "kernel_outbox", nullable: true);
        m.AddColumn<Guid>("BookingId", "kernel_outbox", nullable: true);
        m.AddColumn<string>("Cause", "kernel_outbox", maxLength: 120, nullable: true);
        m.Sql("UPDATE \"kernel_outbox\" SET \"CustomerId\" = \"About\", \"Cause\" = SUBSTRING(\"Error\", 1, 120)");
        m.DropIndex("IX_kernel_outbox_BusinessId_State", "kernel_outbox");
        m.CreateIndex("IX_kernel_outbox_BusinessId_State_Seq", "kernel_outbox", ["BusinessId", "State", "Seq"]);
        m.CreateIndex("IX_kernel_outbox_BusinessId_Listener_State_Cause_Seq", "kernel_outbox", ["BusinessId", "Listener", "State", "Cause", "Seq"]);
        m.CreateIndex("IX_kernel_outbox_BusinessId_CustomerId", "kernel_outbox", ["BusinessId", "CustomerId"]);
        m.CreateIndex("IX_kernel_outbox_BusinessId_BookingId", "kernel_outbox", ["BusinessId", "BookingId"]);
    }
}
