using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

/// <summary>What no compiler sees.</summary>
[Trait("Criterion", "H-3")]
public sealed partial class SourceRules
{
    /// <summary>EF writes no mark before an UPDATE, so behind PostgreSQL's wall such a statement finds no row, and nobody is told.</summary>
    [Fact]
    public void No_update_is_sent_across_businesses()
    {
        var files = Sources.Files("modules", "host", "connectors").ToList();

        files.Should().HaveCountGreaterThan(400);
        files.SelectMany(file => UpdatesAcross(File.ReadAllText(file)).Select(line => $"{Path.GetFileName(file)}: {line}")).Should().BeEmpty("act for each row's business instead, as the outbox does when it settles");
    }

    [Theory]
    [InlineData("await db.Rows.AcrossBusinesses().Where(row => row.Id == id)\n    .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), ct);")]
    [InlineData("var all = db.Rows.AcrossBusinesses();\nawait all.Where(row => row.Done).ExecuteUpdateAsync(set => set, ct);")]
    [InlineData("private IQueryable<Row> Rows => db.Rows.AcrossBusinesses();\nTask Do() => Rows.Where(row => row.Done).ExecuteUpdateAsync(set => set, ct);")]
    [InlineData("private IQueryable<Row> Rows => db.Rows.AcrossBusinesses();\nprivate IQueryable<Row> Done => Rows.Where(row => row.Done);\nTask Do() => Done.ExecuteUpdateAsync(set => set, ct);")]
    public void A_planted_one_is_found(string source) => UpdatesAcross(source).Should().ContainSingle();

    [Theory]
    [InlineData("var ids = await db.Rows.AcrossBusinesses().Select(row => row.Id).ToListAsync(ct);\nawait db.Rows.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set, ct);")]
    [InlineData("await db.Rows.AcrossBusinesses().ExecuteDeleteAsync(ct);\nawait db.Lanes.ExecuteUpdateAsync(set => set, ct);")]
    public void Asking_across_and_then_updating_ones_own_is_not(string source) => UpdatesAcross(source).Should().BeEmpty();

    /// <summary>Statements that update what was asked for across businesses: directly, or through a name in the same file that stands for such rows.</summary>
    private static IEnumerable<string> UpdatesAcross(string source)
    {
        const string Across = ".AcrossBusinesses()";
        var statements = source.Split(';');
        var names = new HashSet<string>();
        for (var before = -1; before != names.Count;)
        {
            before = names.Count;
            names.UnionWith(statements.Where(statement => IsAcross(statement, names) && !Asks().IsMatch(statement)).Select(statement => Named().Match(statement)).Where(match => match.Success).Select(match => match.Groups[1].Value));
        }

        return statements.Where(statement => statement.Contains(".ExecuteUpdate", StringComparison.Ordinal) && IsAcross(statement[..(statement.IndexOf(".ExecuteUpdate", StringComparison.Ordinal) + 1)], names)).Select(statement => statement.Trim());

        static bool IsAcross(string text, HashSet<string> names) => text.Contains(Across, StringComparison.Ordinal) || Begins().Matches(text).Any(match => names.Contains(match.Groups[1].Value));
    }

    /// <summary>Carried out: the name then stands for what was read.</summary>
    [GeneratedRegex(@"\bawait\b|\.(To(List|Array|Dictionary|HashSet|Lookup)|Count|Any|First|Single|Min|Max|Sum|Execute)\w*\(")]
    private static partial Regex Asks();

    [GeneratedRegex(@"(?:var|IQueryable<\w+>)\s+(\w+)(?:\([^)]*\))?\s*=")]
    private static partial Regex Named();

    /// <summary>A name that a chain of calls begins with.</summary>
    [GeneratedRegex(@"(?<![\w.])(\w+)(?:\([\w, ]*\))?\s*\.")]
    private static partial Regex Begins();
}
