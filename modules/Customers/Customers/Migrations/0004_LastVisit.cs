using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0004_LastVisit")]
internal sealed class LastVisit : Migration
{
    private const string Table = "customers_customers";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("LastVisit", Table, nullable: true);
        migrationBuilder.CreateIndex("IX_customers_customers_BusinessId_LastVisit_Id", Table, ["BusinessId", "LastVisit", "Id"]);
        migrationBuilder.CreateIndex("IX_customers_customers_BusinessId_CreatedAtUtc_Id", Table, ["BusinessId", "CreatedAtUtc", "Id"]);
        migrationBuilder.CreateIndex("IX_customers_customers_flagged", Table, ["BusinessId", "SortName", "Id"], filter: "\"AlertMessage\" IS NOT NULL");
    }
}
