using System.Globalization;
using BookingPlatform.Kernel;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Money as people of a culture write it: <c>£85.00</c>, <c>85,00 €</c>, <c>12.500 ¥</c>, <c>KWD 1.250</c>.</summary>
internal static class MoneyText
{
    private const int SignAgainstNumber = 0;
    private const string NoBreakSpace = "\u00A0";

    /// <summary>Signs that mean one currency the world over. Dollars, crowns, francs and rupees do not, so they go by their ISO code outside their own country.</summary>
    private static readonly Dictionary<string, string> Signs = new() { ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩", ["ILS"] = "₪", ["VND"] = "₫", ["UAH"] = "₴" };

    /// <summary>ISO 4217: currencies whose smallest unit is not a hundredth.</summary>
    private static readonly Dictionary<string, int> Digits = Table(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")
        .Concat(Table(3, "BHD IQD JOD KWD LYD OMR TND")).Concat(Table(4, "CLF UYW")).ToDictionary();

    public static string Say(Money money, CultureInfo culture)
    {
        var digits = Digits.GetValueOrDefault(money.Currency, 2);
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = digits;
        format.CurrencySymbol = Sign(money.Currency, culture);
        if (format.CurrencySymbol.All(char.IsAsciiLetter) && format.CurrencyPositivePattern == SignAgainstNumber)
            format.CurrencySymbol += NoBreakSpace;
        return (money.AmountMinor / PowerOfTen(digits)).ToString("C", format);
    }

    private static string Sign(string currency, CultureInfo culture) => new RegionInfo(culture.Name).ISOCurrencySymbol == currency
        ? culture.NumberFormat.CurrencySymbol
        : Signs.GetValueOrDefault(currency, currency);

    private static decimal PowerOfTen(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1_000m, _ => 10_000m };

    private static IEnumerable<KeyValuePair<string, int>> Table(int digits, string currencies) => currencies.Split(' ').Select(currency => KeyValuePair.Create(currency, digits));
}
