using BookingPlatform.Customers.Contracts;
using System.Globalization;

namespace BookingPlatform.Notifications.Letters;

/// <summary>An address as the post of its country reads it (UPU S42): which line the town and the code stand on, and in which order.</summary>
internal static class AddressBlock
{
    /// <summary>Whether a letter can arrive: a street and a town, or a street and a code.</summary>
    public static bool CanBePosted(this PostalAddress? address) => address is { Street: { Length: > 0 } } && (address.City ?? address.PostalCode) is { Length: > 0 };

    /// <param name="address">Whose.</param>
    /// <param name="from">Country of the sender, ISO 3166-1 alpha-2: at home the country is left out.</param>
    public static IReadOnlyList<string> Lines(PostalAddress address, string from)
    {
        var country = string.IsNullOrEmpty(address.Country) ? from : address.Country.ToUpperInvariant();
        var lines = InOrderOf(country, address).Where(line => line.Length > 0).ToList();
        if (country != from.ToUpperInvariant())
            lines.Add(NameOf(country));
        return lines;
    }

    private static IEnumerable<string> InOrderOf(string country, PostalAddress address)
    {
        var street = (address.Street ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries);
        var (code, city, region) = (address.PostalCode ?? "", address.City ?? "", address.Region ?? "");
        return country switch
        {
            "US" or "PR" => [.. street, Joined(", ", city, Joined(" ", region, code))],
            "CA" or "AU" => [.. street, Joined(" ", city, region, code)],
            "GB" or "IE" or "IM" or "JE" or "GG" or "ZA" or "NG" or "KE" or "LK" => [.. street, city, region, code],
            "NZ" or "SG" or "IN" or "TH" or "ID" or "TW" or "HK" or "BR" or "AE" or "SA" => [.. street, Joined(", ", city, region), code],
            "JP" or "CN" or "KR" => [code, Joined(" ", region, city), .. street],
            "HU" => [city, .. street, code],
            "RU" or "UA" or "BY" or "KZ" => [.. street, city, region, code],
            "IT" => [.. street, Joined(" ", code, city, region)],
            _ => [.. street, Joined(" ", code, city), region],
        };
    }

    private static string Joined(string between, params string[] parts) => string.Join(between, parts.Where(part => part.Length > 0));

    /// <summary>In capitals and in English, which every sorting office reads; the code itself where nobody knows the country.</summary>
    private static string NameOf(string country)
    {
        try
        {
            return new RegionInfo(country).EnglishName.ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            return country;
        }
    }
}
