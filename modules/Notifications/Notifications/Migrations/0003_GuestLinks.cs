using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0003_GuestLinks")]
internal sealed class GuestLinks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Links(migrationBuilder);
        migrationBuilder.CreateTable("notifications_guest_passwords", t => new
        {
            CustomerId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 200),
            ChangedAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_guest_passwords", x => x.CustomerId));
    }

    private static void Links(MigrationBuilder m)
    {
        m.CreateTable("notifications_guest_links", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            CurrentFor = t.Column<Guid>(nullable: true),
            Purpose = t.Column<string>(maxLength: 24),
            AskedAtUtc = t.Column<DateTime>(),
            Hash = t.Column<string>(maxLength: 64, nullable: true),
            ExpiresAtUtc = t.Column<DateTime>(nullable: true),
            SentAtUtc = t.Column<DateTime>(nullable: true),
            UsedAtUtc = t.Column<DateTime>(nullable: true),
            ReasonText = t.Column<string>(maxLength: 600, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_guest_links", x => x.Id));
        m.CreateIndex("IX_notifications_guest_links_CurrentFor", "notifications_guest_links", "CurrentFor", unique: true, filter: "\"CurrentFor\" IS NOT NULL");
        m.CreateIndex("IX_notifications_guest_links_Hash", "notifications_guest_links", "Hash", unique: true, filter: "\"Hash\" IS NOT NULL");
        m.CreateIndex("IX_notifications_guest_links_CustomerId_AskedAtUtc", "notifications_guest_links", ["CustomerId", "AskedAtUtc"]);
    }
}
