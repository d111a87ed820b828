using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Cash;

/// <summary>Everything that is printed on a receipt, as it was on the day: later changes of customer, booking, prices or of the business's own name do not reach it (S1-11).</summary>
internal sealed record ReceiptText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Name, language and zone it is written in.</summary>
    public required Business Business { get; init; }

    public required string BillNumber { get; init; }

    public required string BookingCode { get; init; }

    public required string Customer { get; init; }

    /// <summary>Postal address, line by line; empty when none was known.</summary>
    public required IReadOnlyList<string> Address { get; init; }

    public required IReadOnlyList<LineAnswer> Lines { get; init; }

    public required IReadOnlyList<TaxAnswer> Taxes { get; init; }

    public required IReadOnlyList<PaymentAnswer> Payments { get; init; }

    public required Money Total { get; init; }

    public required Money Paid { get; init; }

    public required string IssuedBy { get; init; }

    /// <summary>On a credit note: the number of the receipt it takes back, and why.</summary>
    public string? Corrects { get; init; }

    public string? Reason { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static ReceiptText Read(string content) => JsonSerializer.Deserialize<ReceiptText>(content, Json) ?? throw new InvalidOperationException("A receipt without text.");

    /// <summary>Whether the bill still stands as printed. A new name of the customer is no reason for a new receipt.</summary>
    public bool SaysTheSameAs(ReceiptText other) => Lines.SequenceEqual(other.Lines) && Payments.SequenceEqual(other.Payments);

    /// <summary>The same document with every amount turned round.</summary>
    public ReceiptText Reversed(string corrects, string reason, string by) => this with
    {
        Lines = Lines.Select(line => line with { UnitPrice = line.UnitPrice * -1, Amount = line.Amount * -1 }).ToList(),
        Taxes = Taxes.Select(tax => new TaxAnswer(tax.TaxBasisPoints, tax.Net * -1, tax.Tax * -1, tax.Gross * -1)).ToList(),
        Payments = [],
        Total = Total * -1,
        Paid = Paid * 0,
        IssuedBy = by,
        Corrects = corrects,
        Reason = reason,
    };

    public static IReadOnlyList<string> AddressOf(CustomerCard? customer) => customer?.Address is not { } address ? [] :
        new[] { address.Street, $"{address.PostalCode} {address.City}".Trim(), address.Region, address.Country }.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line!).ToList();
}

/// <summary><c>2026-00042</c>: the year and the document's place in it.</summary>
internal static class ReceiptNumber
{
    public static string Say(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:00000}");
}
