using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>A business on this installation, as stored.</summary>
[AcrossBusinesses("It is the business itself.")]
internal sealed class BusinessRow : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Slug { get; set; }

    public required string Name { get; set; }

    public required string TimeZone { get; set; }

    public required string Currency { get; set; }

    public required string Language { get; set; }

    public required string Country { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public DateTime CreatedAtUtc { get; init; }

    /// <summary>Closed by an operator: nobody gets in, neither staff nor programs nor guests, and nothing is lost.</summary>
    public DateTime? ClosedAtUtc { get; set; }

    public int Version { get; set; }

    public Business ToBusiness() => new(Id, Slug, Name, TimeZone, Currency, Language, Country) { Phone = Phone, Email = Email, IsClosed = ClosedAtUtc is not null };
}
