using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

[DbContext(typeof(BookingsDb)), Migration("0003_Assigning")]
internal sealed class Assigning : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<Guid>("AssignmentId", "bookings_bookings", nullable: true);
        migrationBuilder.CreateTable("bookings_assignments", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ToCustomerId = t.Column<Guid>(),
            MadeAtUtc = t.Column<DateTime>(),
            UndoneAtUtc = t.Column<DateTime>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_assignments", x => x.Id));
        migrationBuilder.CreateTable("bookings_assigned", t => new
        {
            AssignmentId = t.Column<Guid>(),
            BookingId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            FromCustomerId = t.Column<Guid>(),
            PreviousAssignmentId = t.Column<Guid>(nullable: true),
            InheritedAlert = t.Column<string>(maxLength: 500, nullable: true),
        }, constraints: c => c.PrimaryKey("PK_bookings_assigned", x => new { x.AssignmentId, x.BookingId }));
    }
}
