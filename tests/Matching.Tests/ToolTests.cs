using BookingPlatform.Match;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

public sealed class ToolTests
{
    [Fact]
    public void Columns_are_understood_by_name_and_by_content()
    {
        var csv = Read("""
            rowId;Vorname;Nachname;geburtsdatum;c1;PLZ;c2;race_ethnicity
            1;Anna;Schmidt;17.05.1984;anna@firm.de;10115;1950-02-03;a
            2;Bernd;Mayer;03.12.1991;bm@post.de;80331;1961-12-24;b
            3;Clara;"Weiß, geb. Roth";30.01.1975;cw@post.de;50667;1977-07-07;a
            """);

        csv.Columns.Index().Select(column => Columns.RoleOf(column.Item, csv.Rows, column.Index)).Should()
            .Equal(Role.Ignored, Role.Given, Role.Family, Role.Birth, Role.Email, Role.Postal, Role.Ignored, Role.Category);
        csv.Rows[2][2].Should().Be("Weiß, geb. Roth");
    }

    [Fact]
    public void Scores_are_those_of_a_hand_count()
    {
        var scores = Scores.Of([0, 0, 0, 3, 4], ["a", "a", "b", "b", "c"]);

        (scores.Found, scores.True, scores.Right).Should().Be((3, 2, 1));
        scores.F1.Should().BeApproximately(2 * (1 / 3.0) * 0.5 / (1 / 3.0 + 0.5), 1e-9);
        scores.CubedPrecision.Should().BeApproximately((2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1 + 1) / 5, 1e-9);
    }

    [Theory]
    [InlineData("--nonsense", "1")]
    [InlineData("--suggest", "2")]
    [InlineData("--columns", "name=what")]
    [InlineData("--threads", null)]
    public void A_mistake_on_the_command_line_is_said_plainly(string option, string? value) =>
        FluentActions.Invoking(() => Options.Read(value is null ? [option] : [option, value])).Should().Throw<UserMistake>();

    [Fact]
    public void The_made_up_town_is_the_same_for_the_same_seed()
    {
        Make(1).Should().Be(Make(1)).And.NotBe(Make(2));
        static string Make(int seed)
        {
            var writer = new StringWriter();
            Generator.Write(writer, 200, seed);
            return writer.ToString();
        }
    }

    [Fact]
    public void A_file_is_matched_measured_and_written()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "town.csv");
            using (var writer = File.CreateText(file))
                Generator.Write(writer, 3000, seed: 1);
            var (result, groups, pairs) = (new StringWriter(), Path.Combine(folder.FullName, "groups.csv"), Path.Combine(folder.FullName, "pairs.csv"));

            new Report(result, TextWriter.Null).Run(Options.Read([file, "--truth", "person", "--out", groups, "--pairs", pairs]));

            var f1 = double.Parse(result.ToString().Split("F1 ")[1][..6], System.Globalization.CultureInfo.InvariantCulture);
            f1.Should().BeGreaterThan(0.9);
            result.ToString().Should().Contain("certain 1.00000 right");
            File.ReadLines(groups).Should().HaveCount(File.ReadLines(file).Count());
            File.ReadLines(pairs).Skip(1).First().Should().Contain("certain").And.Contain("+ same");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Csv Read(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        try
        {
            return Csv.Read([file]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
