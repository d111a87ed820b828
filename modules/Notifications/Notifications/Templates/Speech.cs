using System.Globalization;
using BookingPlatform.Kernel;

namespace BookingPlatform.Notifications.Templates;

/// <summary>The language a mail is written in, and the culture that says dates, times and money in it.</summary>
internal sealed record Speech(Words Words, CultureInfo Culture)
{
    /// <summary>Primary tag of the words: <c>en</c>.</summary>
    public string Language => Culture.TwoLetterISOLanguageName;

    /// <summary>
    /// The customer's language if there are words for it, else the business's, else English. Dates and money follow the language of the text,
    /// in the customer's own variant of it where they named one, otherwise in the variant of the business's country.
    /// </summary>
    public static Speech For(string? customersTag, Business business, IReadOnlyDictionary<string, Words> languages)
    {
        var spoken = new[] { customersTag, business.Language, "en" }.First(tag => tag is not null && languages.ContainsKey(Primary(tag)))!;
        var words = languages[Primary(spoken)];
        var culture = Known(spoken, needsCountry: true)
            ?? Known($"{Primary(spoken)}-{business.Country}", needsCountry: true)
            ?? Known(words.Culture, needsCountry: false)
            ?? throw new CultureNotFoundException($"This machine has no culture '{words.Culture}'; the ICU library is missing.");
        return new Speech(words, culture);
    }

    private static string Primary(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();

    private static CultureInfo? Known(string tag, bool needsCountry)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag.Replace('_', '-'), predefinedOnly: true);
            return culture.IsNeutralCulture && needsCountry ? null : culture;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
