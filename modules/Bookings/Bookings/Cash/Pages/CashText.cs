using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Cash.Pages;

/// <summary>How the pages say what stands at the register.</summary>
internal static class CashText
{
    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } = Enum.GetValues<PaymentKind>().Select(kind => (kind.ToString(), kind.Name())).ToList();

    public static string Name(this PaymentKind kind) => kind switch
    {
        PaymentKind.Cash => "Cash",
        PaymentKind.Card => "Card",
        PaymentKind.BankTransfer => "Bank transfer",
        PaymentKind.Voucher => "Voucher",
        _ => "Other",
    };

    public static string Icon(this PaymentKind kind) => kind switch
    {
        PaymentKind.Cash => "cash",
        PaymentKind.Card => "credit-card",
        PaymentKind.BankTransfer => "building",
        PaymentKind.Voucher => "tags",
        _ => "coins",
    };

    public static string Name(this BillState state) => state switch
    {
        BillState.Open => "Open",
        BillState.Paid => "Paid",
        _ => "Voided",
    };

    public static string Css(this BillState state) => state switch
    {
        BillState.Open => "warn",
        BillState.Paid => "ok",
        _ => "",
    };

    public static string Icon(this BillState state) => state switch
    {
        BillState.Open => "hourglass",
        BillState.Paid => "circle-check",
        _ => "receipt-refund",
    };

    /// <summary>What an entry of a closing was.</summary>
    public static string Say(string what) => what switch
    {
        "voided" => "Voided",
        "voidedNoShow" => "Voided, nobody came",
        "restored" => "Restored",
        "kept" => "Kept as a fee",
        _ => Enum.TryParse<PaymentKind>(what, ignoreCase: true, out var kind) ? kind.Name() : what,
    };

    /// <summary><c>23 %</c>, <c>5.5 %</c>.</summary>
    public static string Rate(int basisPoints, CultureInfo culture) => $"{(basisPoints / 100m).ToString("0.##", culture)}\u00a0%";

    /// <summary>A rate as people type one; null when it is none.</summary>
    public static int? ReadRate(string? typed) => TypedMoney.Read((typed ?? "0").Replace("%", "", StringComparison.Ordinal), TwoDigits) is { } points and <= ChangeLines.HighestTax ? (int)points : null;

    /// <summary>Any currency with two digits after the point: hundredths, as a rate has.</summary>
    private const string TwoDigits = "EUR";

    /// <summary>An amount as people type one, in that currency; a refusal of the field when it is none.</summary>
    public static Answer<Money> ReadAmount(string? typed, string field, string currency) => TypedMoney.Read(typed, currency) is { } minor
        ? new Money(minor, currency)
        : Refusal.Invalid(field, $"Give an amount in {currency}, such as {TypedMoney.Write(new Money(12500, currency))}.");

    public static Money Negative(this Money money) => money * -1;
}
