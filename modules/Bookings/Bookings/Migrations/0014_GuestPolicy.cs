using BookingPlatform.Bookings.Domain;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

/// <summary>Until when guests may change their bookings by themselves.</summary>
[DbContext(typeof(BookingsDb)), Migration("0014_GuestPolicy")]
internal sealed class GuestPolicy : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("GuestCancelHours", "bookings_settings", defaultValue: BookingSettings.UsualGuestHours);
        migrationBuilder.AddColumn<int>("GuestMoveHours", "bookings_settings", defaultValue: BookingSettings.UsualGuestHours);
    }
}
