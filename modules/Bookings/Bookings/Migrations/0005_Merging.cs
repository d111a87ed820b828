using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

[DbContext(typeof(BookingsDb)), Migration("0005_Merging")]
internal sealed class Merging : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("bookings_merged", t => new
        {
            MergeId = t.Column<Guid>(),
            RowId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            FromCustomerId = t.Column<Guid>(),
            Alert = t.Column<string>(maxLength: 500, nullable: true),
            AlertIsInherited = t.Column<bool>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_merged", x => new { x.MergeId, x.RowId }));
    }
}
