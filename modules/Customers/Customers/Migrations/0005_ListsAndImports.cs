using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0005_ListsAndImports")]
internal sealed class ListsAndImports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Lists(migrationBuilder);
        Members(migrationBuilder);
        SavedFilters(migrationBuilder);
        Imports(migrationBuilder);
        RefusedLines(migrationBuilder);
        migrationBuilder.AddColumn<Guid>("ImportId", "customers_customers", nullable: true);
        migrationBuilder.CreateIndex("IX_customers_customers_ImportId", "customers_customers", "ImportId", filter: "\"ImportId\" IS NOT NULL");
    }

    private static void Lists(MigrationBuilder m)
    {
        m.CreateTable("customers_lists", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Version = t.Column<int>(),
            Name = t.Column<string>(maxLength: 100),
            NameKey = t.Column<string>(maxLength: 100),
        }, constraints: c => c.PrimaryKey("PK_customers_lists", x => x.Id));
        m.CreateIndex("IX_customers_lists_BusinessId_NameKey", "customers_lists", ["BusinessId", "NameKey"], unique: true);
    }

    private static void Members(MigrationBuilder m)
    {
        m.CreateTable("customers_list_members", t => new
        {
            ListId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
        }, constraints: c =>
        {
            c.PrimaryKey("PK_customers_list_members", x => new { x.ListId, x.CustomerId });
            c.ForeignKey("FK_customers_list_members_customers_lists_ListId", x => x.ListId, "customers_lists", "Id", onDelete: ReferentialAction.Cascade);
            c.ForeignKey("FK_customers_list_members_customers_customers_CustomerId", x => x.CustomerId, "customers_customers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_customers_list_members_CustomerId", "customers_list_members", "CustomerId");
    }

    private static void SavedFilters(MigrationBuilder m)
    {
        m.CreateTable("customers_saved_filters", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 100),
            NameKey = t.Column<string>(maxLength: 100),
            Query = t.Column<string>(maxLength: 500),
        }, constraints: c => c.PrimaryKey("PK_customers_saved_filters", x => x.Id));
        m.CreateIndex("IX_customers_saved_filters_BusinessId_NameKey", "customers_saved_filters", ["BusinessId", "NameKey"], unique: true);
    }

    private static void Imports(MigrationBuilder m)
    {
        m.CreateTable("customers_imports", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            AtUtc = t.Column<DateTime>(),
            ByName = t.Column<string>(maxLength: 200),
            FileName = t.Column<string>(maxLength: 200, nullable: true),
            Headings = t.Column<string>(maxLength: 4000),
            Rows = t.Column<int>(),
            Imported = t.Column<int>(),
            Duplicates = t.Column<int>(),
            Refused = t.Column<int>(),
            UndoneAtUtc = t.Column<DateTime>(nullable: true),
            Removed = t.Column<int>(),
            Kept = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_customers_imports", x => x.Id));
        m.CreateIndex("IX_customers_imports_BusinessId_AtUtc", "customers_imports", ["BusinessId", "AtUtc"]);
    }

    private static void RefusedLines(MigrationBuilder m) => m.CreateTable("customers_import_refused", t => new
    {
        ImportId = t.Column<Guid>(),
        Row = t.Column<long>(),
        BusinessId = t.Column<Guid>(),
        Text = t.Column<string>(maxLength: 4000),
        Reason = t.Column<string>(maxLength: 300),
    }, constraints: c =>
    {
        c.PrimaryKey("PK_customers_import_refused", x => new { x.ImportId, x.Row });
        c.ForeignKey("FK_customers_import_refused_customers_imports_ImportId", x => x.ImportId, "customers_imports", "Id", onDelete: ReferentialAction.Cascade);
    });
}
