using System.Reflection;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel.Guests;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BookingPlatform.Platform.Tests.Guests;

/// <summary>Every phrase exists in every language, and every guest is spoken to in theirs.</summary>
public sealed partial class GuestLanguages
{
    private static readonly string[] Forms = ["one", "few", "many", "other"];

    private static IEnumerable<Assembly> Modules => Directory.GetFiles(AppContext.BaseDirectory, "BookingPlatform.*.dll")
        .Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)).Select(Assembly.LoadFrom)
        .Where(assembly => assembly.GetManifestResourceNames().Contains("guests.en.json"));

    [Fact]
    public void Each_module_says_the_same_things_in_all_five_languages()
    {
        Modules.Should().HaveCountGreaterThan(1);
        foreach (var module in Modules)
        {
            var words = GuestWords.Of(module);
            var english = words.Keys("en").Select(Stem).Distinct().Order().ToList();
            foreach (var language in GuestWords.Languages)
            {
                words.Keys(language).Select(Stem).Distinct().Order().Should().Equal(english, $"{module.GetName().Name} in {language}");
                foreach (var key in words.Keys(language))
                    words.Say(language, key).Should().NotBeNullOrWhiteSpace($"{key} in {language}");
            }
        }
    }

    [Fact]
    public void Values_stand_in_the_same_phrases_and_what_is_counted_has_the_forms_of_its_language()
    {
        foreach (var words in Modules.Select(GuestWords.Of))
        {
            foreach (var language in GuestWords.Languages)
            {
                foreach (var key in words.Keys(language).Where(key => !IsForm(key)))
                    Places(words.Say(language, key)).Should().Equal(Places(words.Say("en", key)), $"{key} in {language}");
                foreach (var counted in words.Keys(language).Where(IsForm).Select(Stem).Distinct())
                {
                    foreach (var number in Enumerable.Range(0, 130))
                        words.Count(language, counted, number).Should().NotContain("{", $"{counted} in {language}");
                }
            }
        }
    }

    [Theory]
    [InlineData("pl", 1, "one")]
    [InlineData("pl", 2, "few")]
    [InlineData("pl", 12, "many")]
    [InlineData("pl", 22, "few")]
    [InlineData("pl", 25, "many")]
    [InlineData("pl", 101, "many")]
    [InlineData("fr", 0, "one")]
    [InlineData("en", 0, "other")]
    [InlineData("de", 1, "one")]
    [InlineData("nl", 7, "other")]
    public void Plurals_follow_Unicode(string language, long number, string form) => GuestWords.Form(language, number).Should().Be(form);

    [Theory]
    [InlineData(null, null, "pt-PT", "en-GB")]
    [InlineData(null, null, "de-AT", "de-AT")]
    [InlineData("fr-CA,fr;q=0.9,en;q=0.8", null, "en-GB", "fr-CA")]
    [InlineData("pt-BR,pl;q=0.5", null, "en-GB", "pl-PL")]
    [InlineData("EN-us", null, "de-DE", "en-US")]
    [InlineData("de-XX", null, "en-GB", "de-DE")]
    [InlineData("nl;q=0,*", null, "en-GB", "en-GB")]
    [InlineData("de", "nl", "en-GB", "nl-NL")]
    [InlineData("de,nl-BE;q=0.4", "nl", "en-GB", "nl-BE")]
    [InlineData("de", "klingon", "en-GB", "de-DE")]
    [InlineData(";;;,,,\u0001", null, "en-GB", "en-GB")]
    public void What_was_chosen_comes_before_what_the_browser_asks_for_and_that_before_the_business(string? accept, string? chosen, string business, string expected)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/g/somewhere";
        http.Request.Headers.AcceptLanguage = accept;
        if (chosen is not null)
            http.Request.QueryString = new($"?lang={chosen}");

        GuestSpeech.For(http, business).Should().Be(expected);

        http.Response.Headers.SetCookie.ToString().Should().Be(chosen == "nl" ? "language=nl; max-age=31536000; path=/g/somewhere; samesite=lax; httponly" : "");
    }

    private static bool IsForm(string key) => Forms.Contains(key.Split('.')[^1]) && Stem(key) != key;

    /// <summary>The key without its plural form.</summary>
    private static string Stem(string key) => Counted().Replace(key, "");

    private static IEnumerable<string> Places(string phrase) => Place().Matches(phrase).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\.(one|few|many|other)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
