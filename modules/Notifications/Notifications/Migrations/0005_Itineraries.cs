using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0005_Itineraries")]
internal sealed class Itineraries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<Guid>("ItineraryId", "notifications_messages", nullable: true);
}
