using BookingPlatform.Bookings.Calendar;

namespace BookingPlatform.Bookings.Guests;

/// <summary>What the parts of the page for times draw.</summary>
internal sealed record TimesShown(OfferedService Service, GuestChoice Choice, FreeMonth Free);

/// <summary>What the parts of the page for details draw.</summary>
internal sealed record DetailsShown(OfferedService Service, GuestChoice Choice, GuestAtDesk Guest, SlotPlan Plan);
