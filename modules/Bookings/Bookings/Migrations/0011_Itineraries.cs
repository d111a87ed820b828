using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Bookings.Migrations;

/// <summary>Itineraries that are changed, and the guests who come along.</summary>
[DbContext(typeof(BookingsDb)), Migration("0011_Itineraries")]
internal sealed class ItineraryGuests : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("Version", "bookings_itineraries", defaultValue: 0);
        migrationBuilder.AddColumn<Guid>("ItineraryGuestId", "bookings_bookings", nullable: true);
        migrationBuilder.CreateTable("bookings_itinerary_guests", t => new
        {
            Id = t.Column<Guid>(),
            BusinessId = t.Column<Guid>(),
            ItineraryId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Email = t.Column<string>(maxLength: 254, nullable: true),
            Phone = t.Column<string>(maxLength: 40, nullable: true),
            Version = t.Column<int>(),
        }, constraints: c => c.PrimaryKey("PK_bookings_itinerary_guests", x => x.Id));
        migrationBuilder.CreateIndex("IX_bookings_itinerary_guests_ItineraryId", "bookings_itinerary_guests", "ItineraryId");
    }
}
