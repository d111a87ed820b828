using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>
/// An address that a PMS has had for the customer, as a hash: whatever carries it later, it is this person's old address and neither news nor a second person (S0-45).
/// </summary>
internal sealed class KnownEmail : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    public required string Hash { get; init; }

    /// <summary>The business's id salts it, so that rows of different businesses tell nothing of each other.</summary>
    public static string HashOf(Guid business, string email) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{business:N}\n{email.Trim().ToUpperInvariant()}")));
}
