using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Domain;

/// <summary>How somebody agreed to advertising by email.</summary>
internal enum ConsentWay
{
    /// <summary>Said so to staff, on the telephone or at the desk.</summary>
    Staff,

    /// <summary>Ticked the box while booking.</summary>
    BookingPage,

    /// <summary>Chose it, signed in.</summary>
    GuestApp,

    /// <summary>An address book brought it.</summary>
    Import,
}

/// <summary>How it was taken back.</summary>
internal enum WithdrawalWay
{
    Staff,

    GuestApp,

    /// <summary>The link in a mail, or the button of a mail program.</summary>
    Link,

    /// <summary>The person's data was erased.</summary>
    Erasure,
}

/// <summary>
/// Somebody agreed to advertising by email: when, how, and to which words (GDPR, article 7). Rows are never changed but for the withdrawal, and never deleted: they prove that what was sent
/// might be sent. A person may have several; without one in force nothing is sent. An objection is stronger than any of them.
/// </summary>
internal sealed class Consent : IBelongToBusiness
{
    public const int LongestWording = 1000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    public required DateTime GivenAtUtc { get; init; }

    public required ConsentWay How { get; init; }

    /// <summary>What was read to them, or what they read.</summary>
    public required string Wording { get; init; }

    /// <summary>The member of staff who noted it; null where the guest did.</summary>
    public string? NotedBy { get; init; }

    public DateTime? WithdrawnAtUtc { get; private set; }

    public WithdrawalWay? WithdrawnHow { get; private set; }

    public bool IsInForce => WithdrawnAtUtc is null;

    public void Withdraw(WithdrawalWay how, DateTime now) => (WithdrawnAtUtc, WithdrawnHow) = (now, how);

    public static void Shape(ModelBuilder model) => model.Entity<Consent>(consent =>
    {
        consent.ToTable("notifications_consents").HasKey(x => x.Id);
        consent.Property(x => x.Id).ValueGeneratedNever();
        consent.Property(x => x.Wording).HasMaxLength(LongestWording);
        consent.Property(x => x.NotedBy).HasMaxLength(200);
        consent.HasIndex(x => x.CustomerId);
    });
}
