using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Merging;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings;

internal sealed class BookingsDb(DbContextOptions<BookingsDb> options, Work work) : ModuleDb(options, work)
{
    public DbSet<Service> Services => Set<Service>();

    public DbSet<Resource> Resources => Set<Resource>();

    public DbSet<ServiceResource> ServiceResources => Set<ServiceResource>();

    public DbSet<PriceRule> PriceRules => Set<PriceRule>();

    public DbSet<Closure> Closures => Set<Closure>();

    public DbSet<ClosedResource> ClosedResources => Set<ClosedResource>();

    public DbSet<SpecialDay> SpecialDays => Set<SpecialDay>();

    public DbSet<ClassSession> Sessions => Set<ClassSession>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<AssignedBooking> Assigned => Set<AssignedBooking>();

    public DbSet<BookingHold> Holds => Set<BookingHold>();

    public DbSet<Itinerary> Itineraries => Set<Itinerary>();

    public DbSet<ItineraryGuest> ItineraryGuests => Set<ItineraryGuest>();

    public DbSet<BookingSettings> Settings => Set<BookingSettings>();

    public DbSet<Bill> Bills => Set<Bill>();

    public DbSet<BillLine> BillLines => Set<BillLine>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<BillAct> BillActs => Set<BillAct>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<ReceiptCounter> ReceiptCounters => Set<ReceiptCounter>();

    public DbSet<Closing> Closings => Set<Closing>();

    public DbSet<MergedRow> MergedRows => Set<MergedRow>();

    protected override void Shape(ModelBuilder model)
    {
        ShapeOffer(model);
        ShapeCalendar(model);
        ShapeBookings(model);
        ShapeAssignments(model);
        model.ShapeCash();
        ShapeItineraries(model);
        MergedRow.Shape(model);
    }

    private static void ShapeOffer(ModelBuilder model)
    {
        model.Entity<Service>(service =>
        {
            service.ToTable("bookings_services").HasKey(x => x.Id);
            service.Property(x => x.Id).ValueGeneratedNever();
            service.Property(x => x.Description).HasMaxLength(2000);
            service.Property(x => x.Currency).HasMaxLength(3);
            service.Property(x => x.Colour).HasMaxLength(24);
            service.Property(x => x.TaxBasisPoints).HasDefaultValue(0);
            service.HasIndex(x => new { x.BusinessId, x.Name });
        });
        model.Entity<Resource>(resource =>
        {
            resource.ToTable("bookings_resources").HasKey(x => x.Id);
            resource.Property(x => x.Id).ValueGeneratedNever();
            resource.Property(x => x.Description).HasMaxLength(2000);
            resource.Property(x => x.HoursText).HasColumnName("Hours").HasMaxLength(1000);
            resource.Ignore(x => x.Hours);
            resource.HasIndex(x => new { x.BusinessId, x.Name });
        });
        model.Entity<ServiceResource>(link =>
        {
            link.ToTable("bookings_service_resources").HasKey(x => new { x.ServiceId, x.ResourceId });
            link.HasIndex(x => x.ResourceId);
        });
        model.Entity<PriceRule>(rule =>
        {
            rule.ToTable("bookings_price_rules").HasKey(x => x.Id);
            rule.Property(x => x.Id).ValueGeneratedNever();
            rule.Property(x => x.Name).HasMaxLength(100);
            rule.Ignore(x => x.Weekdays);
            rule.HasIndex(x => x.ServiceId);
        });
        model.Entity<ClassSession>(session =>
        {
            session.ToTable("bookings_sessions").HasKey(x => x.Id);
            session.Property(x => x.Id).ValueGeneratedNever();
            session.HasIndex(x => new { x.ServiceId, x.StartsAtUtc }).IsUnique();
            session.HasIndex(x => new { x.BusinessId, x.StartsAtUtc });
            session.HasIndex(x => new { x.ResourceId, x.OccupiedUntilUtc }).HasFilter(OnlyWhere(nameof(ClassSession.ResourceId)));
        });
        model.Entity<BookingSettings>(settings =>
        {
            settings.ToTable("bookings_settings").HasKey(x => x.BusinessId);
            settings.Property(x => x.BusinessId).ValueGeneratedNever();
            settings.Property(x => x.GuestCancelHours).HasDefaultValue(BookingSettings.UsualGuestHours).HasSentinel(int.MinValue);
            settings.Property(x => x.GuestMoveHours).HasDefaultValue(BookingSettings.UsualGuestHours).HasSentinel(int.MinValue);
        });
    }

    private static void ShapeCalendar(ModelBuilder model)
    {
        model.Entity<Closure>(closure =>
        {
            closure.ToTable("bookings_closures").HasKey(x => x.Id);
            closure.Property(x => x.Id).ValueGeneratedNever();
            closure.HasIndex(x => new { x.BusinessId, x.UntilUtc });
        });
        model.Entity<ClosedResource>(link => link.ToTable("bookings_closed_resources").HasKey(x => new { x.ClosureId, x.ResourceId }));
        model.Entity<SpecialDay>(special =>
        {
            special.ToTable("bookings_special_days").HasKey(x => x.Id);
            special.Property(x => x.Id).ValueGeneratedNever();
            special.Property(x => x.HoursText).HasColumnName("Hours").HasMaxLength(SpecialDay.LongestHours);
            special.HasIndex(x => new { x.BusinessId, x.Day, x.ResourceId }).IsUnique();
        });
    }

    private static void ShapeBookings(ModelBuilder model)
    {
        model.Entity<Booking>(booking =>
        {
            booking.ToTable("bookings_bookings").HasKey(x => x.Id);
            booking.Property(x => x.Id).ValueGeneratedNever();
            booking.Property(x => x.Code).HasMaxLength(9);
            booking.Property(x => x.BookedAs).HasMaxLength(401);
            booking.Property(x => x.Currency).HasMaxLength(3);
            booking.Property(x => x.Notes).HasMaxLength(2000);
            booking.Property(x => x.Alert).HasMaxLength(Booking.LongestAlert);
            booking.Property(x => x.AlertIsInherited).HasDefaultValue(false);
            booking.Property(x => x.CancelReason).HasMaxLength(500);
            booking.HasIndex(x => new { x.BusinessId, x.Code }).IsUnique();
            booking.HasIndex(x => new { x.BusinessId, x.StartsAtUtc });
            booking.HasIndex(x => new { x.CustomerId, x.StartsAtUtc });
            booking.HasIndex(x => new { x.ResourceId, x.OccupiedUntilUtc }).HasFilter(OnlyWhere(nameof(Booking.ResourceId)));
            booking.HasIndex(x => new { x.ResourceId, x.OccupiedUntilUtc, x.OccupiedFromUtc }, "IX_bookings_bookings_Stays").HasFilter(OnlyWhere(nameof(Booking.Arrival)));
            booking.HasIndex(x => x.SessionId).HasFilter(OnlyWhere(nameof(Booking.SessionId)));
            booking.HasIndex(x => x.ItineraryId).HasFilter(OnlyWhere(nameof(Booking.ItineraryId)));
            booking.HasIndex(x => new { x.BusinessId, x.Arrival }).HasFilter(OnlyWhere(nameof(Booking.Arrival)));
        });
        model.Entity<BookingHold>(hold =>
        {
            hold.ToTable("bookings_holds").HasKey(x => x.Id);
            hold.Property(x => x.Id).ValueGeneratedNever();
            hold.HasIndex(x => new { x.BusinessId, x.ExpiresAtUtc });
        });
    }

    private static void ShapeItineraries(ModelBuilder model)
    {
        model.Entity<Itinerary>(itinerary =>
        {
            itinerary.ToTable("bookings_itineraries").HasKey(x => x.Id);
            itinerary.Property(x => x.Id).ValueGeneratedNever();
            itinerary.HasIndex(x => new { x.BusinessId, x.CustomerId });
        });
        model.Entity<ItineraryGuest>(guest =>
        {
            guest.ToTable("bookings_itinerary_guests").HasKey(x => x.Id);
            guest.Property(x => x.Id).ValueGeneratedNever();
            guest.Property(x => x.Email).HasMaxLength(254);
            guest.Property(x => x.Phone).HasMaxLength(40);
            guest.HasIndex(x => x.ItineraryId);
        });
    }

    private static void ShapeAssignments(ModelBuilder model)
    {
        model.Entity<Assignment>(assignment =>
        {
            assignment.ToTable("bookings_assignments").HasKey(x => x.Id);
            assignment.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<AssignedBooking>(assigned =>
        {
            assigned.ToTable("bookings_assigned").HasKey(x => new { x.AssignmentId, x.BookingId });
            assigned.Property(x => x.InheritedAlert).HasMaxLength(Booking.LongestAlert);
        });
    }

    /// <summary>Leaves the rows without a value out of an index. Double-quoted names are understood by all three databases.</summary>
    internal static string OnlyWhere(string column) => $"\"{column}\" IS NOT NULL";
}
