using BookingPlatform.NoShow.Risk;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Risk.Tests;

public sealed class LearningTests
{
    private static readonly RiskModel Learned = RiskTrainer.Learn(Planted.Outcomes(20_000));

    [Theory]
    [InlineData("channel", "partner", "desk", Planted.Partner)]
    [InlineData("lead", "61+", "15-30", Planted.LongAhead)]
    [InlineData("hour", "after 18", "9-12", Planted.Evening)]
    [InlineData("day", "monday", "friday", 0)]
    public void Finds_the_planted_differences_between_levels(string factor, string level, string other, double difference) =>
        (WeightOf(factor, level) - WeightOf(factor, other)).Should().BeApproximately(difference, 0.17);

    [Fact]
    public void Finds_the_planted_slope_of_a_number() => WeightOf("price", "").Should().BeApproximately(Planted.Dearer, 0.07);

    [Fact]
    public void Finds_nothing_where_nothing_was_planted() => WeightOf("party", "").Should().BeApproximately(0, 0.07);

    [Fact]
    public void Comes_close_to_the_truth_for_visits_it_has_not_seen()
    {
        var fresh = Planted.Outcomes(4000, seed: 2).Select(outcome => outcome.Visit).ToList();
        fresh.Average(visit => Math.Abs(Learned.Probability(visit) - Planted.TrueProbability(visit))).Should().BeLessThan(0.012);
    }

    [Fact]
    public void Says_ten_percent_of_visits_of_which_a_tenth_is_missed()
    {
        var forecasts = Planted.Outcomes(20_000, seed: 3).Select(outcome => new Forecast(Learned.Probability(outcome.Visit), outcome.Missed)).ToList();
        Scores.Calibration(forecasts).Should().HaveCount(10).And.OnlyContain(tenth => Math.Abs(tenth.Said - tenth.Happened) < 0.03);
    }

    [Fact]
    public void Tempers_what_was_learned_from_few_and_many_sided_outcomes()
    {
        var outcomes = Planted.Outcomes(260, seed: 5);
        var model = RiskTrainer.Learn(outcomes);
        var forecasts = Planted.Outcomes(5000, seed: 6).Select(outcome => new Forecast(model.Probability(outcome.Visit), outcome.Missed)).ToList();
        var share = outcomes.Average(outcome => outcome.Missed ? 1.0 : 0);
        Scores.Of(forecasts).LogLoss.Should().BeLessThan(Scores.Of(forecasts.Select(forecast => forecast with { Probability = share }).ToList()).LogLoss);
    }

    [Fact]
    public void Is_the_same_model_every_time() => RiskTrainer.Learn(Planted.Outcomes(3000)).Should().Be(RiskTrainer.Learn(Planted.Outcomes(3000)));

    [Fact]
    public void Survives_being_stored() => RiskModel.FromJson(Learned.ToJson()).Should().Be(Learned);

    [Fact]
    public void Is_small_when_stored() => Learned.ToJson().Length.Should().BeLessThan(6000);

    [Theory]
    [InlineData(199, 40)]
    [InlineData(5000, 19)]
    [InlineData(300, 290)]
    public void Keeps_the_defaults_until_there_are_enough_outcomes_of_both_kinds(int outcomes, int missed)
    {
        var model = RiskTrainer.Learn(Enumerable.Range(0, outcomes).Select(at => new Outcome(new Visit { Channel = at < missed ? Channels.Partner : Channels.Desk }, at < missed)).ToList());
        model.Terms.Should().Equal(Defaults.Terms);
        model.Usual.Should().BeApproximately((missed + 10.0) / (outcomes + 100), 1e-12, "the share of no-shows is the business's own already");
    }

    [Fact]
    public void Keeps_what_is_published_while_outcomes_are_few_and_gives_it_up_when_many_say_otherwise()
    {
        static double ByLead(RiskModel model) => Terms(model, "lead", "31-60") - Terms(model, "lead", "1-2");
        Enumerable.Range(10, 5).Average(seed => ByLead(RiskTrainer.Learn(Planted.Outcomes(300, seed)))).Should().BeGreaterThan(0.35, "the default is 1.05");
        ByLead(Learned).Should().BeApproximately(0, 0.17, "nothing was planted there");
    }

    [Fact]
    public void Stays_finite_when_a_line_separates_those_who_came_from_those_who_did_not()
    {
        var outcomes = Enumerable.Range(0, 400).Select(at => new Outcome(new Visit { Channel = at % 2 == 0 ? Channels.Partner : Channels.Desk, Party = 1 + at % 2 }, at % 2 == 0)).ToList();
        var model = RiskTrainer.Learn(outcomes);
        model.Terms.Should().OnlyContain(term => double.IsFinite(term.Weight) && Math.Abs(term.Weight) < 10);
        model.Probability(outcomes[0].Visit).Should().BeInRange(0.8, 0.9999);
    }

    [Fact]
    public void Learns_from_visits_that_say_nothing_no_more_than_their_share()
    {
        var model = RiskTrainer.Learn(Enumerable.Range(0, 1000).Select(at => new Outcome(new Visit(), at % 4 == 0)).ToList());
        model.Terms.Should().BeEmpty();
        model.Probability(new Visit()).Should().BeApproximately(0.25, 0.01);
    }

    private static double WeightOf(string factor, string level) => Terms(Learned, factor, level);

    private static double Terms(RiskModel model, string factor, string level) => model.Terms.Single(term => term.Factor == factor && term.Level == level).Weight;
}
