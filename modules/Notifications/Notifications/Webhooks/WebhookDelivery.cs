using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Webhooks;

internal enum WebhookState
{
    Waiting,
    Delivered,

    /// <summary>Given up after every try; staff can send it again.</summary>
    Failed,

    /// <summary>The endpoint was switched off or removed before it went.</summary>
    Skipped,
}

/// <summary>One event for one endpoint. Its id is the same in every attempt, so that the other side can tell a repeat from something new. Only ids are kept; what else is sent is read when it is sent.</summary>
internal sealed class WebhookDelivery : IBelongToBusiness, IVersioned
{
    public const int LongestIds = 1000;
    public const int LongestError = 300;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid EndpointId { get; init; }

    /// <summary><c>booking.created</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The booking or customer; what happens to one arrives in its order.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>JSON object of ids.</summary>
    public required string Ids { get; init; }

    /// <summary>The fact's envelope: with the endpoint it makes a fact that is delivered twice one delivery.</summary>
    public required Guid CauseId { get; init; }

    public required DateTime ToldAtUtc { get; init; }

    public WebhookState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? Status { get; private set; }

    public string? Error { get; private set; }

    public DateTime? LastAttemptUtc { get; private set; }

    public int Version { get; set; }

    public void Delivered(int status, DateTime now) => Note(WebhookState.Delivered, status, null, now);

    public void Missed(int? status, string why, DateTime now) => Note(WebhookState.Waiting, status, why, now);

    public void GiveUp() => State = WebhookState.Failed;

    public void Skip(string why) => (State, Error) = (WebhookState.Skipped, why);

    public void Again() => (State, Attempts, Error) = (WebhookState.Waiting, 0, null);

    private void Note(WebhookState state, int? status, string? why, DateTime now)
    {
        (State, Status, Error, LastAttemptUtc) = (state, status, why is { Length: > LongestError } ? why[..LongestError] : why, now);
        Attempts++;
    }
}
