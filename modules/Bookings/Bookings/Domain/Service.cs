using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>What can be booked: an appointment, a class, a stay.</summary>
internal sealed class Service : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Fixed once it was booked.</summary>
    public required ServiceKind Kind { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Length of an appointment or class; 0 for a stay, whose length is its nights.</summary>
    public int Minutes { get; set; }

    /// <summary>Time that is kept free before the guest's (preparing).</summary>
    public int BufferBeforeMinutes { get; set; }

    /// <summary>Time that is kept free after the guest's (airing, cleaning).</summary>
    public int BufferAfterMinutes { get; set; }

    /// <summary>Most people in one booking; for a class the places of a session unless the session says otherwise.</summary>
    public int Capacity { get; set; } = 1;

    /// <summary>Per appointment, per place of a class, per night of a stay.</summary>
    public long PriceMinor { get; set; }

    public required string Currency { get; set; }

    /// <summary>False when only the days of its price rules can be booked.</summary>
    public bool HasBasePrice { get; set; } = true;

    /// <summary>Whether guests may book it themselves.</summary>
    public bool IsOnline { get; set; } = true;

    /// <summary>Guests book it themselves only once they have proved to be somebody the business knows.</summary>
    public bool IsForKnownGuests { get; set; }

    /// <summary>How long before the start guests must book.</summary>
    public int NoticeMinutes { get; set; }

    /// <summary>How many days ahead guests may book; null for as far as anybody may.</summary>
    public int? HorizonDays { get; set; }

    /// <summary>Tax included in the price, in hundredths of a per cent: 2300 for 23 %.</summary>
    public int TaxBasisPoints { get; set; }

    /// <summary>Name of a colour token of the stylesheet, never a colour.</summary>
    public string Colour { get; set; } = "slate";

    public bool IsActive { get; set; } = true;

    public int Version { get; set; }

    /// <summary>The guest's time with the buffers around it.</summary>
    public Interval Occupied(Interval time) => time.Widen(TimeSpan.FromMinutes(BufferBeforeMinutes), TimeSpan.FromMinutes(BufferAfterMinutes));
}

/// <summary>Which rooms and people can give a service.</summary>
internal sealed class ServiceResource : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required Guid ServiceId { get; init; }

    public required Guid ResourceId { get; init; }
}
