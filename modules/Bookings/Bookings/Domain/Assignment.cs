using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>Some bookings were assigned to another customer in one act (S0-49, S0-53); kept so that it can be undone exactly.</summary>
internal sealed class Assignment : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ToCustomerId { get; init; }

    public required DateTime MadeAtUtc { get; init; }

    public DateTime? UndoneAtUtc { get; private set; }

    public int Version { get; set; }

    public bool Undo(DateTime now)
    {
        if (UndoneAtUtc is not null)
            return false;
        UndoneAtUtc = now;
        return true;
    }
}

/// <summary>How one booking stood before it was assigned.</summary>
internal sealed class AssignedBooking : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required Guid AssignmentId { get; init; }

    public required Guid BookingId { get; init; }

    public required Guid FromCustomerId { get; init; }

    /// <summary>The assignment that had put it there; null when it was booked there.</summary>
    public required Guid? PreviousAssignmentId { get; init; }

    /// <summary>The alert it had inherited; null for none or one of its own, which stays with it.</summary>
    public required string? InheritedAlert { get; init; }
}
