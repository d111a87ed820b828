namespace BookingPlatform.Kernel;

/// <summary>How many digits a currency has after the point (ISO 4217).</summary>
public static class Currencies
{
    /// <summary>2 for most, 0 for the yen, 3 for the Kuwaiti dinar.</summary>
    public static int MinorDigits(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    /// <summary>The amount in whole units: 12,500 minor units of <c>EUR</c> are 125.00.</summary>
    public static decimal ToDecimal(this Money money) => money.AmountMinor / Scale(money.Currency);

    private static decimal Scale(string currency) => MinorDigits(currency) switch { 0 => 1, 3 => 1_000, 4 => 10_000, _ => 100 };
}
