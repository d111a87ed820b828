using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Cash;

/// <summary>What happened at the register since the closing before: the body of a closing, and the preview of one to come.</summary>
internal sealed record ClosingText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>By kind of payment; only those that occurred.</summary>
    public required IReadOnlyList<KindSum> Kinds { get; init; }

    /// <summary>Cash in the drawer at the start: what the closing before left there.</summary>
    public required Money Opening { get; init; }

    /// <summary>What must be in the drawer: opening, and cash taken, less cash given back.</summary>
    public required Money Expected { get; init; }

    /// <summary>Of how many bills money was taken or given back.</summary>
    public required int Bills { get; init; }

    /// <summary>Taken before the day of the booking, among the payments.</summary>
    public required Money Deposits { get; init; }

    public required IReadOnlyList<ClosingEntry> Refunds { get; init; }

    /// <summary>Bills voided and restored, and credit kept.</summary>
    public required IReadOnlyList<ClosingEntry> Voids { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static ClosingText Read(string content) => JsonSerializer.Deserialize<ClosingText>(content, Json) ?? throw new InvalidOperationException("A closing without text.");

    /// <summary>Adds up, in the business's own currency.</summary>
    public static ClosingText Of(long openingMinor, string currency, IReadOnlyList<PaymentRow> payments, IReadOnlyList<ActRow> acts)
    {
        var cash = payments.Where(row => row.Kind is PaymentKind.Cash).Sum(row => row.AmountMinor);
        return new ClosingText
        {
            Kinds = payments.GroupBy(row => row.Kind).OrderBy(kind => kind.Key).Select(kind => Sum(kind.Key, [.. kind], currency)).ToList(),
            Opening = new(openingMinor, currency),
            Expected = new(openingMinor + cash, currency),
            Bills = payments.Select(row => row.BookingId).Distinct().Count(),
            Deposits = new(payments.Where(row => row.IsDeposit).Sum(row => row.AmountMinor), currency),
            Refunds = payments.Where(row => row.AmountMinor < 0)
                .Select(row => new ClosingEntry(row.BookingId, BillNumber.Of(row.Code), JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()), new(row.AmountMinor, currency), row.Reason ?? "", row.By, row.AtUtc)).ToList(),
            Voids = acts.Select(row => new ClosingEntry(row.BookingId, BillNumber.Of(row.Code), JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()), new(row.AmountMinor, currency), row.Reason, row.By, row.AtUtc)).ToList(),
        };
    }

    private static KindSum Sum(PaymentKind kind, IReadOnlyList<PaymentRow> rows, string currency) => new(kind,
        new(rows.Where(row => row.AmountMinor > 0).Sum(row => row.AmountMinor), currency),
        new(rows.Where(row => row.AmountMinor < 0).Sum(row => row.AmountMinor), currency),
        new(rows.Sum(row => row.AmountMinor), currency),
        rows.Count);
}

/// <summary>Payments, refunds (negative) and what remains, of one kind.</summary>
internal sealed record KindSum(PaymentKind Kind, Money Payments, Money Refunds, Money Net, int Count);

/// <summary>One refund, void, restored bill or kept credit; <paramref name="What"/> is the kind of payment or of act.</summary>
internal sealed record ClosingEntry(Guid BookingId, string Number, string What, Money Amount, string Reason, string By, DateTime AtUtc);

internal sealed record PaymentRow(Guid BookingId, string Code, PaymentKind Kind, long AmountMinor, bool IsDeposit, string? Reason, string By, DateTime AtUtc);

internal sealed record ActRow(Guid BookingId, string Code, BillActKind Kind, long AmountMinor, string Reason, string By, DateTime AtUtc);
