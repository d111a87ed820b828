using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.GuestApp.Migrations;

[DbContext(typeof(GuestAppDb)), Migration("0002_Claims")]
internal sealed class Claims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("guestapp_claims", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            CodeHash = t.Column<string>(maxLength: 64),
            MadeAtUtc = t.Column<DateTime>(),
            ExpiresAtUtc = t.Column<DateTime>(),
            UsedAtUtc = t.Column<DateTime>(nullable: true),
            OtherCustomerId = t.Column<Guid>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_guestapp_claims", x => x.Id));
        migrationBuilder.CreateIndex("IX_guestapp_claims_CodeHash", "guestapp_claims", "CodeHash", unique: true);
        migrationBuilder.CreateIndex("IX_guestapp_claims_BusinessId_CustomerId", "guestapp_claims", ["BusinessId", "CustomerId"]);
    }
}
