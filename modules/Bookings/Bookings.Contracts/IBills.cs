using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Question and act: the bill of a booking. Every booking has one from the start, in its own price, without a row of its own until money or lines are touched.
/// Answered for the business at work only. The acts lock the bill and change it inside the caller's work: nothing is kept until the caller saves.
/// </summary>
public interface IBills
{
    /// <summary>The bill of that booking, or null when this business has no such booking.</summary>
    Task<BillCard?> Find(Guid bookingId, CancellationToken ct);

    /// <summary>
    /// Voids the bill: it leaves the open register and stays on record under its number. Nothing is owed any more, so whatever was paid, in whole, in part, as a deposit or by voucher,
    /// becomes credit: the answer's negative <see cref="BillCard.Balance"/>. Staff then refund it in the kind it was paid in, or keep it as a fee. A receipt that stands is corrected by a credit note.
    /// Refused: <c>not-found</c>, <c>wrong-state</c> (voided already).
    /// </summary>
    /// <param name="bookingId">Whose bill.</param>
    /// <param name="cause">Kept with the bill and shown in the day's closing.</param>
    /// <param name="reason">One sentence for staff, at most 500 characters.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<BillCard>> Void(Guid bookingId, VoidCause cause, string reason, CancellationToken ct);

    /// <summary>
    /// Asks a fee of somebody who did not come: the bill that was voided for it is open again under its number, for the fee instead of the price, with the reason on it.
    /// What was paid before counts towards it. Restoring afterwards takes the fee off again.
    /// Refused: <c>not-found</c>, <c>wrong-state</c> (not voided because nobody came), <c>validation</c> (no amount, another currency, more than the price).
    /// </summary>
    /// <param name="bookingId">Whose bill.</param>
    /// <param name="fee">Above zero, at most what the bill was.</param>
    /// <param name="reason">One sentence for staff and customer, at most 500 characters.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<BillCard>> Charge(Guid bookingId, Money fee, string reason, CancellationToken ct);

    /// <summary>Undoes a void, or the fee that took its place: the same bill with the same number and whatever is left of what was paid. Refused: <c>not-found</c>, <c>wrong-state</c> (neither voided nor a fee, or its booking is cancelled).</summary>
    Task<Answer<BillCard>> Restore(Guid bookingId, CancellationToken ct);
}

/// <summary>A bill as other modules see one.</summary>
/// <param name="BookingId">Whose bill; a booking has one.</param>
/// <param name="Number">Derived from the booking's code, for example <c>B-K7QM-2XP4</c>; never changes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Total">What is owed in all; of a voided bill the fee that was kept, else nothing.</param>
/// <param name="Paid">What was paid, less what was refunded.</param>
public sealed record BillCard(Guid BookingId, string Number, BillState State, Money Total, Money Paid)
{
    /// <summary>What is still to be paid; negative when the business owes it to the customer.</summary>
    public Money Balance => Total + Paid * -1;

    /// <summary>Why it was voided; null while it is not, or when its booking was cancelled.</summary>
    public VoidCause? VoidCause { get; init; }
}

/// <summary>Where a bill stands.</summary>
public enum BillState
{
    /// <summary>Something is to be paid.</summary>
    Open,

    /// <summary>Nothing is to be paid any more.</summary>
    Paid,

    /// <summary>Taken back, or its booking was cancelled.</summary>
    Voided,
}

/// <summary>Why a bill was voided.</summary>
public enum VoidCause
{
    /// <summary>By staff at the register.</summary>
    Manual,

    /// <summary>Nobody came.</summary>
    NoShow,
}
