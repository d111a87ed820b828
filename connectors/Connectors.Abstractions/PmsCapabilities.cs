namespace BookingPlatform.Connectors.Abstractions;

/// <summary>What a connector can do. The core parks for staff what is missing; it never counts as done.</summary>
public sealed record PmsCapabilities
{
    /// <summary>The operations this connector carries out.</summary>
    public required PmsFeatures Features { get; init; }

    /// <summary>Whether a guest is a record of its own.</summary>
    public required GuestIdentity GuestIdentity { get; init; }

    /// <summary>The keys <see cref="GuestQuery"/> may use.</summary>
    public required GuestKeys FindBy { get; init; }

    /// <summary>The longest note in characters (UTF-16 code units); 0 where notes are not supported.</summary>
    public int MaxNoteLength { get; init; }

    /// <summary>The fields that an update writes; others are answered with <see cref="PmsFailure.NotSupported"/>.</summary>
    public GuestFields Fields { get; init; } = GuestFields.Name | GuestFields.Email | GuestFields.Phone | GuestFields.Address | GuestFields.Notes;

    /// <summary>
    /// For an operation that is missing: the steps by which staff do it in that PMS, as whole sentences. They become the task for staff, so give them
    /// for everything that the PMS can do but does not let programs do.
    /// </summary>
    public IReadOnlyDictionary<PmsFeatures, string> ByHand { get; init; } = new Dictionary<PmsFeatures, string>();

    /// <summary>Whether all these operations are there.</summary>
    /// <param name="features">One or several.</param>
    public bool Can(PmsFeatures features) => Features.HasFlag(features);
}

/// <summary>Operations of a connector.</summary>
[Flags]
public enum PmsFeatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Find guests by a key.</summary>
    FindGuest = 1 << 0,

    /// <summary>Make a guest.</summary>
    CreateGuest = 1 << 1,

    /// <summary>Change a guest's name, email, phone, address or notes.</summary>
    UpdateGuest = 1 << 2,

    /// <summary>Add a note to a guest.</summary>
    AddNote = 1 << 3,

    /// <summary>Merge guests into one.</summary>
    Merge = 1 << 4,

    /// <summary>Take a merge back.</summary>
    Unmerge = 1 << 5,

    /// <summary>Give a reservation to another guest.</summary>
    Reassign = 1 << 6,

    /// <summary>Mark a reservation as a no-show.</summary>
    NoShow = 1 << 7,

    /// <summary>Ban a guest.</summary>
    Ban = 1 << 8,

    /// <summary>Take a no-show back.</summary>
    UndoNoShow = 1 << 9,

    /// <summary>Sends webhooks.</summary>
    Webhooks = 1 << 10,

    /// <summary>Tells what changed when it is asked.</summary>
    Changes = 1 << 11,
}

/// <summary>What a guest is in the PMS.</summary>
public enum GuestIdentity
{
    /// <summary>A record of its own with an id: one write reaches every stay.</summary>
    Profile,

    /// <summary>A person written into each reservation: a change is written to each of them.</summary>
    PerReservation,
}

/// <summary>Keys to find guests by.</summary>
[Flags]
public enum GuestKeys
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The whole email address.</summary>
    Email = 1 << 0,

    /// <summary>First and last name.</summary>
    Name = 1 << 1,

    /// <summary>The phone number.</summary>
    Phone = 1 << 2,
}

/// <summary>
/// A token bucket: <paramref name="Burst"/> requests at once, refilled at <paramref name="PerSecond"/>. In any window of <c>w</c> seconds
/// it lets through at most <c>Burst + w × PerSecond</c>; choose both so that this stays within the vendor's limit.
/// </summary>
/// <param name="Burst">Size of the bucket in requests, at least 1.</param>
/// <param name="PerSecond">Refill in requests per second, above 0.</param>
public sealed record RateLimit(int Burst, double PerSecond);
