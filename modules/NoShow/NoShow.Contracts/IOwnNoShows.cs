using BookingPlatform.Kernel;

namespace BookingPlatform.NoShow.Contracts;

/// <summary>Question and act: a guest's own no-shows, as the guest may see them. The caller has proved who the guest is.</summary>
public interface IOwnNoShows
{
    /// <summary>Latest first; fake bookings in the guest's name are none of theirs.</summary>
    Task<IReadOnlyList<OwnNoShow>> Of(Guid customerId, CancellationToken ct);

    /// <summary>The guest says that it was otherwise, or could not be helped; somebody of the business decides. Refused: <c>not-found</c>, <c>validation</c> for field <c>text</c>, <c>objected-already</c>.</summary>
    Task<Answer<Done>> Object(Guid customerId, Guid bookingId, string? text, CancellationToken ct);
}

/// <summary>A visit the guest did not come to.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Code">Its code.</param>
/// <param name="Service">What was booked.</param>
/// <param name="StartsAtUtc">When they were expected.</param>
public sealed record OwnNoShow(Guid BookingId, string Code, string Service, DateTime StartsAtUtc)
{
    /// <summary>What the guest said to it; null while they said nothing.</summary>
    public string? Objection { get; init; }

    /// <summary>What they were answered; null while nobody has decided.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether it counts all the same; null while nobody has decided.</summary>
    public bool? Stands { get; init; }
}
