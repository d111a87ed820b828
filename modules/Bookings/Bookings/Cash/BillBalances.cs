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

    /// <summary>What is owed in all. A discount never makes it less than nothing, even when the booking gets cheaper afterwards.</summary>
    public Money Total => new(IsVoided ? KeptMinor : Math.Max(0, PriceMinor + ExtrasMinor), Currency);

    public Money Paid => new(PaidMinor, Currency);

    /// <summary>Still to be paid; negative when the business owes it to the customer.</summary>
    public Money Balance => Total + Paid * -1;

    public BillState State => IsVoided ? BillState.Voided : Balance.AmountMinor <= 0 ? BillState.Paid : BillState.Open;

    public BillCard Card => new(BookingId, Number, State, Total, Paid) { VoidCause = VoidCause };
}

/// <summary>A bill is called after its booking, so it needs no counter, and is called the same again when a void is undone.</summary>
internal static class BillNumber
{
    public static string Of(string code) => $"B-{code}";
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
