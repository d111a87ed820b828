using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>Keeps SECURITY.md honest: what it names exists, and it names enough.</summary>
[Trait("Criterion", "H-6")]
public sealed partial class Asvs
{
    private const int RequirementsOfLevelsOneAndTwo = 253;

    [Fact]
    public void Every_requirement_of_both_levels_has_a_test_that_exists_or_a_reason()
    {
        var rows = Rows();
        var tests = Sources.Files("tests").SelectMany(file => Declared(File.ReadAllText(file))).ToHashSet();

        rows.Select(row => row.Requirement).Should().HaveCount(RequirementsOfLevelsOneAndTwo).And.OnlyHaveUniqueItems();
        rows.Where(row => row.Proof.Length < 5).Should().BeEmpty("each has a test or a reason");
        rows.SelectMany(row => row.Tests).Where(test => !tests.Contains(test)).Distinct().Should().BeEmpty("a test that is named exists");
    }

    [Fact]
    public void More_than_six_of_ten_applicable_requirements_are_proved_by_a_test()
    {
        var applicable = Rows().Where(row => row.Applies).ToList();

        applicable.Should().HaveCountGreaterThan(150);
        ((double)applicable.Count(row => row.Tests.Count > 0) / applicable.Count).Should().BeGreaterThan(0.6);
    }

    private static List<Row> Rows() => File.ReadLines(Path.Combine(Sources.Root, "host", "BookingPlatform.Host", "SECURITY.md"))
        .Where(line => Line().IsMatch(line))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new Row(cells[1], cells[4] == "yes", cells[5], Named().Matches(cells[5]).Select(match => match.Groups[1].Value).ToList()))
        .ToList();

    /// <summary>Class and method of each test in a file.</summary>
    private static IEnumerable<string> Declared(string source)
    {
        var name = "";
        foreach (Match match in Declaration().Matches(source))
        {
            if (match.Groups[1].Success)
                name = match.Groups[1].Value;
            else
                yield return $"{name}.{match.Groups[2].Value}";
        }
    }

    private sealed record Row(string Requirement, bool Applies, string Proof, IReadOnlyList<string> Tests);

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+ \|")]
    private static partial Regex Line();

    [GeneratedRegex(@"`(\w+\.[A-Z]\w*_\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"public (?:abstract |sealed )?(?:partial )?class (\w+)|public (?:async Task|void|Task) (\w+)\(")]
    private static partial Regex Declaration();
}
