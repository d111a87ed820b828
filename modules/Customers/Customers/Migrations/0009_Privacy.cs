using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0009_Privacy")]
internal sealed class Privacy : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("customers_privacy", t => new
    {
        BusinessId = t.Column<Guid>(),
        Version = t.Column<int>(),
        InactiveMonths = t.Column<int>(nullable: true),
        DeletedDays = t.Column<int>(nullable: true),
    }, constraints: c => c.PrimaryKey("PK_customers_privacy", x => x.BusinessId));
}
