using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0008_Suppressions")]
internal sealed class Suppressions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("notifications_suppressions", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Address = t.Column<string>(maxLength: 320),
            Reason = t.Column<string>(maxLength: 24),
            AtUtc = t.Column<DateTime>(),
            Detail = t.Column<string>(maxLength: 600, nullable: true),
            CustomerId = t.Column<Guid>(nullable: true),
            MessageId = t.Column<Guid>(nullable: true),
            LiftedAtUtc = t.Column<DateTime>(nullable: true),
            LiftedBy = t.Column<string>(maxLength: 200, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_notifications_suppressions", x => x.Id));
        migrationBuilder.CreateIndex("IX_notifications_suppressions_BusinessId_Address", "notifications_suppressions", ["BusinessId", "Address"], unique: true, filter: "\"LiftedAtUtc\" IS NULL");
        migrationBuilder.CreateIndex("IX_notifications_suppressions_BusinessId_AtUtc_Id", "notifications_suppressions", ["BusinessId", "AtUtc", "Id"]);
        migrationBuilder.CreateIndex("IX_notifications_messages_MailId", "notifications_messages", "MailId");
    }
}
