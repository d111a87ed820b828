using System.Diagnostics.CodeAnalysis;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>A booking with its bill, whether it has a row or not: the one projection that everything is read through.</summary>
internal sealed class BillRow
{
    public required Guid BookingId { get; init; }

    public required string Code { get; init; }

    public required Guid CustomerId { get; init; }

    public required string BookedAs { get; init; }

    public required Guid ServiceId { get; init; }

    public required DateTime StartsAtUtc { get; init; }

    public required string Currency { get; init; }

    public required long PriceMinor { get; init; }

    public required long ExtrasMinor { get; init; }

    public required long PaidMinor { get; init; }

    public required long KeptMinor { get; init; }

    /// <summary>Taken back, or its booking was cancelled: nobody pays for that.</summary>
    public required bool IsVoided { get; init; }

    public required VoidCause? VoidCause { get; init; }

    public required int Version { get; init; }

    public string Number => BillNumber.Of(Code);

    public Money Total => BillSums.Total(IsVoided, new(PriceMinor + ExtrasMinor, KeptMinor, PaidMinor), Currency);

    public Money Paid => new(PaidMinor, Currency);

    /// <summary>Still to be paid; negative when the business owes it to the customer.</summary>
    public Money Balance => Total + Paid * -1;

    public BillState State => BillSums.State(IsVoided, Balance);

    public BillCard Card => new(BookingId, Number, State, Total, Paid) { VoidCause = VoidCause };
}

/// <summary>What is on a bill, what of it was kept as a fee, and what was paid, in minor units.</summary>
internal readonly record struct BillAmounts(long Lines, long Kept, long Paid);

/// <summary>The two rules that everything else follows from.</summary>
internal static class BillSums
{
    /// <summary>What is owed in all. A discount never makes it less than nothing, even when the booking gets cheaper afterwards; nobody pays for a voided bill, but a fee may be kept of what was paid.</summary>
    public static Money Total(bool isVoided, BillAmounts amounts, string currency) =>
        new(isVoided ? Math.Min(amounts.Kept, amounts.Paid) : Math.Max(0, amounts.Lines), currency);

    public static BillState State(bool isVoided, Money balance) => isVoided ? BillState.Voided : balance.AmountMinor <= 0 ? BillState.Paid : BillState.Open;
}

/// <summary>A bill is called after its booking, so it needs no counter, and is called the same again when a void is undone.</summary>
internal static class BillNumber
{
    private const string Sign = "B-";

    public static string Of(string code) => Sign + code;

    /// <summary>The booking's code, from a bill's number or a code as people type them.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? code)
    {
        var typed = (text ?? "").Trim();
        return BookingCode.TryRead(typed.StartsWith(Sign, StringComparison.OrdinalIgnoreCase) ? typed[Sign.Length..] : typed, out code);
    }
}

internal static class BillRows
{
    public static IQueryable<BillRow> WithBills(this IQueryable<Booking> bookings, BookingsDb db) =>
        from booking in bookings
        join one in db.Bills on booking.Id equals one.BookingId into bills
        from bill in bills.DefaultIfEmpty()
        select new BillRow
        {
            BookingId = booking.Id,
            Code = booking.Code,
            CustomerId = booking.CustomerId,
            BookedAs = booking.BookedAs,
            ServiceId = booking.ServiceId,
            StartsAtUtc = booking.StartsAtUtc,
            Currency = booking.Currency,
            PriceMinor = booking.PriceMinor,
            ExtrasMinor = (long?)bill.ExtrasMinor ?? 0,
            PaidMinor = (long?)bill.PaidMinor ?? 0,
            KeptMinor = (long?)bill.KeptMinor ?? 0,
            IsVoided = booking.Status == BookingStatus.Cancelled || bill.VoidCause != null,
            VoidCause = bill.VoidCause,
            Version = (int?)bill.Version ?? 0,
        };

    public static IQueryable<BillRow> In(this IQueryable<BillRow> rows, BillState state) => state switch
    {
        BillState.Voided => rows.Where(row => row.IsVoided),
        BillState.Paid => rows.Where(row => !row.IsVoided && row.PaidMinor >= row.PriceMinor + row.ExtrasMinor),
        _ => rows.Where(row => !row.IsVoided && row.PaidMinor < row.PriceMinor + row.ExtrasMinor),
    };
}

/// <summary>Total, paid and balance of a set of bookings in one statement: for statements, the agenda's "unpaid" mark, lists.</summary>
internal sealed class BillBalances(BookingsDb db)
{
    /// <summary>By booking; those of another business, or of none, are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, BillRow>> Of(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct) => bookingIds.Count == 0
        ? new Dictionary<Guid, BillRow>()
        : await db.Bookings.AsNoTracking().Where(booking => bookingIds.Contains(booking.Id)).WithBills(db).ToDictionaryAsync(row => row.BookingId, ct);
}
