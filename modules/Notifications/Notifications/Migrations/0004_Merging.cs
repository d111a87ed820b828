using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Notifications.Migrations;

[DbContext(typeof(NotificationsDb)), Migration("0004_Merging")]
internal sealed class Merging : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("notifications_merged", t => new
    {
        MergeId = t.Column<Guid>(),
        Kind = t.Column<string>(maxLength: 24),
        RowId = t.Column<Guid>(),
        BusinessId = t.Column<Guid>(),
        FromCustomerId = t.Column<Guid>(),
        WasCurrent = t.Column<bool>(),
        Post = t.Column<bool>(),
        Email = t.Column<bool>(),
    }, constraints: c => c.PrimaryKey("PK_notifications_merged", x => new { x.MergeId, x.Kind, x.RowId }));
}
