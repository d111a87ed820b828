using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Cash;

internal enum PaymentKind
{
    Cash,
    Card,
    BankTransfer,
    Voucher,
    Other,
}

/// <summary>Money taken for a bill, or given back when negative. Never changed: a mistake is refunded.</summary>
internal sealed class Payment : IBelongToBusiness
{
    public const int LongestReason = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid BookingId { get; init; }

    public required PaymentKind Kind { get; init; }

    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>The business day it counts in: that of the moment, or the next one when the day was closed already.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Paid before the day of the booking.</summary>
    public bool IsDeposit { get; init; }

    /// <summary>Why money was given back.</summary>
    public string? Reason { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>Who took it.</summary>
    public required string By { get; init; }

    /// <summary>The closing that counted it; null until then. Every payment is counted in exactly one.</summary>
    public Guid? ClosingId { get; private set; }
}

/// <summary>Trace of a bill that was voided or restored, or of credit that was kept, for the day's closing.</summary>
internal sealed class BillAct : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid BookingId { get; init; }

    public required BillActKind Kind { get; init; }

    /// <summary>What the bill came to, or how much was kept.</summary>
    public required long AmountMinor { get; init; }

    public required string Reason { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string By { get; init; }

    public Guid? ClosingId { get; private set; }
}

internal enum BillActKind
{
    Voided,
    VoidedNoShow,
    Restored,
    Kept,
}
