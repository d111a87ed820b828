using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Guests;

/// <summary>Which language and country's habits a guest is spoken to in: what they chose here, else what their browser asks for, else the business's own.</summary>
public static class GuestSpeech
{
    public const string Cookie = "language";
    public const string Query = "lang";

    /// <summary>The country whose habits a language has where nobody names one.</summary>
    private static readonly FrozenDictionary<string, string> Homes = new Dictionary<string, string>
    {
        ["en"] = "en-GB",
        ["de"] = "de-DE",
        ["fr"] = "fr-FR",
        ["nl"] = "nl-NL",
        ["pl"] = "pl-PL",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Cultures = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => Homes.ContainsKey(culture.TwoLetterISOLanguageName)).DistinctBy(culture => culture.Name.ToLowerInvariant())
        .ToFrozenDictionary(culture => culture.Name, culture => culture.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Their BCP 47 tag, always of a language that <see cref="GuestWords.Languages"/> has.</summary>
    /// <param name="http">The request; a language chosen with it is remembered for a year, for this business's pages.</param>
    /// <param name="businessLanguage">Null where no business is known.</param>
    public static string For(HttpContext http, string? businessLanguage)
    {
        ArgumentNullException.ThrowIfNull(http);
        var asked = Asked(http.Request).Append(businessLanguage ?? "").Select(Known).OfType<string>().ToList();
        return Chosen(http) is not { } chosen ? asked.FirstOrDefault(Homes["en"])
            : asked.FirstOrDefault(tag => GuestWords.LanguageOf(tag) == chosen) ?? Homes[chosen];
    }

    private static string? Chosen(HttpContext http)
    {
        if (http.Request.Query[Query].ToString() is not { Length: 2 } picked || !Homes.ContainsKey(picked))
            return http.Request.Cookies[Cookie] is { } kept && Homes.ContainsKey(kept) ? kept : null;
        if (http.AskedSlug() is { Length: > 0 } slug && !http.Response.HasStarted)
            http.Response.Cookies.Append(Cookie, picked, new() { Path = $"{GuestSide.Prefix}/{slug}", MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps });
        return picked;
    }

    private static IEnumerable<string> Asked(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is not 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.ToString());

    /// <summary>The tag as .NET writes it; null for a language without words. "de-XX" is German as in Germany.</summary>
    private static string? Known(string tag) => Cultures.GetValueOrDefault(tag) ?? Homes.GetValueOrDefault(GuestWords.LanguageOf(tag));
}
