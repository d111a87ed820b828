using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

/// <summary>Until now every alert was the booking's own.</summary>
[DbContext(typeof(BookingsDb)), Migration("0002_Alerts")]
internal sealed class Alerts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>("AlertIsInherited", "bookings_bookings", defaultValue: false);
}
