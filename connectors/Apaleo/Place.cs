using System.Globalization;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo;

/// <summary>Where a person is written: apaleo has no guests, only people inside reservations and bookings.</summary>
internal enum Role
{
    Primary,
    Additional,
    Booker,
}

/// <summary>One such place. As an external id: <c>XPGMSXGF-1:primary:0</c>.</summary>
/// <param name="Holder">The reservation; for a booker the booking.</param>
/// <param name="Role">As what.</param>
/// <param name="Index">Which of several; 0 where there is one.</param>
internal readonly record struct Place(string Holder, Role Role, int Index)
{
    public ExternalGuestId Id => new($"{Holder}:{Role.ToString().ToLowerInvariant()}:{Index.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Null for an id that is none of ours.</summary>
    public static Place? From(ExternalGuestId id) =>
        id.Value.Split(':') is [{ Length: > 0 } holder, var role, var index] && Enum.TryParse<Role>(role, ignoreCase: true, out var known)
        && int.TryParse(index, CultureInfo.InvariantCulture, out var at) && at >= 0
            ? new Place(holder, known, at)
            : null;
}
