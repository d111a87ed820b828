namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// An email address that may be written into a PMS. There is no way to have one without saying what the address is worth:
/// a placeholder, a travel agency's relay or an address that bounced gives null, so no connector can push one over a real address.
/// </summary>
public sealed record PushableEmail
{
    private PushableEmail(string address) => Address = address;

    /// <summary>The address, trimmed.</summary>
    public string Address { get; }

    /// <summary>The address for pushing, or null when it must not be pushed.</summary>
    /// <param name="address">The address on our customer; null or blank when there is none.</param>
    /// <param name="standing">What our side knows of it.</param>
    /// <exception cref="ArgumentException">It is called deliverable but cannot be: not an address, or in a domain that never receives mail.</exception>
    public static PushableEmail? From(string? address, EmailStanding standing)
    {
        if (standing is not EmailStanding.Deliverable || string.IsNullOrWhiteSpace(address))
            return null;

        var trimmed = address.Trim();
        return CanBeDelivered(trimmed)
            ? new PushableEmail(trimmed)
            : throw new ArgumentException("The address was called deliverable, but no mail can reach it.", nameof(address));
    }

    /// <inheritdoc />
    public override string ToString() => Address;

    private static bool CanBeDelivered(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = address[(at + 1)..].TrimEnd('.');
        return at > 0 && domain.Length > 0 && !address.Any(char.IsWhiteSpace) && !address.Any(char.IsControl) && !NeverReceivesMail(domain);
    }

    // RFC 6761: reserved names no mail server answers for.
    private static bool NeverReceivesMail(string domain) =>
        new[] { "invalid", "localhost" }.Any(name =>
            domain.Equals(name, StringComparison.OrdinalIgnoreCase) || domain.EndsWith('.' + name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What our side knows of an address.</summary>
public enum EmailStanding
{
    /// <summary>Made up by us because there is none.</summary>
    Placeholder,

    /// <summary>A travel agency's temporary alias.</summary>
    Relay,

    /// <summary>It bounced, or is known to be wrong.</summary>
    Undeliverable,

    /// <summary>It reaches the person, verified or not.</summary>
    Deliverable,
}
