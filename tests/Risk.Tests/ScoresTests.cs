using BookingPlatform.NoShow.Risk;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Risk.Tests;

public sealed class ScoresTests
{
    [Fact]
    public void Agrees_with_a_count_by_hand()
    {
        // Of the four pairs (0.8 and 0.3 stayed away; 0.3 and 0.1 came) three are in order and one is a tie.
        var scores = Scores.Of([new(0.8, true), new(0.3, true), new(0.3, false), new(0.1, false)]);
        scores.Auc.Should().BeApproximately(3.5 / 4, 1e-12);
        scores.Brier.Should().BeApproximately((0.04 + 0.49 + 0.09 + 0.01) / 4, 1e-12);
        scores.LogLoss.Should().BeApproximately(-(Math.Log(0.8) + Math.Log(0.3) + Math.Log(0.7) + Math.Log(0.9)) / 4, 1e-12);
    }

    [Fact]
    public void Punishes_certainty_that_was_wrong_without_becoming_infinite() =>
        Scores.Of([new(0, true), new(1, false)]).LogLoss.Should().BeGreaterThan(30).And.BeLessThan(40);

    [Fact]
    public void Gives_half_when_there_is_nothing_to_tell_apart() => Scores.Of([new(0.4, false), new(0.6, false)]).Auc.Should().Be(0.5);

    [Fact]
    public void Loses_nobody_between_the_tenths() =>
        Scores.Calibration(Enumerable.Range(0, 103).Select(at => new Forecast(at / 103.0, at % 3 == 0)).ToList()).Sum(tenth => tenth.Count).Should().Be(103);
}
