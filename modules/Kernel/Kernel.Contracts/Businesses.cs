namespace BookingPlatform.Kernel;

/// <summary>A hotel, spa, salon or tour operator on this installation.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Slug">Lower-case name in addresses: <c>/g/harbour-hotel</c>.</param>
/// <param name="Name">As guests know it.</param>
/// <param name="TimeZone">IANA name, for example <c>Europe/Lisbon</c>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Language">BCP 47 tag of its letters and pages, for example <c>en-GB</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2; the country whose telephone numbers may be written without a prefix.</param>
public sealed record Business(Guid Id, string Slug, string Name, string TimeZone, string Currency, string Language, string Country)
{
    /// <summary>Telephone number guests may call; null when the business gave none.</summary>
    public string? Phone { get; init; }

    /// <summary>Mailbox that guests may answer to; null when the business gave none.</summary>
    public string? Email { get; init; }

    /// <summary>Closed by an operator of the installation: nobody gets in and nothing is sent.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>Question: which businesses are there. Answered by the host's Accounts from a short-lived cache.</summary>
public interface IBusinesses
{
    /// <summary>The business of that id.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    ValueTask<Business> Get(Guid id, CancellationToken ct);

    /// <summary>All open businesses of the installation, for jobs that visit each.</summary>
    Task<IReadOnlyList<Business>> All(CancellationToken ct);
}
