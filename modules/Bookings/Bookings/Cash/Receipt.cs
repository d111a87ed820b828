using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Cash;

internal enum ReceiptKind
{
    Receipt,
    CreditNote,
}

/// <summary>An issued document. It keeps the text it was printed with and is never changed (S1-11); a correction is a credit note with a number of its own.</summary>
internal sealed class Receipt : IBelongToBusiness
{
    public const int LongestContent = 200_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid BookingId { get; init; }

    public required ReceiptKind Kind { get; init; }

    public required int Year { get; init; }

    /// <summary>1, 2, 3 … within the year, without a gap.</summary>
    public required int Number { get; init; }

    /// <summary>The receipt that a credit note takes back.</summary>
    public Guid? CorrectsId { get; init; }

    public required DateTime IssuedAtUtc { get; init; }

    public required long TotalMinor { get; init; }

    /// <summary><see cref="ReceiptText"/> as JSON.</summary>
    public required string Content { get; init; }
}

/// <summary>The last number given in a year. Its row is locked from the taking of a number until the document is committed, so no number is ever lost.</summary>
internal sealed class ReceiptCounter : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required int Year { get; init; }

    public required int Last { get; set; }
}
