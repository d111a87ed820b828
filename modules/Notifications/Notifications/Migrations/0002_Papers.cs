using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0002_Papers")]
internal sealed class Papers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Brochures(migrationBuilder);
        migrationBuilder.CreateTable("notifications_objections", t => new
        {
            CustomerId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Post = t.Column<bool>(),
            Email = t.Column<bool>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_objections", x => x.CustomerId));
        migrationBuilder.CreateTable("notifications_letter_templates", t => new
        {
            BusinessId = t.Column<Guid>(),
            Sender = t.Column<string>(maxLength: 500, nullable: true),
            Subject = t.Column<string>(maxLength: 200),
            Body = t.Column<string>(maxLength: 4000),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_letter_templates", x => x.BusinessId));
    }

    private static void Brochures(MigrationBuilder m)
    {
        m.CreateTable("notifications_brochure_requests", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            OpenFor = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 24),
            RequestedAtUtc = t.Column<DateTime>(),
            SentAtUtc = t.Column<DateTime>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_notifications_brochure_requests", x => x.Id));
        m.CreateIndex("IX_notifications_brochure_requests_OpenFor", "notifications_brochure_requests", "OpenFor", unique: true, filter: "\"OpenFor\" IS NOT NULL");
        m.CreateIndex("IX_notifications_brochure_requests_BusinessId_RequestedAtUtc_Id", "notifications_brochure_requests", ["BusinessId", "RequestedAtUtc", "Id"]);
        m.CreateIndex("IX_notifications_brochure_requests_CustomerId", "notifications_brochure_requests", "CustomerId");
    }
}
