using System.Globalization;
using BookingPlatform.Customers.Phones;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>Countries and languages by name, for people to choose from.</summary>
internal static class Choices
{
    private static readonly Lazy<Dictionary<string, string>> CountryNames = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => NumberingPlan.IsCountry(region.TwoLetterISORegionName))
        .DistinctBy(region => region.TwoLetterISORegionName)
        .ToDictionary(region => region.TwoLetterISORegionName, region => region.EnglishName));

    private static readonly Lazy<List<(string Value, string Text)>> LanguageNames = new(() => CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture.Name.Length == 2)
        .Select(culture => (culture.Name, Language(culture.Name)))
        .OrderBy(language => language.Item2, StringComparer.InvariantCultureIgnoreCase)
        .ToList());

    /// <param name="stored">Stays to be chosen even where it is on no list.</param>
    public static IEnumerable<(string Value, string Text)> Countries(string? stored) =>
        Of(CountryNames.Value.OrderBy(country => country.Value, StringComparer.InvariantCultureIgnoreCase).Select(country => (country.Key, country.Value)), "Not known", stored, Country);

    public static IEnumerable<(string Value, string Text)> Languages(string? stored, string ofBusiness) =>
        Of(LanguageNames.Value, $"As the business: {Language(ofBusiness)}", stored, Language);

    public static string Country(string code) => CountryNames.Value.GetValueOrDefault(code, code);

    /// <summary>"Portuguese", "English (United Kingdom)"; the tag itself where nobody has named it.</summary>
    public static string Language(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    private static IEnumerable<(string Value, string Text)> Of(IEnumerable<(string Value, string Text)> all, string none, string? stored, Func<string, string> name)
    {
        var listed = all.ToList();
        if (stored is not null && listed.TrueForAll(one => one.Value != stored))
            listed.Insert(0, (stored, name(stored)));
        return listed.Prepend(("", none));
    }
}
