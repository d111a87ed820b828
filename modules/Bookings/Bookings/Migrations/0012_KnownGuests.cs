using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

/// <summary>Services that only known guests book themselves.</summary>
[DbContext(typeof(BookingsDb)), Migration("0012_KnownGuests")]
internal sealed class KnownGuests : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>("IsForKnownGuests", "bookings_services", defaultValue: false);
}
