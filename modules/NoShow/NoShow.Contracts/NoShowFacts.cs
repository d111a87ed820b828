namespace BookingPlatform.NoShow.Contracts;

/// <summary>Nobody came: hotel systems and messages follow.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">Who was expected.</param>
/// <param name="Version">The booking's version after it.</param>
public sealed record NoShowMarked(Guid BookingId, Guid CustomerId, int Version);

/// <summary>It turned out otherwise: the booking is as before.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">Who was expected.</param>
/// <param name="Version">The booking's version after it.</param>
public sealed record NoShowUndone(Guid BookingId, Guid CustomerId, int Version);

/// <summary>A customer may not book online any more, or may again: hotel systems and other programs may follow.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="IsBlocked">What holds from now on.</param>
public sealed record CustomerBlockChanged(Guid CustomerId, bool IsBlocked);
