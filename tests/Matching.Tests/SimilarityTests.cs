using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Match;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Matching.Tests;

public sealed class SimilarityTests
{
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("anna", "anna", 1)]
    [InlineData("anna", "", 0)]
    [InlineData("abc", "xyz", 0)]
    public void Jaro_Winkler_gives_the_published_values(string one, string other, double likeness) =>
        Similarity.JaroWinkler(one, other).Should().BeApproximately(likeness, 0.0001);

    [Theory]
    [InlineData("ca", "abc", 3)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void Edits_are_counted_with_neighbours_swapped_as_one(string one, string other, int edits) =>
        Similarity.Edits(one, other).Should().Be(edits);

    [Fact]
    public void The_bit_parallel_count_is_that_of_the_table()
    {
        var dice = new Dice(7);
        for (var round = 0; round < 3000; round++)
        {
            var (one, other) = (Word(dice), Word(dice));
            Similarity.Edits(one, other).Should().Be(ByTable(one, other), "of {0} and {1}", one, other);
        }
    }

    [Fact]
    public void The_bound_of_the_bags_is_never_below_the_likeness()
    {
        var dice = new Dice(11);
        for (var round = 0; round < 3000; round++)
        {
            var (one, other) = (Word(dice), Word(dice));
            if (one.Length > 0 && other.Length > 0)
                Similarity.Bound(one.Length, other.Length, Similarity.Bag(one), Similarity.Bag(other)).Should().BeGreaterThanOrEqualTo(Similarity.JaroWinkler(one, other) - 1e-9);
        }
    }

    private static string Word(Dice dice) => string.Concat(Enumerable.Range(0, dice.Next(12)).Select(_ => (char)('a' + dice.Next(5))));

    private static int ByTable(string one, string other)
    {
        var edits = new int[one.Length + 1, other.Length + 1];
        for (var row = 0; row <= one.Length; row++)
            for (var column = 0; column <= other.Length; column++)
                edits[row, column] = row == 0 || column == 0 ? row + column : Step(edits, one, other, row, column);
        return edits[one.Length, other.Length];
    }

    private static int Step(int[,] edits, string one, string other, int row, int column)
    {
        var least = Math.Min(Math.Min(edits[row - 1, column], edits[row, column - 1]) + 1, edits[row - 1, column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1));
        return row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1] ? Math.Min(least, edits[row - 2, column - 2] + 1) : least;
    }
}
