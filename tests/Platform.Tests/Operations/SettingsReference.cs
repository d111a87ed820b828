using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Operations;

/// <summary>Keeps SETTINGS.md honest: every key the host reads is in it with meaning and example, and no other.</summary>
[Trait("Criterion", "I-5")]
public sealed partial class SettingsReference
{
    private const string Framework = "## Of the framework";

    /// <summary>Made for the program itself, not for operators.</summary>
    private static readonly string[] Inner = ["ReloadStaticAssetsAtRuntime", "Demo"];

    [Fact]
    public void Every_setting_that_is_read_is_described_and_none_that_is_not()
    {
        var sources = Sources.Files("host", "modules", "connectors").Select(File.ReadAllText).ToList();
        var read = Keys(sources).Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Where(key => !Inner.Contains(key)).ToHashSet();

        read.Should().HaveCountGreaterThan(40, "the sources are really read").And.Contain(["Mail__Host", "Outbox__Lease", "Limits__DoorPerMinute", "Telemetry__Endpoint", "Web__TrustedProxies", "ConnectionStrings__Platform"]);
        Described().Should().BeEquivalentTo(read);
    }

    [Fact]
    public void Every_line_says_default_meaning_and_example() =>
        Document().Split(Framework)[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Where(line => line.Trim().Trim('|').Split('|') is not [_, { Length: > 2 }, { Length: > 10 }, { Length: > 2 }]).Should().BeEmpty();

    private static string Document() => File.ReadAllText(Path.Combine(Sources.Root, "host", "BookingPlatform.Host", "SETTINGS.md"));

    private static IEnumerable<string> Described() => Document().Split(Framework)[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Named().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

    private static IEnumerable<string> Keys(List<string> sources)
    {
        foreach (var source in sources)
        {
            foreach (Match match in Single().Matches(source))
                yield return match.Groups[1].Value;
            foreach (Match match in Connection().Matches(source))
                yield return $"ConnectionStrings__{match.Groups[1].Value}";
            foreach (Match match in Bound().Matches(source))
                foreach (var property in Properties(sources, match.Groups[1].Value + match.Groups[4].Value))
                    yield return $"{match.Groups[2].Value}{match.Groups[3].Value}__{property}";
        }

        // Limits are read by a name put together of these.
        var limits = sources.Single(source => source.Contains("Limits:{kind.Name}PerMinute", StringComparison.Ordinal));
        foreach (var name in Kind().Matches(limits).Select(match => match.Groups[1].Value).Distinct())
            yield return $"Limits__{name}PerMinute";
    }

    private static IEnumerable<string> Properties(List<string> sources, string type)
    {
        var source = sources.Single(source => source.Contains($"class {type}\n", StringComparison.Ordinal));
        var body = source[source.IndexOf($"class {type}\n", StringComparison.Ordinal)..];
        var end = body.IndexOf("\n}", StringComparison.Ordinal);
        return Property().Matches(body[..end]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("`([A-Za-z_]+)`")]
    private static partial Regex Named();

    [GeneratedRegex("[cC]onfiguration\\[\"([A-Za-z_:]+)\"\\]")]
    private static partial Regex Single();

    [GeneratedRegex("GetConnectionString\\(\"(\\w+)\"\\)")]
    private static partial Regex Connection();

    [GeneratedRegex("(?:Configure|AddOptions)<(\\w+)>\\((?:\\)\\.Bind\\()?[\\w.]*GetSection\\(\"(\\w+)\"\\)|GetSection\\(\"(\\w+)\"\\)\\.Get<(\\w+)>")]
    private static partial Regex Bound();

    [GeneratedRegex("public [\\w?]+ (\\w+) \\{ get; set; \\}")]
    private static partial Regex Property();

    [GeneratedRegex("\\(\"([A-Z]\\w+)\", (?:key|place), \\d+\\)")]
    private static partial Regex Kind();
}
