using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Messages(migrationBuilder);
        migrationBuilder.CreateTable("notifications_switches", t => new
        {
            BusinessId = t.Column<Guid>(),
            Confirmations = t.Column<bool>(),
            Changes = t.Column<bool>(),
            Cancellations = t.Column<bool>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_switches", x => x.BusinessId));
    }

    private static void Messages(MigrationBuilder m)
    {
        m.CreateTable("notifications_messages", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            BookingVersion = t.Column<int>(),
            CauseId = t.Column<Guid>(),
            CreatedAtUtc = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 24),
            ReasonCode = t.Column<string>(maxLength: 40, nullable: true),
            ReasonText = t.Column<string>(maxLength: 600, nullable: true),
            MailId = t.Column<string>(maxLength: 320),
            Recipient = t.Column<string>(maxLength: 320, nullable: true),
            Subject = t.Column<string>(maxLength: 400, nullable: true),
            Language = t.Column<string>(maxLength: 35, nullable: true),
            ToldVersion = t.Column<int>(nullable: true),
            Attempts = t.Column<int>(),
            Doubts = t.Column<int>(),
            QueuedAtUtc = t.Column<DateTime>(nullable: true),
            SendingSinceUtc = t.Column<DateTime>(nullable: true),
            SentAtUtc = t.Column<DateTime>(nullable: true),
            OfferedAtUtc = t.Column<DateTime>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_messages", x => x.Id));
        m.CreateIndex("IX_notifications_messages_BusinessId_CauseId_Kind", "notifications_messages", ["BusinessId", "CauseId", "Kind"], unique: true);
        m.CreateIndex("IX_notifications_messages_BusinessId_CreatedAtUtc_Id", "notifications_messages", ["BusinessId", "CreatedAtUtc", "Id"]);
        m.CreateIndex("IX_notifications_messages_BusinessId_CustomerId_CreatedAtUtc", "notifications_messages", ["BusinessId", "CustomerId", "CreatedAtUtc"]);
        m.CreateIndex("IX_notifications_messages_BusinessId_BookingId", "notifications_messages", ["BusinessId", "BookingId"]);
        m.CreateIndex("IX_notifications_messages_BusinessId_State_CreatedAtUtc", "notifications_messages", ["BusinessId", "State", "CreatedAtUtc"]);
    }
}
