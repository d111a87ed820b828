using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0011_MaskContacts")]
internal sealed class MaskContacts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>("MaskContacts", "customers_settings", nullable: false, defaultValue: false);
}
