using System.Security.Cryptography;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.GuestApp.Domain;

/// <summary>
/// The code of a slip that lets a guest without an email add one: whoever holds the slip is the guest of the booking. Only its hash is kept; the code is on the paper.
/// </summary>
internal sealed class Claim : IBelongToBusiness
{
    /// <summary>No I, L, O, U: it survives handwriting and the telephone.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    public required string CodeHash { get; init; }

    public required DateTime MadeAtUtc { get; init; }

    public required DateTime ExpiresAtUtc { get; init; }

    public DateTime? UsedAtUtc { get; private set; }

    /// <summary>The address that was proven with it is this other record's: somebody decides whether the two are one person. Null otherwise.</summary>
    public Guid? OtherCustomerId { get; private set; }

    public static string NewCode() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static string Shown(string code) => $"{code[..4]}-{code[4..]}";

    public void Use(DateTime now, Guid? otherCustomerId) => (UsedAtUtc, OtherCustomerId) = (now, otherCustomerId);
}
