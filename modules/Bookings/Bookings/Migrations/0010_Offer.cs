using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

/// <summary>Price rules, closures, hours by date, and what guests may book themselves.</summary>
[DbContext(typeof(BookingsDb)), Migration("0010_Offer")]
internal sealed class OfferKept : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("HasBasePrice", "bookings_services", defaultValue: true);
        migrationBuilder.AddColumn<bool>("IsOnline", "bookings_services", defaultValue: true);
        migrationBuilder.AddColumn<int>("NoticeMinutes", "bookings_services", defaultValue: 0);
        migrationBuilder.AddColumn<int>("HorizonDays", "bookings_services", nullable: true);
        migrationBuilder.AddColumn<string>("Description", "bookings_resources", maxLength: 2000, nullable: true);
        migrationBuilder.CreateIndex("IX_bookings_bookings_Stays", "bookings_bookings", ["ResourceId", "OccupiedUntilUtc", "OccupiedFromUtc"], filter: BookingsDb.OnlyWhere("Arrival"));
        PriceRules(migrationBuilder);
        Closures(migrationBuilder);
        SpecialDays(migrationBuilder);
    }

    private static void PriceRules(MigrationBuilder m)
    {
        m.CreateTable("bookings_price_rules", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ServiceId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 100),
            From = t.Column<DateOnly>(nullable: true),
            Until = t.Column<DateOnly>(nullable: true),
            IsYearly = t.Column<bool>(),
            WeekdayBits = t.Column<int>(),
            PriceMinor = t.Column<long>(),
            IsPerPerson = t.Column<bool>(),
            MinNights = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_price_rules", x => x.Id));
        m.CreateIndex("IX_bookings_price_rules_ServiceId", "bookings_price_rules", "ServiceId");
    }

    private static void Closures(MigrationBuilder m)
    {
        m.CreateTable("bookings_closures", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            FromUtc = t.Column<DateTime>(),
            UntilUtc = t.Column<DateTime>(),
            Reason = t.Column<string>(maxLength: 200),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_closures", x => x.Id));
        m.CreateIndex("IX_bookings_closures_BusinessId_UntilUtc", "bookings_closures", ["BusinessId", "UntilUtc"]);
        m.CreateTable("bookings_closed_resources", t => new
        {
            ClosureId = t.Column<Guid>(),
            ResourceId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_closed_resources", x => new { x.ClosureId, x.ResourceId }));
    }

    private static void SpecialDays(MigrationBuilder m)
    {
        m.CreateTable("bookings_special_days", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ResourceId = t.Column<Guid>(),
            Day = t.Column<DateOnly>(),
            Hours = t.Column<string>(maxLength: 200),
        }, constraints: c => c.PrimaryKey("PK_bookings_special_days", x => x.Id));
        m.CreateIndex("IX_bookings_special_days_BusinessId_Day_ResourceId", "bookings_special_days", ["BusinessId", "Day", "ResourceId"], unique: true);
    }
}
