using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Cash;

/// <summary>What was done to a booking's bill beyond its price. A bill nobody touched has no row: then it is the booking's price, open, nothing paid.</summary>
internal sealed class Bill : IBelongToBusiness, IVersioned
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    /// <summary>Sum of the lines added to the booking's price; discounts are negative.</summary>
    public long ExtrasMinor { get; private set; }

    /// <summary>Payments less refunds.</summary>
    public long PaidMinor { get; private set; }

    /// <summary>Of a voided bill: what of the money paid is kept as a fee.</summary>
    public long KeptMinor { get; private set; }

    public VoidCause? VoidCause { get; private set; }

    public string? VoidReason { get; private set; }

    public DateTime? VoidedAtUtc { get; private set; }

    /// <summary>The receipt that stands; null when none was issued since the last credit note.</summary>
    public Guid? ReceiptId { get; private set; }

    public int Version { get; set; } = 1;

    public void Add(BillLine line) => ExtrasMinor = checked(ExtrasMinor + line.AmountMinor);

    public void Remove(BillLine line) => ExtrasMinor = checked(ExtrasMinor - line.AmountMinor);

    public void Take(Payment payment) => PaidMinor = checked(PaidMinor + payment.AmountMinor);

    public bool Void(VoidCause cause, string reason, DateTime now)
    {
        if (VoidCause is not null)
            return false;
        (VoidCause, VoidReason, VoidedAtUtc) = (cause, reason, now);
        return true;
    }

    public bool Restore()
    {
        if (VoidCause is null)
            return false;
        (VoidCause, VoidReason, VoidedAtUtc, KeptMinor) = (null, null, null, 0);
        return true;
    }

    /// <summary>Keeps a part of the credit of a voided bill.</summary>
    public void Keep(long amountMinor) => KeptMinor = checked(KeptMinor + amountMinor);

    public void Issued(Receipt receipt) => ReceiptId = receipt.Kind is ReceiptKind.Receipt ? receipt.Id : null;
}

internal enum BillLineKind
{
    Extra,
    Discount,

    /// <summary>Brings the price down to the fee of somebody who did not come.</summary>
    NoShowFee,
}

/// <summary>Something on a bill beside the booking itself: a bottle of wine, a discount.</summary>
internal sealed class BillLine : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid BookingId { get; init; }

    public required BillLineKind Kind { get; init; }

    public required string Text { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Tax included; negative for a discount.</summary>
    public required long UnitMinor { get; init; }

    /// <summary>Hundredths of a per cent: 2300 for 23 %.</summary>
    public required int TaxBasisPoints { get; init; }

    /// <summary>Why a discount was given.</summary>
    public string? Reason { get; init; }

    public required DateTime AddedAtUtc { get; init; }

    public long AmountMinor => checked(UnitMinor * Quantity);
}
