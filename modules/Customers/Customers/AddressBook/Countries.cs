using System.Globalization;
using BookingPlatform.Customers.Phones;
using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>Address books name countries in words; records keep the two letters of ISO 3166.</summary>
internal static class Countries
{
    private static readonly Dictionary<string, string> Others = new()
    {
        ["UK"] = "GB",
        ["Great Britain"] = "GB",
        ["England"] = "GB",
        ["Scotland"] = "GB",
        ["Wales"] = "GB",
        ["USA"] = "US",
        ["Holland"] = "NL",
        ["Czech Republic"] = "CZ",
        ["Turkey"] = "TR",
    };

    private static readonly Lazy<Dictionary<string, string>> ByName = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => NumberingPlan.IsCountry(region.TwoLetterISORegionName))
        .SelectMany(region => new[] { region.EnglishName, region.NativeName, region.ThreeLetterISORegionName }.Select(name => (Name: Key(name), Code: region.TwoLetterISORegionName)))
        .Concat(Others.Select(other => (Name: Key(other.Key), Code: other.Value)))
        .DistinctBy(country => country.Name)
        .ToDictionary(country => country.Name, country => country.Code));

    /// <returns>The code; what was written when it names no country, so that the check of the field can say so.</returns>
    public static string? CodeOf(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var text = written.Trim();
        return text.Length == 2 && NumberingPlan.IsCountry(text.ToUpperInvariant()) ? text.ToUpperInvariant() : ByName.Value.GetValueOrDefault(Key(text), text);
    }

    private static string Key(string name) => string.Concat(Words.Of(name));
}
