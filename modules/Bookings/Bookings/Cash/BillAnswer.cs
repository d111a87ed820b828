using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Cash;

/// <summary>A bill as lists show it.</summary>
internal record BillAnswer
{
    /// <summary>Derived from the booking's code: <c>B-K7QM-2XP4</c>.</summary>
    public required string Number { get; init; }

    public required Guid BookingId { get; init; }

    public required BillState State { get; init; }

    /// <summary>What is owed in all; of a voided bill the fee that was kept.</summary>
    public required Money Total { get; init; }

    /// <summary>Payments less refunds.</summary>
    public required Money Paid { get; init; }

    /// <summary>Still to be paid; negative when the business owes it to the customer.</summary>
    public required Money Balance { get; init; }

    public required Guid CustomerId { get; init; }

    public required string Customer { get; init; }

    public required string Service { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>0 while nothing but the booking is on it; for <c>If-Match</c>.</summary>
    public required int Version { get; init; }
}

/// <summary>A bill with everything on it.</summary>
internal sealed record BillDetail : BillAnswer
{
    /// <summary>The booking first, then what was added.</summary>
    public required IReadOnlyList<LineAnswer> Lines { get; init; }

    /// <summary>What is in the total, by rate.</summary>
    public required IReadOnlyList<TaxAnswer> Taxes { get; init; }

    public required IReadOnlyList<PaymentAnswer> Payments { get; init; }

    /// <summary>Receipts and credit notes, oldest first.</summary>
    public required IReadOnlyList<ReceiptLink> Receipts { get; init; }

    /// <summary>The receipt that stands; null when there is none.</summary>
    public required Guid? ReceiptId { get; init; }

    /// <summary>Null while it is not voided.</summary>
    public required VoidAnswer? Voided { get; init; }
}

/// <summary>A line; <paramref name="Id"/> is null for the booking itself, which is changed by changing the booking.</summary>
internal sealed record LineAnswer(Guid? Id, string Text, int Quantity, Money UnitPrice, Money Amount, int TaxBasisPoints, string? Reason);

internal sealed record TaxAnswer(int TaxBasisPoints, Money Net, Money Tax, Money Gross);

/// <summary>Money taken, or given back when negative.</summary>
internal sealed record PaymentAnswer(Guid Id, PaymentKind Kind, Money Amount, DateTimeOffset At, DateOnly Day, bool IsDeposit, string By, string? Reason);

internal sealed record ReceiptLink(Guid Id, ReceiptKind Kind, string Number, Money Total, DateTimeOffset IssuedAt);

/// <summary>Why it is voided; the cause is null when its booking was cancelled.</summary>
internal sealed record VoidAnswer(VoidCause? Cause, string? Reason, DateTimeOffset? At, Money Kept);
