using BookingPlatform.Kernel.Data;

namespace BookingPlatform.GuestApp.Domain;

internal enum ChallengeKind
{
    /// <summary>A link that signs in.</summary>
    Link,

    /// <summary>Six digits that sign in.</summary>
    Code,

    /// <summary>Six digits that put the address on the record of a claim slip.</summary>
    Claim,

    /// <summary>Six digits that change the address of a guest who is signed in.</summary>
    Email,
}

/// <summary>
/// A secret on its way to a mailbox: whoever brings it back reads that mailbox. It is made when the mail is handed over, so that it is known to the mail only; here is its hash.
/// The row is the same for an address that is known and for one that is not.
/// </summary>
internal sealed class Challenge : IBelongToBusiness
{
    public const int MostTries = 5;
    private static readonly TimeSpan ForCodes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForLinks = TimeSpan.FromMinutes(15);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required ChallengeKind Kind { get; init; }

    /// <summary>As typed; gone with the row within a day.</summary>
    public required string Email { get; init; }

    /// <summary>BCP 47 tag of the language the guest was spoken to in.</summary>
    public required string Language { get; init; }

    public required DateTime AskedAtUtc { get; init; }

    /// <summary>The record it is about, where that does not follow from the address: of a claim slip.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Who asked for it knew the password of the address.</summary>
    public bool KnewPassword { get; init; }

    /// <summary>Null before the hand-over.</summary>
    public string? Hash { get; private set; }

    public DateTime? ExpiresAtUtc { get; private set; }

    public int TriesLeft { get; private set; } = MostTries;

    public DateTime? UsedAtUtc { get; private set; }

    public DateTime? SentAtUtc { get; private set; }

    public TimeSpan Lifetime => Kind is ChallengeKind.Link ? ForLinks : ForCodes;

    /// <summary>Every hand-over has a secret of its own; the one before is worthless from now on.</summary>
    public void Arm(string hash, DateTime now) => (Hash, ExpiresAtUtc) = (hash, now + Lifetime);

    public void Sent(DateTime now) => SentAtUtc = now;

    public bool IsOpen(DateTime now) => Hash is not null && UsedAtUtc is null && now < ExpiresAtUtc;

    public bool IsTooOldToSend(DateTime now) => now - AskedAtUtc > Lifetime;
}

/// <summary>A guest asked for a link or code: it is to be mailed.</summary>
/// <param name="ChallengeId">Everything else is read, and the secret made, when the mail is handed over.</param>
internal sealed record ChallengeAsked(Guid ChallengeId);
