using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0002_AlertsAndDeleted")]
internal sealed class AlertsAndDeleted : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("AlertMessage", "customers_customers", maxLength: 500, nullable: true);
        migrationBuilder.AddColumn<DateTime>("DeletedAtUtc", "customers_customers", nullable: true);
    }
}
