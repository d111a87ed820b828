using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0009_Webhooks")]
internal sealed class OutgoingWebhooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("notifications_webhooks", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Url = t.Column<string>(maxLength: 2000),
            Events = t.Column<string>(maxLength: 1000, nullable: true),
            Secret = t.Column<byte[]>(maxLength: 1000),
            OldSecret = t.Column<byte[]>(maxLength: 1000, nullable: true),
            OldSecretUntilUtc = t.Column<DateTime>(nullable: true),
            CreatedAtUtc = t.Column<DateTime>(),
            FailingSinceUtc = t.Column<DateTime>(nullable: true),
            DisabledAtUtc = t.Column<DateTime>(nullable: true),
            DisabledWhy = t.Column<string>(maxLength: 300, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_webhooks", x => x.Id));
        migrationBuilder.CreateIndex("IX_notifications_webhooks_BusinessId", "notifications_webhooks", "BusinessId");
        Deliveries(migrationBuilder);
    }

    private static void Deliveries(MigrationBuilder m)
    {
        m.CreateTable("notifications_webhook_deliveries", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            EndpointId = t.Column<Guid>(),
            Event = t.Column<string>(maxLength: 40),
            SubjectId = t.Column<Guid>(),
            Ids = t.Column<string>(maxLength: 1000),
            CauseId = t.Column<Guid>(),
            ToldAtUtc = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 24),
            Attempts = t.Column<int>(),
            Status = t.Column<int>(nullable: true),
            Error = t.Column<string>(maxLength: 300, nullable: true),
            LastAttemptUtc = t.Column<DateTime>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_webhook_deliveries", x => x.Id));
        m.CreateIndex("IX_notifications_webhook_deliveries_EndpointId_CauseId", "notifications_webhook_deliveries", ["EndpointId", "CauseId"], unique: true);
        m.CreateIndex("IX_notifications_webhook_deliveries_EndpointId_ToldAtUtc_Id", "notifications_webhook_deliveries", ["EndpointId", "ToldAtUtc", "Id"]);
    }
}
