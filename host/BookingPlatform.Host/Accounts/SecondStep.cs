using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>A person's authenticator app: the shared secret, encrypted, and the last code that was used, so that none is used twice.</summary>
[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class Authenticator
{
    public required Guid StaffId { get; init; }

    public required string ProtectedSecret { get; set; }

    /// <summary>Null until the person has shown that their app has it; until then sign-in does not ask for it.</summary>
    public DateTime? ConfirmedAtUtc { get; set; }

    public long LastStep { get; set; }
}

/// <summary>Gets a person in once when their authenticator is lost. Only its password hash is kept.</summary>
[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class RecoveryCode
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid StaffId { get; init; }

    public required string Hash { get; init; }

    public DateTime? UsedAtUtc { get; init; }
}
