using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0007_Merges")]
internal sealed class Merges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<Guid>("MergedIntoId", "customers_customers", nullable: true);
        migrationBuilder.CreateIndex("IX_customers_customers_MergedIntoId", "customers_customers", "MergedIntoId", filter: "\"MergedIntoId\" IS NOT NULL");
        MergedRecords(migrationBuilder);
        FormerEmails(migrationBuilder);
    }

    private static void MergedRecords(MigrationBuilder m)
    {
        m.CreateTable("customers_merges", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            KeptId = t.Column<Guid>(),
            MergedAtUtc = t.Column<DateTime>(),
            ByName = t.Column<string>(maxLength: 200),
            Before = t.Column<string>(maxLength: 20_000),
            After = t.Column<string>(maxLength: 20_000),
            Moved = t.Column<string>(maxLength: 1000),
            UndoneAtUtc = t.Column<DateTime>(nullable: true),
            UndoneByName = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_customers_merges", x => x.Id));
        m.CreateTable("customers_merged", t => new
        {
            MergeId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Place = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_customers_merged", x => new { x.MergeId, x.CustomerId }));
        m.CreateIndex("IX_customers_merged_CustomerId", "customers_merged", "CustomerId");
    }

    private static void FormerEmails(MigrationBuilder m)
    {
        m.CreateTable("customers_former_emails", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            MergeId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            Address = t.Column<string>(maxLength: 254),
            Key = t.Column<string>(maxLength: 254),
            State = t.Column<string>(maxLength: 24),
        }, constraints: c => c.PrimaryKey("PK_customers_former_emails", x => x.Id));
        m.CreateIndex("IX_customers_former_emails_BusinessId_Key", "customers_former_emails", ["BusinessId", "Key"]);
        m.CreateIndex("IX_customers_former_emails_MergeId", "customers_former_emails", "MergeId");
    }
}
