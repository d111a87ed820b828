using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>A slot kept for somebody who is filling in the booking form (S0-16): taken for everybody else, until it expires.</summary>
internal sealed class BookingHold : IBelongToBusiness
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>The token its owner shows to book or to let go.</summary>
    public Guid Id { get; private init; }

    public Guid BusinessId { get; set; }

    public Guid? ResourceId { get; private init; }

    public Guid? SessionId { get; private init; }

    public DateTime OccupiedFromUtc { get; private init; }

    public DateTime OccupiedUntilUtc { get; private init; }

    public int Party { get; private init; }

    public DateTime ExpiresAtUtc { get; private init; }

    public static BookingHold Keep(Slot slot, int party, DateTime now, Guid? token = null) => new()
    {
        Id = token ?? Guid.CreateVersion7(),
        ResourceId = slot.Session is null ? slot.Resource?.Id : null,
        SessionId = slot.Session?.Id,
        OccupiedFromUtc = slot.Occupied.From,
        OccupiedUntilUtc = slot.Occupied.Until,
        Party = party,
        ExpiresAtUtc = now + Lasts,
    };
}
