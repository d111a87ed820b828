using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0006_Templates")]
internal sealed class Templates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("notifications_templates", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Language = t.Column<string>(maxLength: 10),
            Number = t.Column<int>(),
            Subject = t.Column<string>(maxLength: 200, nullable: true),
            Heading = t.Column<string>(maxLength: 200, nullable: true),
            Body = t.Column<string>(maxLength: 4000, nullable: true),
            SavedAtUtc = t.Column<DateTime>(),
            SavedBy = t.Column<string>(maxLength: 200),
            Fault = t.Column<string>(maxLength: 300, nullable: true),
            FaultAtUtc = t.Column<DateTime>(nullable: true),
        }, constraints: c => c.PrimaryKey("PK_notifications_templates", x => x.Id));
        migrationBuilder.CreateIndex("IX_notifications_templates_BusinessId_Kind_Language_Number", "notifications_templates", ["BusinessId", "Kind", "Language", "Number"], unique: true);
    }
}
