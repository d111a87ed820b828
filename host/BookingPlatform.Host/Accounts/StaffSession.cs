using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>One person signed in in one browser. The cookie names it; while the row stands, and no longer, the cookie is worth something.</summary>
[AcrossBusinesses("Belongs to a person, who may work for several businesses.")]
internal sealed class StaffSession
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid StaffId { get; init; }

    /// <summary>Browser and system in words, for the person to recognise it by. No address, no identifier.</summary>
    public required string Device { get; init; }

    /// <summary>The person's security stamp: whatever changes it (a new password, a second step) ends the sessions that do not know the new one.</summary>
    public required string Stamp { get; set; }

    /// <summary>The business at work in this browser; null for the first of the person's businesses.</summary>
    public Guid? WorkingFor { get; set; }

    /// <summary>The business whose identity provider let the person in: the session opens that one only. Null after a password or passkey.</summary>
    public Guid? LetInBy { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    /// <summary>To ten minutes.</summary>
    public required DateTime SeenAtUtc { get; set; }

    /// <summary>However busy it is, it ends then.</summary>
    public required DateTime EndsAtUtc { get; init; }
}
