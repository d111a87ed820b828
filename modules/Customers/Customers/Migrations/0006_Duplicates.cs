using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Customers.Migrations;

[DbContext(typeof(CustomersDb)), Migration("0006_Duplicates")]
internal sealed class Duplicates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Keys(migrationBuilder);
        Pairs(migrationBuilder);
        Models(migrationBuilder);
        Settings(migrationBuilder);
    }

    private static void Keys(MigrationBuilder m)
    {
        m.CreateTable("customers_match_keys", t => new
        {
            BusinessId = t.Column<Guid>(),
            Key = t.Column<long>(),
            CustomerId = t.Column<Guid>(),
        }, constraints: c =>
        {
            c.PrimaryKey("PK_customers_match_keys", x => new { x.BusinessId, x.Key, x.CustomerId });
            c.ForeignKey("FK_customers_match_keys_customers_customers_CustomerId", x => x.CustomerId, "customers_customers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_customers_match_keys_CustomerId_BusinessId_Key", "customers_match_keys", ["CustomerId", "BusinessId", "Key"]);
    }

    private static void Pairs(MigrationBuilder m)
    {
        m.CreateTable("customers_duplicates", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Version = t.Column<int>(),
            OneId = t.Column<Guid>(),
            OtherId = t.Column<Guid>(),
            Bits = t.Column<double>(),
            CertainBits = t.Column<double>(nullable: true),
            Reasons = t.Column<string>(maxLength: 2000),
            State = t.Column<string>(maxLength: 24),
            Round = t.Column<int>(),
            DecidedAtUtc = t.Column<DateTime>(nullable: true),
            DecidedBy = t.Column<string>(maxLength: 200, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_customers_duplicates", x => x.Id));
        m.CreateIndex("IX_customers_duplicates_BusinessId_OneId_OtherId", "customers_duplicates", ["BusinessId", "OneId", "OtherId"], unique: true);
        m.CreateIndex("IX_customers_duplicates_BusinessId_OtherId", "customers_duplicates", ["BusinessId", "OtherId"]);
        m.CreateIndex("IX_customers_duplicates_BusinessId_State_Bits_Id", "customers_duplicates", ["BusinessId", "State", "Bits", "Id"]);
    }

    private static void Models(MigrationBuilder m) => m.CreateTable("customers_match_models", t => new
    {
        BusinessId = t.Column<Guid>(),
        Version = t.Column<int>(),
        LearnedAtUtc = t.Column<DateTime>(),
        Customers = t.Column<int>(),
        Body = t.Column<byte[]>(),
    }, constraints: c => c.PrimaryKey("PK_customers_match_models", x => x.BusinessId));

    private static void Settings(MigrationBuilder m) => m.CreateTable("customers_duplicate_settings", t => new
    {
        BusinessId = t.Column<Guid>(),
        Version = t.Column<int>(),
        Suggest = t.Column<double>(),
        Certain = t.Column<double>(),
    }, constraints: c => c.PrimaryKey("PK_customers_duplicate_settings", x => x.BusinessId));
}
