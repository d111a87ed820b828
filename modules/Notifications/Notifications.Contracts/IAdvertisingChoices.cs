using BookingPlatform.Kernel;

namespace BookingPlatform.Notifications.Contracts;

/// <summary>Question and act: what advertising a guest wants, and by which ways none. Messages about their own bookings are none. The caller has proved who the guest is.</summary>
public interface IAdvertisingChoices
{
    /// <summary>What the guest has said so far.</summary>
    Task<AdvertisingChoices> Of(Guid customerId, CancellationToken ct);

    /// <summary>The sentence a guest agrees to, in their language; it is kept as the proof.</summary>
    Task<string> Wording(string language, CancellationToken ct);

    /// <summary>A use case of its own: it saves. Refused: <c>not-found</c>, <c>changed-meanwhile</c>.</summary>
    /// <param name="customerId">Who.</param>
    /// <param name="choices">What they want from now on.</param>
    /// <param name="wording">What they read beside the box for news.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<AdvertisingChoices>> Change(Guid customerId, AdvertisingChoices choices, string wording, CancellationToken ct);
}

/// <summary>What a guest wants.</summary>
/// <param name="NotByPost">No letters and brochures.</param>
/// <param name="NotByEmail">No advertising mails.</param>
public sealed record AdvertisingChoices(bool NotByPost, bool NotByEmail)
{
    /// <summary>They agreed to news by email, which nobody gets who did not. Left out: as it was. An objection by email is stronger.</summary>
    public bool? WantsNews { get; init; }

    /// <summary>Since when they have agreed; null where they have not. Only told.</summary>
    public DateTimeOffset? AgreedAt { get; init; }
}
