namespace BookingPlatform.NoShow.Risk;

/// <summary>A probability that was given beforehand, and what came of it.</summary>
public readonly record struct Forecast(double Probability, bool Missed);

/// <summary>A tenth of the forecasts: what was said on average beside what happened.</summary>
public readonly record struct Tenth(int Count, double Said, double Happened);

/// <summary>How good forecasts were, on outcomes the model has not learned from.</summary>
/// <param name="Auc">How often, of one who came and one who did not, the latter had the higher probability: 0.5 is guessing, 1 is perfect. Ties count half. 0.5 when all are of one kind.</param>
/// <param name="LogLoss">Mean surprise in nats; less is better.</param>
/// <param name="Brier">Mean squared distance of probability and outcome; less is better.</param>
public sealed record Scores(double Auc, double LogLoss, double Brier)
{
    public static Scores Of(IReadOnlyList<Forecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.Count == 0)
            throw new ArgumentException("Nothing was forecast.", nameof(forecasts));
        return new(
            AucOf(forecasts),
            forecasts.Average(forecast => -Math.Log(Math.Max(1e-15, forecast.Missed ? forecast.Probability : 1 - forecast.Probability))),
            forecasts.Average(forecast => Math.Pow(forecast.Probability - (forecast.Missed ? 1 : 0), 2)));
    }

    /// <summary>Ten groups of rising probability and equal size; fewer when there are fewer forecasts.</summary>
    public static IReadOnlyList<Tenth> Calibration(IReadOnlyList<Forecast> forecasts)
    {
        var rising = forecasts.OrderBy(forecast => forecast.Probability).ToList();
        return Enumerable.Range(0, 10)
            .Select(tenth => rising[(rising.Count * tenth / 10)..(rising.Count * (tenth + 1) / 10)])
            .Where(group => group.Count > 0)
            .Select(group => new Tenth(group.Count, group.Average(forecast => forecast.Probability), group.Average(forecast => forecast.Missed ? 1.0 : 0)))
            .ToList();
    }

    /// <summary>Mann and Whitney's count by ranks.</summary>
    private static double AucOf(IReadOnlyList<Forecast> forecasts)
    {
        double missed = forecasts.Count(forecast => forecast.Missed), came = forecasts.Count - missed;
        if (missed == 0 || came == 0)
            return 0.5;
        double ranks = 0, before = 0;
        foreach (var tie in forecasts.GroupBy(forecast => forecast.Probability).OrderBy(group => group.Key))
        {
            var size = tie.Count();
            ranks += tie.Count(forecast => forecast.Missed) * (before + (size + 1) / 2.0);
            before += size;
        }

        return (ranks - missed * (missed + 1) / 2) / (missed * came);
    }
}
