using BookingPlatform.NoShow.Risk;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Risk.Tests;

public sealed class DefaultTests
{
    private static readonly RiskModel Model = RiskTrainer.Learn([]);

    private static readonly Visit Ordinary = new() { PastVisits = 4, PastCancellations = 0, LeadDays = 5, Channel = Channels.Desk, Confirmed = false, Reachable = true, Party = 2, PriceRatio = 1 };

    [Fact]
    public void Rises_with_the_days_between_booking_and_visit() =>
        new double[] { 0.2, 1, 4, 9, 20, 40, 90, 800 }.Select(days => Model.Probability(Ordinary with { LeadDays = days })).Should().BeInAscendingOrder();

    [Fact]
    public void Rises_with_each_visit_that_was_missed() =>
        Enumerable.Range(0, 5).Select(missed => Model.Probability(Ordinary with { PastNoShows = missed })).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();

    [Fact]
    public void Falls_with_each_visit_that_was_kept() =>
        Enumerable.Range(1, 20).Select(visits => Model.Probability(Ordinary with { PastVisits = visits, PastNoShows = 1 })).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();

    [Fact]
    public void Is_lower_for_who_confirmed_for_who_can_be_reminded_and_for_who_never_called_off()
    {
        var usual = Model.Probability(Ordinary);
        Model.Probability(Ordinary with { Confirmed = true }).Should().BeLessThan(usual);
        Model.Probability(Ordinary with { Reachable = false }).Should().BeGreaterThan(usual);
        Model.Probability(Ordinary with { PastCancellations = 3 }).Should().BeGreaterThan(usual);
        Model.Probability(Ordinary with { PastVisits = 0 }).Should().BeGreaterThan(usual);
    }

    [Fact]
    public void Is_the_usual_share_when_nothing_is_known() => Model.Probability(new Visit()).Should().BeApproximately(0.10, 1e-9);

    [Fact]
    public void Never_makes_a_certain_case_of_one_missed_visit() =>
        Model.Probability(Ordinary with { PastVisits = 1, PastNoShows = 1 }).Should().BeInRange(0.15, 0.5);

    [Fact]
    public void Stands_any_input()
    {
        int?[] counts = [null, int.MinValue, -1, 0, 1, int.MaxValue];
        double?[] numbers = [null, double.NegativeInfinity, -1, 0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NaN];
        foreach (var count in counts)
            foreach (var number in numbers)
            {
                var visit = new Visit { PastVisits = count, PastNoShows = count ?? 9, PastCancellations = count, OthersThatDay = count, Party = count, LeadDays = number, PriceRatio = number, Channel = "  ", Day = (DayOfWeek)(count ?? 0) };
                Model.Probability(visit).Should().BeInRange(1e-6, 1 - 1e-6);
                Model.Explain(visit).All(reason => double.IsFinite(reason.Weight) && reason.Words.Length > 0).Should().BeTrue();
            }
    }

    [Fact]
    public void Gives_its_reasons_in_words_and_the_strongest_first()
    {
        var reasons = Model.Explain(Ordinary with { LeadDays = 62.4, PastVisits = 5, PastNoShows = 2, Confirmed = true });
        reasons.Select(reason => reason.ToString()).Should().StartWith(["+ 2 of 5 did not come", "+ booked 62 days ahead", "− has confirmed"]);
    }

    [Fact]
    public void Gives_reasons_that_add_up_to_the_probability()
    {
        var visit = Ordinary with { LeadDays = 62.4, PastNoShows = 2, Channel = Channels.Partner, Reachable = false, PastVisits = 5 };
        var said = Model.Explain(visit).Sum(reason => reason.Weight);
        var logOdds = Logistic.LogOdds(Model.Probability(visit)) - Model.Intercept;
        said.Should().BeApproximately(logOdds, Reason.Least * 3, "only what hardly matters is left out");
    }

    [Fact]
    public void Is_never_shown_who_the_person_is()
    {
        string[] forbidden = ["name", "gender", "sex", "age", "birth", "nation", "country", "post", "zip", "address", "language"];
        typeof(Visit).GetProperties().Where(property => property.Name != "EqualityContract").SelectMany(property => forbidden.Where(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Should().BeEmpty();
    }
}
