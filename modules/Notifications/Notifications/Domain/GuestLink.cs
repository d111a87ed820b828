using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

internal enum GuestLinkPurpose
{
    SetPassword,
}

/// <summary>
/// A link that lets a guest do one thing once. Staff ask for it, the secret in it is made when the mail is handed over and is known to nobody
/// but the mail; here is only its hash. A customer has one current link at most, which a unique index keeps too.
/// </summary>
internal sealed class GuestLink : IBelongToBusiness, IVersioned
{
    /// <summary>So long a link can be used, and so long the mail server may keep it waiting before that.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public Guid CustomerId { get; private init; }

    /// <summary>The customer while the link waits or can be used; null afterwards. Unique.</summary>
    public Guid? CurrentFor { get; private set; }

    public GuestLinkPurpose Purpose { get; private init; }

    public DateTime AskedAtUtc { get; private init; }

    /// <summary>SHA-256 of the secret in hexadecimal digits; null before the first hand-over.</summary>
    public string? Hash { get; private set; }

    public DateTime? ExpiresAtUtc { get; private set; }

    public DateTime? SentAtUtc { get; private set; }

    public DateTime? UsedAtUtc { get; private set; }

    /// <summary>Why it did not reach the guest, or not yet; without personal data.</summary>
    public string? ReasonText { get; private set; }

    public int Version { get; set; }

    public bool IsCurrent => CurrentFor is not null;

    public static GuestLink ToSetPassword(Guid customerId, DateTime now) =>
        new() { CustomerId = customerId, CurrentFor = customerId, Purpose = GuestLinkPurpose.SetPassword, AskedAtUtc = now };

    /// <summary>Every hand-over has a secret of its own; the one before is worthless from now on.</summary>
    public void Arm(LinkSecret secret, DateTime now) => (Hash, ExpiresAtUtc) = (secret.Hash, now + Lifetime);

    public void Sent(DateTime now, string? doubt) => (SentAtUtc, ReasonText) = (now, doubt);

    public void Wait(Reason why) => ReasonText = why.Sentence;

    public void Fail(Reason why) => (CurrentFor, ReasonText) = (null, why.Sentence);

    /// <summary>A newer link, another address or a deleted record makes it worthless.</summary>
    public void Withdraw() => CurrentFor = null;

    public bool CanBeUsed(DateTime now) => IsCurrent && now < ExpiresAtUtc;

    public void Use(DateTime now) => (CurrentFor, UsedAtUtc) = (null, now);

    public bool IsTooOldToSend(DateTime now) => now - AskedAtUtc > Lifetime;
}

/// <summary>Staff asked for a link: it is to be mailed.</summary>
/// <param name="LinkId">The link; everything else is read, and the secret made, when the mail is handed over.</param>
internal sealed record GuestLinkAsked(Guid LinkId);
