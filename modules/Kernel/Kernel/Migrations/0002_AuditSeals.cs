using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Kernel.Migrations;

[DbContext(typeof(KernelDb)), Migration("0002_AuditSeals")]
public sealed class AuditSeals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("Seal", "kernel_audit", nullable: true);
        migrationBuilder.AddColumn<string>("Digest", "kernel_audit", maxLength: 64, nullable: true);
        migrationBuilder.AddColumn<Guid>("Salt", "kernel_audit", nullable: true);
        migrationBuilder.AddColumn<Guid>("ErasureId", "kernel_audit", nullable: true);
        migrationBuilder.CreateIndex("IX_kernel_audit_BusinessId_AtUtc", "kernel_audit", ["BusinessId", "AtUtc"]);
        migrationBuilder.CreateTable("kernel_audit_seals", t => new
        {
            BusinessId = t.Column<Guid>(),
            Number = t.Column<int>(),
            AtUtc = t.Column<DateTime>(),
            Lines = t.Column<int>(),
            Hash = t.Column<string>(maxLength: 64),
        }, constraints: c => c.PrimaryKey("PK_kernel_audit_seals", x => new { x.BusinessId, x.Number }));
    }
}
