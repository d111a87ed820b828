using System.Globalization;
using BookingPlatform.NoShow.Risk;

namespace BookingPlatform.Bench.NoShows;

/// <summary>What was read, how good the forecasts were, and how far the probabilities can be taken at their word.</summary>
internal static class RiskReport
{
    public static void Write(TextWriter output, BookingsFile file, Columns columns, RiskTrial trial)
    {
        Line(output, $"Read {file.Rows.Count} lines{(file.Broken > 0 ? $", left out {file.Broken} broken ones" : "")}.");
        Line(output, $"Used: {string.Join(", ", columns.Used.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key.ToString().ToLowerInvariant()} ← {file.Head[pair.Value]}"))}.");
        Line(output, $"Never used, because they say who somebody is: {List(columns.Forbidden)}.");
        Line(output, $"Not used: {List(columns.Unused)}.");
        Line(output, $"Learned from {trial.Earlier.Count} ({trial.BaseRate:P1} missed), {(trial.ByDate ? "the earlier by date" : "drawn at random")}; forecast {trial.Rest.Count} ({trial.Rest.Average(booking => booking.Outcome.Missed ? 1.0 : 0):P1} missed).");
        if (trial.Model.Terms.Count == 0 || !RiskTrainer.IsEnough(trial.Model.Outcomes, trial.Model.Missed))
            Line(output, $"Too few outcomes to learn from ({RiskTrainer.EnoughOutcomes} with {RiskTrainer.EnoughOfEach} of either kind): the defaults stay.");
        Scores(output, trial);
        Calibration(output, trial);
        Weights(output, trial.Model);
    }

    private static void Scores(TextWriter output, RiskTrial trial)
    {
        var defaults = RiskTrainer.Learn([]) with { Usual = trial.BaseRate, Intercept = Math.Log(trial.BaseRate / (1 - trial.BaseRate)) };
        Line(output, $"\n{"",-28}{"AUC",8}{"log loss",10}{"Brier",9}");
        Score(output, "model", trial.Forecasts(booking => trial.Model.Probability(booking.Outcome.Visit)));
        if (trial.BaseRate is > 0 and < 1)
            Score(output, "defaults at the base rate", trial.Forecasts(booking => defaults.Probability(booking.Outcome.Visit)));
        Score(output, "history only", trial.Forecasts(trial.HistoryOnly));
        Score(output, "base rate", trial.Forecasts(_ => trial.BaseRate));
        if (trial.Rest.All(booking => booking.Truth is not null))
            Score(output, "the truth it was drawn from", trial.Forecasts(booking => booking.Truth!.Value));
    }

    private static void Score(TextWriter output, string name, IReadOnlyList<Forecast> forecasts)
    {
        var scores = NoShow.Risk.Scores.Of(forecasts);
        Line(output, $"{name,-28}{scores.Auc,8:0.000}{scores.LogLoss,10:0.0000}{scores.Brier,9:0.0000}");
    }

    private static void Calibration(TextWriter output, RiskTrial trial)
    {
        Line(output, $"\n{"tenth",-8}{"bookings",10}{"said",9}{"happened",10}");
        foreach (var (at, tenth) in NoShow.Risk.Scores.Calibration(trial.Forecasts(booking => trial.Model.Probability(booking.Outcome.Visit))).Index())
            Line(output, $"{at + 1,-8}{tenth.Count,10}{tenth.Said,9:P1}{tenth.Happened,10:P1}");
    }

    private static void Weights(TextWriter output, RiskModel model)
    {
        Line(output, $"\nStrongest weights (logarithm of the odds):");
        foreach (var term in model.Terms.OrderByDescending(term => Math.Abs(term.Weight)).ThenBy(term => term.Factor, StringComparer.Ordinal).Take(12))
            Line(output, $"{term.Weight,8:+0.00;-0.00}  {term.Factor} {term.Level}");
    }

    private static string List(IReadOnlyList<string> columns) => columns.Count == 0 ? "none" : string.Join(", ", columns);

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
