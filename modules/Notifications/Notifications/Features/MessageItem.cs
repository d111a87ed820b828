using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Features;

/// <summary>A message as the API shows it.</summary>
internal sealed record MessageItem
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Null for advertising.</summary>
    public required Guid? BookingId { get; init; }

    /// <summary>The mailing it belongs to; null for every message about a booking.</summary>
    public required Guid? MailingId { get; init; }

    /// <summary><c>confirmation</c>, <c>change</c>, <c>cancellation</c>, <c>itinerary</c>, <c>reminder</c> or <c>advertising</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>queued</c>, <c>sent</c>, <c>failed</c>, <c>bounced</c> or <c>suppressed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why not, or why not yet: <c>no-email</c>, <c>bounced</c>, <c>switched-off</c> …</summary>
    public required string? Reason { get; init; }

    /// <summary>The same for people.</summary>
    public required string? ReasonText { get; init; }

    /// <summary>The address of the last hand-over.</summary>
    public required string? Recipient { get; init; }

    public required string? Subject { get; init; }

    public required string? Language { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? QueuedAt { get; init; }

    public required DateTimeOffset? SentAt { get; init; }

    /// <summary>When staff were offered to send what was missed.</summary>
    public required DateTimeOffset? OfferedAt { get; init; }

    public required int Version { get; init; }

    public static MessageItem Of(Message message, Business business) => new()
    {
        Id = message.Id,
        CustomerId = message.CustomerId,
        BookingId = message.MailingId is null ? message.BookingId : null,
        MailingId = message.MailingId,
        Kind = message.Kind.Code(),
        State = message.State.Code(),
        Reason = message.ReasonCode,
        ReasonText = message.ReasonText,
        Recipient = message.Recipient,
        Subject = message.Subject,
        Language = message.Language,
        Attempts = message.Attempts,
        CreatedAt = business.At(message.CreatedAtUtc),
        QueuedAt = At(business, message.QueuedAtUtc),
        SentAt = At(business, message.SentAtUtc),
        OfferedAt = At(business, message.OfferedAtUtc),
        Version = message.Version,
    };

    private static DateTimeOffset? At(Business business, DateTime? utc) => utc is { } instant ? business.At(instant) : null;
}
