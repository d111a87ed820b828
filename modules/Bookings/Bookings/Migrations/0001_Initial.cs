using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

[DbContext(typeof(BookingsDb)), Migration("0001_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Services(migrationBuilder);
        Resources(migrationBuilder);
        Sessions(migrationBuilder);
        Bookings(migrationBuilder);
        BookingIndexes(migrationBuilder);
        Holds(migrationBuilder);
        ItinerariesAndSettings(migrationBuilder);
    }

    private static void Services(MigrationBuilder m)
    {
        m.CreateTable("bookings_services", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Name = t.Column<string>(maxLength: 200),
            Description = t.Column<string>(maxLength: 2000, nullable: true),
            Minutes = t.Column<int>(),
            BufferBeforeMinutes = t.Column<int>(),
            BufferAfterMinutes = t.Column<int>(),
            Capacity = t.Column<int>(),
            PriceMinor = t.Column<long>(),
            Currency = t.Column<string>(maxLength: 3),
            Colour = t.Column<string>(maxLength: 24),
            IsActive = t.Column<bool>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_services", x => x.Id));
        m.CreateIndex("IX_bookings_services_BusinessId_Name", "bookings_services", ["BusinessId", "Name"]);
    }

    private static void Resources(MigrationBuilder m)
    {
        m.CreateTable("bookings_resources", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 24),
            Name = t.Column<string>(maxLength: 200),
            Hours = t.Column<string>(maxLength: 1000),
            IsActive = t.Column<bool>(),
            CalendarVersion = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_resources", x => x.Id));
        m.CreateIndex("IX_bookings_resources_BusinessId_Name", "bookings_resources", ["BusinessId", "Name"]);
        m.CreateTable("bookings_service_resources", t => new
        {
            ServiceId = t.Column<Guid>(),
            ResourceId = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_service_resources", x => new { x.ServiceId, x.ResourceId }));
        m.CreateIndex("IX_bookings_service_resources_ResourceId", "bookings_service_resources", "ResourceId");
    }

    private static void Sessions(MigrationBuilder m)
    {
        m.CreateTable("bookings_sessions", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ServiceId = t.Column<Guid>(),
            ResourceId = t.Column<Guid>(nullable: true),
            StartsAtUtc = t.Column<DateTime>(),
            EndsAtUtc = t.Column<DateTime>(),
            OccupiedFromUtc = t.Column<DateTime>(),
            OccupiedUntilUtc = t.Column<DateTime>(),
            Capacity = t.Column<int>(),
            CalendarVersion = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_sessions", x => x.Id));
        m.CreateIndex("IX_bookings_sessions_ServiceId_StartsAtUtc", "bookings_sessions", ["ServiceId", "StartsAtUtc"], unique: true);
        m.CreateIndex("IX_bookings_sessions_BusinessId_StartsAtUtc", "bookings_sessions", ["BusinessId", "StartsAtUtc"]);
        m.CreateIndex("IX_bookings_sessions_ResourceId_OccupiedUntilUtc", "bookings_sessions", ["ResourceId", "OccupiedUntilUtc"], filter: BookingsDb.OnlyWhere("ResourceId"));
    }

    private static void Bookings(MigrationBuilder m) => m.CreateTable("bookings_bookings", t => new
    {
        Id = t.Column<Guid>(),
        BusinessId = t.Column<Guid>(),
        Code = t.Column<string>(maxLength: 9),
        CustomerId = t.Column<Guid>(),
        BookedAs = t.Column<string>(maxLength: 401),
        ServiceId = t.Column<Guid>(),
        ResourceId = t.Column<Guid>(nullable: true),
        SessionId = t.Column<Guid>(nullable: true),
        StartsAtUtc = t.Column<DateTime>(),
        EndsAtUtc = t.Column<DateTime>(),
        OccupiedFromUtc = t.Column<DateTime>(),
        OccupiedUntilUtc = t.Column<DateTime>(),
        Arrival = t.Column<DateOnly>(nullable: true),
        Departure = t.Column<DateOnly>(nullable: true),
        Party = t.Column<int>(),
        Status = t.Column<string>(maxLength: 24),
        Path = t.Column<string>(maxLength: 24),
        ItineraryId = t.Column<Guid>(nullable: true),
        PriceMinor = t.Column<long>(),
        Currency = t.Column<string>(maxLength: 3),
        Notes = t.Column<string>(maxLength: 2000, nullable: true),
        Alert = t.Column<string>(maxLength: 500, nullable: true),
        CancelReason = t.Column<string>(maxLength: 500, nullable: true),
        MadeAtUtc = t.Column<DateTime>(),
        Version = t.Column<int>(),
    }, constraints: c => c.PrimaryKey("PK_bookings_bookings", x => x.Id));

    private static void BookingIndexes(MigrationBuilder m)
    {
        const string Table = "bookings_bookings";
        m.CreateIndex("IX_bookings_bookings_BusinessId_Code", Table, ["BusinessId", "Code"], unique: true);
        m.CreateIndex("IX_bookings_bookings_BusinessId_StartsAtUtc", Table, ["BusinessId", "StartsAtUtc"]);
        m.CreateIndex("IX_bookings_bookings_CustomerId_StartsAtUtc", Table, ["CustomerId", "StartsAtUtc"]);
        m.CreateIndex("IX_bookings_bookings_ResourceId_OccupiedUntilUtc", Table, ["ResourceId", "OccupiedUntilUtc"], filter: BookingsDb.OnlyWhere("ResourceId"));
        m.CreateIndex("IX_bookings_bookings_SessionId", Table, "SessionId", filter: BookingsDb.OnlyWhere("SessionId"));
        m.CreateIndex("IX_bookings_bookings_ItineraryId", Table, "ItineraryId", filter: BookingsDb.OnlyWhere("ItineraryId"));
        m.CreateIndex("IX_bookings_bookings_BusinessId_Arrival", Table, ["BusinessId", "Arrival"], filter: BookingsDb.OnlyWhere("Arrival"));
    }

    private static void Holds(MigrationBuilder m)
    {
        m.CreateTable("bookings_holds", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ResourceId = t.Column<Guid>(nullable: true),
            SessionId = t.Column<Guid>(nullable: true),
            OccupiedFromUtc = t.Column<DateTime>(),
            OccupiedUntilUtc = t.Column<DateTime>(),
            Party = t.Column<int>(),
            ExpiresAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_holds", x => x.Id));
        m.CreateIndex("IX_bookings_holds_BusinessId_ExpiresAtUtc", "bookings_holds", ["BusinessId", "ExpiresAtUtc"]);
    }

    private static void ItinerariesAndSettings(MigrationBuilder m)
    {
        m.CreateTable("bookings_itineraries", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            CustomerId = t.Column<Guid>(),
            Title = t.Column<string>(maxLength: 200, nullable: true),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            MadeAtUtc = t.Column<DateTime>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_itineraries", x => x.Id));
        m.CreateIndex("IX_bookings_itineraries_BusinessId_CustomerId", "bookings_itineraries", ["BusinessId", "CustomerId"]);
        m.CreateTable("bookings_settings", t => new
        {
            BusinessId = t.Column<Guid>(),
            CheckIn = t.Column<TimeOnly>(),
            CheckOut = t.Column<TimeOnly>(),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_settings", x => x.BusinessId));
    }
}
