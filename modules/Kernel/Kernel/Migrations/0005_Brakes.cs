using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Kernel.Migrations;

/// <summary>What may be done a few times only, counted for all nodes.</summary>
[DbContext(typeof(KernelDb)), Migration("0005_Brakes")]
public sealed class Brakes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("kernel_brakes", t => new
        {
            Key = t.Column<string>(maxLength: 64),
            Count = t.Column<int>(),
            EndsAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_kernel_brakes", x => x.Key));
        migrationBuilder.CreateIndex("IX_kernel_brakes_EndsAtUtc", "kernel_brakes", "EndsAtUtc");
    }
}
