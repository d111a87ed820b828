using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0003_Record")]
internal sealed class Record : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>("ReleasedAtUtc", "customers_contact_points", nullable: true);
        migrationBuilder.DropIndex("IX_customers_contact_points_verified", "customers_contact_points");
        migrationBuilder.CreateIndex("IX_customers_contact_points_verified", "customers_contact_points", ["BusinessId", "Key"], unique: true, filter: "\"State\" = 'Verified' AND \"ReleasedAtUtc\" IS NULL");
        migrationBuilder.CreateTable("customers_settings", t => new
        {
            BusinessId = t.Column<Guid>(),
            Version = t.Column<int>(),
            Registration = t.Column<string>(maxLength: 24),
            FlagWithoutRegistration = t.Column<bool>(),
        }, constraints: c => c.PrimaryKey("PK_customers_settings", x => x.BusinessId));
    }
}
