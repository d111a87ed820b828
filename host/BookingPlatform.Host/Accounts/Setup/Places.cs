using System.Globalization;
using BookingPlatform.Kernel.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace BookingPlatform.Host.Accounts.Setup;

/// <summary>The countries, currencies, languages and time zones to choose from, and a first guess from the browser's language.</summary>
internal static class Places
{
    private static readonly TzdbDateTimeZoneSource Zones = TzdbDateTimeZoneSource.Default;

    private static readonly RegionInfo[] Regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.TwoLetterISORegionName is { Length: 2 } code && char.IsAsciiLetterUpper(code[0]))
        .DistinctBy(region => region.TwoLetterISORegionName)
        .OrderBy(region => region.EnglishName, StringComparer.Ordinal)
        .ToArray();

    public static IReadOnlyList<(string Value, string Text)> Countries { get; } = [.. Regions.Select(region => (region.TwoLetterISORegionName, region.EnglishName))];

    public static IReadOnlyList<(string Value, string Text)> Currencies { get; } =
    [
        .. Regions.Where(region => region.ISOCurrencySymbol.Length == 3)
            .DistinctBy(region => region.ISOCurrencySymbol)
            .OrderBy(region => region.ISOCurrencySymbol, StringComparer.Ordinal)
            .Select(region => (region.ISOCurrencySymbol, region.CurrencyEnglishName)),
    ];

    public static IReadOnlyList<(string Value, string Text)> Languages { get; } =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(culture => culture.Name.Length == 5)
            .OrderBy(culture => culture.EnglishName, StringComparer.Ordinal)
            .Select(culture => (culture.Name, culture.EnglishName)),
    ];

    public static IReadOnlyList<string> TimeZones { get; } = [.. Zones.CanonicalIdMap.Values.Distinct().Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>What the browser's first language with a country says: <c>pt-PT</c> means Portugal, euros, Lisbon.</summary>
    public static Guess GuessFrom(string acceptLanguage)
    {
        var language = acceptLanguage.Split(',').Select(part => part.Split(';')[0].Trim()).FirstOrDefault(tag => Languages.Any(known => known.Value == tag));
        if (language is null)
            return new Guess("en-GB", "", "", "");
        var region = new RegionInfo(language);
        var zones = Zones.ZoneLocations?.Where(place => place.CountryCode == region.TwoLetterISORegionName).Select(place => place.ZoneId).ToList() ?? [];
        return new Guess(language, region.TwoLetterISORegionName, region.ISOCurrencySymbol, zones.FirstOrDefault(BusinessTime.IsZone) ?? "");
    }

    internal sealed record Guess(string Language, string Country, string Currency, string TimeZone);
}
