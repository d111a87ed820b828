using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0008_Erasing")]
internal sealed class Erasing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>("ErasedAtUtc", "customers_customers", nullable: true);
        migrationBuilder.CreateTable("customers_erasures", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            WaitingFor = t.Column<Guid>(nullable: true),
            Reason = t.Column<string>(maxLength: 24),
            AskedAtUtc = t.Column<DateTime>(),
            AskedBy = t.Column<string>(maxLength: 200),
            DueAtUtc = t.Column<DateTime>(),
            Hold = t.Column<string>(maxLength: 400, nullable: true),
            DoneAtUtc = t.Column<DateTime>(nullable: true),
            CalledOffAtUtc = t.Column<DateTime>(nullable: true),
            CalledOffBy = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_customers_erasures", x => x.Id));
        migrationBuilder.CreateIndex("IX_customers_erasures_WaitingFor", "customers_erasures", "WaitingFor", unique: true, filter: "\"WaitingFor\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_customers_erasures_CustomerId", "customers_erasures", "CustomerId");
        migrationBuilder.CreateTable("customers_legal_holds", t => new
        {
            CustomerId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Reason = t.Column<string>(maxLength: 200),
            Until = t.Column<DateOnly>(nullable: true),
            SetBy = t.Column<string>(maxLength: 200),
            SetAtUtc = t.Column<DateTime>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_customers_legal_holds", x => x.CustomerId));
    }
}
