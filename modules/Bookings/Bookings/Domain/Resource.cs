using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

internal enum ResourceKind
{
    Room,
    Person,
    Space,
}

/// <summary>A room, a member of staff or a space whose time can be taken by one booking at a time.</summary>
internal sealed class Resource : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Fixed once it was booked.</summary>
    public required ResourceKind Kind { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Weekly opening hours as text, see <see cref="OpeningHours"/>; empty for always open.</summary>
    public string HoursText { get; private set; } = "";

    public bool IsActive { get; set; } = true;

    /// <summary>The calendar lock: raised by whoever takes time of this resource. Apart from <see cref="Version"/>, so that a booking does not make an edit of the opening hours stale.</summary>
    public int CalendarVersion { get; private set; }

    public int Version { get; set; }

    public OpeningHours Hours
    {
        get => OpeningHours.Parse(HoursText);
        set => HoursText = value.ToString();
    }
}
