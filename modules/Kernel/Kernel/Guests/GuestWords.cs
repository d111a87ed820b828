using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace BookingPlatform.Kernel.Guests;

/// <summary>
/// What one module says to guests: one embedded JSON file <c>guests.{language}.json</c> for each of <see cref="Languages"/>, with the same keys in all of them.
/// Nested objects are joined with a point; what is counted has the forms <c>one</c>, <c>few</c>, <c>many</c>, <c>other</c> that its language needs.
/// </summary>
public sealed class GuestWords
{
    private static readonly ConcurrentDictionary<Assembly, GuestWords> Books = [];
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> words;

    private GuestWords(Assembly assembly) => words = Languages.ToFrozenDictionary(language => language, language => Read(assembly, language));

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "de", "fr", "nl", "pl"];

    /// <summary>The words of the module an assembly belongs to.</summary>
    public static GuestWords Of(Assembly assembly) => Books.GetOrAdd(assembly, static found => new GuestWords(found));

    /// <summary>What all modules' pages share: the frame and the failures.</summary>
    public static GuestWords Common { get; } = Of(typeof(GuestWords).Assembly);

    /// <summary>"de-AT" is "de".</summary>
    public static string LanguageOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.Split('-')[0].ToLowerInvariant();
    }

    /// <summary>The language's own name: "Deutsch".</summary>
    public static string NameOf(string language) => Common.Say(language, "language");

    public IEnumerable<string> Keys(string language) => words[language].Keys;

    public bool Has(string key) => words[Languages[0]].ContainsKey(key);

    /// <exception cref="KeyNotFoundException">No file has the key.</exception>
    public string Say(string tag, string key, params object?[] values)
    {
        var text = words[LanguageOf(tag)][key];
        return values.Length == 0 ? text : string.Format(CultureInfo.GetCultureInfo(tag), text, values);
    }

    /// <summary>"2 nights": the form of the key that goes with the number, which is value 0.</summary>
    public string Count(string tag, string key, long number, params object?[] values) =>
        Say(tag, $"{key}.{Form(LanguageOf(tag), number)}", [number, .. values]);

    /// <summary>The plural category of a whole number, after Unicode CLDR.</summary>
    public static string Form(string language, long number) => (language, number) switch
    {
        ("fr", 0 or 1) or (_, 1) => "one",
        ("pl", _) => number % 10 is 2 or 3 or 4 && number % 100 is not (12 or 13 or 14) ? "few" : "many",
        _ => "other",
    };

    private static FrozenDictionary<string, string> Read(Assembly assembly, string language)
    {
        using var file = assembly.GetManifestResourceStream($"guests.{language}.json")
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no words for guests in '{language}'.");
        using var json = JsonDocument.Parse(file);
        return Flat("", json.RootElement).ToFrozenDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(string path, JsonElement element) => element.ValueKind is JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Flat(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))
        : [new(path, element.GetString()!)];
}
