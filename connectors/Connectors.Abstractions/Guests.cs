namespace BookingPlatform.Connectors.Abstractions;

/// <summary>The PMS's id of a guest, opaque to us. Where guests live in reservations the connector packs reservation and role into it.</summary>
/// <param name="Value">As the connector gave it, at most 200 characters.</param>
/// <exception cref="ArgumentException">It is <c>.</c> or <c>..</c>.</exception>
public readonly record struct ExternalGuestId(string Value)
{
    /// <summary>As it was given.</summary>
    public string Value { get; } = PathPart.Of(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The PMS's id of a reservation, opaque to us.</summary>
/// <param name="Value">As the PMS writes it.</param>
/// <exception cref="ArgumentException">It is <c>.</c> or <c>..</c>.</exception>
public readonly record struct ExternalReservationId(string Value)
{
    /// <summary>As it was given.</summary>
    public string Value { get; } = PathPart.Of(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Two guests become one.</summary>
/// <param name="Survivor">Who stays.</param>
/// <param name="Victim">Who goes.</param>
public sealed record GuestMerge(ExternalGuestId Survivor, ExternalGuestId Victim);

/// <summary>A ban, or its end.</summary>
/// <param name="Banned">Whether the guest is banned from now on.</param>
/// <param name="Reason">Why, for the hotel's staff.</param>
public sealed record GuestBan(bool Banned, string Reason);

/// <summary>A person's name as it is written.</summary>
/// <param name="First">Given names; empty for somebody with one name only.</param>
/// <param name="Last">Family name, or the only name.</param>
public sealed record GuestName(string First, string Last);

/// <summary>A postal address anywhere. Null means the part is not there.</summary>
public sealed record PostalAddress
{
    /// <summary>Street and number, or what stands for it.</summary>
    public string? Line1 { get; init; }

    /// <summary>Second line.</summary>
    public string? Line2 { get; init; }

    /// <summary>City, town or village.</summary>
    public string? City { get; init; }

    /// <summary>Postal code as written in that country.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-2 code of the state or province: <c>DE-BW</c>.</summary>
    public string? RegionCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of the country: <c>DE</c>.</summary>
    public string? CountryCode { get; init; }
}

/// <summary>What we know of a person. Null means that we do not know it, and is never written over what the PMS knows.</summary>
public sealed record GuestDetails
{
    /// <summary>The name.</summary>
    public required GuestName Name { get; init; }

    /// <summary>An address that reaches the person.</summary>
    public PushableEmail? Email { get; init; }

    /// <summary>Phone number, international where known.</summary>
    public string? Phone { get; init; }

    /// <summary>Postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The notes field of the guest, replaced as a whole.</summary>
    public string? Notes { get; init; }
}

/// <summary>A guest to be made.</summary>
/// <param name="Reference">
/// Our id of the customer, letters, digits and hyphens, at most 40. The connector writes it with the guest, so that a repeated attempt recognises its own work
/// among people of the same name.
/// </param>
/// <param name="Details">Who.</param>
public sealed record NewGuest(string Reference, GuestDetails Details)
{
    /// <summary>
    /// When the making of this guest was first attempted, UTC; null only when certainly no attempt was ever made. Store it before the first call:
    /// the connector then looks for a guest made since.
    /// </summary>
    public DateTime? FirstTriedUtc { get; init; }
}

/// <summary>A guest as the PMS has it.</summary>
public sealed record ExternalGuest
{
    /// <summary>The PMS's id.</summary>
    public required ExternalGuestId Id { get; init; }

    /// <summary>The name.</summary>
    public required GuestName Name { get; init; }

    /// <summary>The address on file. It may be a relay: see <see cref="EmailIsRelay"/>.</summary>
    public string? Email { get; init; }

    /// <summary>
    /// True when the PMS says that the address is a travel agency's temporary relay: no key to match by, and never a correction of a real address.
    /// False means only that the PMS did not say so.
    /// </summary>
    public bool EmailIsRelay { get; init; }

    /// <summary>Phone number as the PMS writes it.</summary>
    public string? Phone { get; init; }

    /// <summary>Postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The notes field, without our reference.</summary>
    public string? Notes { get; init; }

    /// <summary>Our reference, when we made this guest and it is still written there.</summary>
    public string? Reference { get; init; }

    /// <summary>When the PMS last changed it, UTC; null when it does not say.</summary>
    public DateTime? UpdatedUtc { get; init; }
}

/// <summary>What to look for; all given keys must match. At least one is needed.</summary>
public sealed record GuestQuery
{
    /// <summary>Whole email address, compared without regard to case. Any address may be looked for, but a relay is no evidence of identity.</summary>
    public string? Email { get; init; }

    /// <summary>First and last name.</summary>
    public GuestName? Name { get; init; }

    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>How many guests to return at most, 1 to 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The keys in use.</summary>
    public GuestKeys Keys =>
        (Email is null ? GuestKeys.None : GuestKeys.Email)
        | (Name is null ? GuestKeys.None : GuestKeys.Name)
        | (Phone is null ? GuestKeys.None : GuestKeys.Phone);
}

/// <summary>The guests found.</summary>
/// <param name="Guests">At most as many as asked for.</param>
/// <param name="More">Whether the PMS has further ones.</param>
public sealed record FoundGuests(IReadOnlyList<ExternalGuest> Guests, bool More);
