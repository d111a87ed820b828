using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Merging;

/// <summary>The journal of merges: a booking or itinerary as it stood when its customer's record was merged into another.</summary>
internal sealed class MergedRow : IBelongToBusiness
{
    public const string Bookings = "bookings";
    public const string Itineraries = "itineraries";

    public required Guid MergeId { get; init; }

    /// <summary>The booking or itinerary.</summary>
    public required Guid RowId { get; init; }

    public Guid BusinessId { get; set; }

    public required string Kind { get; init; }

    public required Guid FromCustomerId { get; init; }

    public string? Alert { get; init; }

    public bool AlertIsInherited { get; init; }

    public static void Shape(ModelBuilder model) => model.Entity<MergedRow>(row =>
    {
        row.ToTable("bookings_merged").HasKey(x => new { x.MergeId, x.RowId });
        row.Property(x => x.Kind).HasMaxLength(24);
        row.Property(x => x.Alert).HasMaxLength(Booking.LongestAlert);
    });
}
