using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var binary = Migrating.BinaryCollation(migrationBuilder.ActiveProvider!);
        Customers(migrationBuilder, binary);
        ContactPoints(migrationBuilder);
        Search(migrationBuilder, binary);
        OwnDomains(migrationBuilder);
    }

    private static void Customers(MigrationBuilder m, string binary)
    {
        m.CreateTable("customers_customers", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Version = t.Column<int>(),
            FirstName = t.Column<string>(maxLength: 100),
            LastName = t.Column<string>(maxLength: 100),
            SortName = t.Column<string>(maxLength: 200, collation: binary),
            PhoneAsTyped = t.Column<string>(maxLength: 40, nullable: true),
            PhoneE164 = t.Column<string>(maxLength: 16, nullable: true),
            Street = t.Column<string>(maxLength: 200, nullable: true),
            PostalCode = t.Column<string>(maxLength: 20, nullable: true),
            City = t.Column<string>(maxLength: 100, nullable: true),
            Region = t.Column<string>(maxLength: 100, nullable: true),
            Country = t.Column<string>(maxLength: 2, nullable: true),
            Notes = t.Column<string>(maxLength: 2000, nullable: true),
            Language = t.Column<string>(maxLength: 35, nullable: true),
            CreatedAtUtc = t.Column<DateTime>(),
            ChangedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_customers_customers", x => x.Id));
        m.CreateIndex("IX_customers_customers_BusinessId_SortName_Id", "customers_customers", ["BusinessId", "SortName", "Id"]);
    }

    private static void ContactPoints(MigrationBuilder m)
    {
        m.CreateTable("customers_contact_points", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            Address = t.Column<string>(maxLength: 254),
            Key = t.Column<string>(maxLength: 254),
            State = t.Column<string>(maxLength: 24),
            SinceUtc = t.Column<DateTime>(),
        }, constraints: c =>
        {
            c.PrimaryKey("PK_customers_contact_points", x => x.Id);
            c.ForeignKey("FK_customers_contact_points_customers_customers_CustomerId", x => x.CustomerId, "customers_customers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_customers_contact_points_CustomerId", "customers_contact_points", "CustomerId", unique: true);
        m.CreateIndex("IX_customers_contact_points_BusinessId_Key", "customers_contact_points", ["BusinessId", "Key"]);
        m.CreateIndex("IX_customers_contact_points_verified", "customers_contact_points", ["BusinessId", "Key"], unique: true, filter: "\"State\" = 'Verified'");
    }

    private static void Search(MigrationBuilder m, string binary) => m.CreateTable("customers_search", t => new
    {
        BusinessId = t.Column<Guid>(),
        Text = t.Column<string>(maxLength: 300, collation: binary),
        CustomerId = t.Column<Guid>(),
    }, constraints: c => c.PrimaryKey("PK_customers_search", x => new { x.BusinessId, x.Text, x.CustomerId }));

    private static void OwnDomains(MigrationBuilder m) => m.CreateTable("customers_own_domains", t => new
    {
        BusinessId = t.Column<Guid>(),
        Domain = t.Column<string>(maxLength: 254),
    }, constraints: c => c.PrimaryKey("PK_customers_own_domains", x => new { x.BusinessId, x.Domain }));
}
