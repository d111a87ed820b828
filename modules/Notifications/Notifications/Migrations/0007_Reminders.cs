using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0007_Reminders")]
internal sealed class Reminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("ReminderHours", "notifications_switches", maxLength: 40, nullable: true);
        migrationBuilder.AddColumn<int>("QuietFromMinute", "notifications_switches", nullable: true);
        migrationBuilder.AddColumn<int>("QuietUntilMinute", "notifications_switches", nullable: true);
        migrationBuilder.AddColumn<int>("IntakeNumber", "notifications_switches", nullable: true);
        migrationBuilder.AddColumn<DateTime>("NotBeforeUtc", "notifications_messages", nullable: true);
        migrationBuilder.AddColumn<DateTime>("RemindsOfUtc", "notifications_messages", nullable: true);
        migrationBuilder.CreateIndex("IX_notifications_messages_NotBeforeUtc", "notifications_messages", "NotBeforeUtc", filter: "\"NotBeforeUtc\" IS NOT NULL");
        migrationBuilder.CreateTable("notifications_muted_bookings", t => new
        {
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            SinceUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_muted_bookings", x => x.BookingId));
    }
}
