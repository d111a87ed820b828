namespace BookingPlatform.NoShow.Risk;

/// <summary>
/// Learns a business's weights from its own outcomes. The published defaults are the prior mean, so a few outcomes move them a little and many replace them.
/// Afterwards the probabilities are calibrated by Platt's two numbers on folds that were held out (Platt 1999), which are multiplied into the weights.
/// Isotonic regression needs more outcomes than most businesses have (Niculescu-Mizil and Caruana 2005, 10.1145/1102351.1102430) and would take the reasons' sum away.
/// </summary>
public static class RiskTrainer
{
    /// <summary>With fewer outcomes the defaults stay.</summary>
    public const int EnoughOutcomes = 200;

    /// <summary>With fewer of either kind the defaults stay.</summary>
    public const int EnoughOfEach = 20;

    private const int Folds = 5;

    /// <summary>Two weights in three are believed to lie within half a unit of the default: an odds ratio of 1.6 either way.</summary>
    private const double Spread = 0.5;

    private static readonly Belief[] Platt = [new(0, 0.5), new(1, 0.5)];

    public static bool IsEnough(int outcomes, int missed) => outcomes >= EnoughOutcomes && missed >= EnoughOfEach && outcomes - missed >= EnoughOfEach;

    /// <summary>The same outcomes in the same order give the same model, bit by bit.</summary>
    /// <param name="outcomes">Known outcomes, oldest first; each visit as it was known before it began.</param>
    public static RiskModel Learn(IReadOnlyList<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var missed = outcomes.Select(outcome => outcome.Missed).ToList();
        var count = missed.Count(yes => yes);
        if (!IsEnough(outcomes.Count, count))
            return Defaults.Model(count, outcomes.Count);
        var usual = Defaults.UsualOf(count, outcomes.Count);
        var design = new Design(outcomes.Select(outcome => outcome.Visit).ToList(), usual);
        var rows = outcomes.Select(outcome => design.Row(outcome.Visit)).ToList();
        var beliefs = BeliefsOf(design, usual);
        var calibration = Ridge.Fit(HeldOut(rows, missed, beliefs), missed, Platt);
        var fitted = Ridge.Fit(rows, missed, beliefs);
        return new(usual, calibration[0] + calibration[1] * fitted[0], TermsOf(design, fitted, calibration[1]), outcomes.Count, count);
    }

    private static Belief[] BeliefsOf(Design design, double usual) =>
        [new(Logistic.LogOdds(usual), 1), .. design.Columns.Select(column => new Belief(Defaults.WeightOf(column.Factor.Name, column.Level) * column.Scale, Spread))];

    /// <summary>For each outcome the log-odds of a model that has not seen it.</summary>
    private static double[][] HeldOut(List<double[]> rows, List<bool> missed, Belief[] beliefs)
    {
        var heldOut = new double[rows.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = Enumerable.Range(0, rows.Count).Where(at => at % Folds != fold).ToList();
            var fitted = Ridge.Fit(others.Select(at => rows[at]).ToList(), others.Select(at => missed[at]).ToList(), beliefs);
            for (var at = fold; at < rows.Count; at += Folds)
                heldOut[at] = [1, rows[at].Zip(fitted, (value, weight) => value * weight).Sum()];
        }

        return heldOut;
    }

    /// <summary>Back from standard deviations to the units a reader knows.</summary>
    private static List<Term> TermsOf(Design design, double[] fitted, double slope) =>
        design.Columns.Select((column, at) => new Term(column.Factor.Name, column.Level, slope * fitted[at + 1] / column.Scale, column.Mean)).ToList();
}
