using BookingPlatform.Kernel;

namespace BookingPlatform.Notifications.Contracts;

/// <summary>Question and act: by which ways a guest does not want advertising. Messages about their own bookings are none. The caller has proved who the guest is.</summary>
public interface IAdvertisingChoices
{
    /// <summary>What the guest has forbidden so far.</summary>
    Task<AdvertisingChoices> Of(Guid customerId, CancellationToken ct);

    /// <summary>A use case of its own: it saves. Refused: <c>not-found</c>, <c>changed-meanwhile</c>.</summary>
    Task<Answer<AdvertisingChoices>> Change(Guid customerId, AdvertisingChoices choices, CancellationToken ct);
}

/// <summary>True where the guest does not want it.</summary>
/// <param name="NotByPost">No letters and brochures.</param>
/// <param name="NotByEmail">No advertising mails.</param>
public sealed record AdvertisingChoices(bool NotByPost, bool NotByEmail);
