namespace BookingPlatform.NoShow.Risk;

/// <summary>What is believed of a coefficient beforehand: a normal distribution.</summary>
/// <param name="Mean">The likeliest value.</param>
/// <param name="Spread">Its standard deviation; above 0.</param>
internal readonly record struct Belief(double Mean, double Spread)
{
    public double Precision => 1 / (Spread * Spread);
}

/// <summary>
/// Logistic regression with a normal prior on each coefficient (ridge): the most probable coefficients, found by Newton's method, which is iteratively reweighted least squares here.
/// The prior makes the objective strictly convex, so there is one answer, also for data that a line separates; a step that does not improve is halved.
/// </summary>
internal static class Ridge
{
    private const int MostSteps = 50;
    private const int MostHalvings = 30;
    private const double Still = 1e-9;

    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> missed, IReadOnlyList<Belief> beliefs)
    {
        var at = beliefs.Select(belief => belief.Mean).ToArray();
        var loss = Loss(rows, missed, beliefs, at);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curve) = Slopes(rows, missed, beliefs, at);
            var direction = Cholesky.Solve(curve, slope);
            if (direction.Max(Math.Abs) < Still)
                break;
            (var before, loss) = (loss, Walk(rows, missed, beliefs, at, direction, loss));
            if (loss >= before)
                break;
        }

        return at;
    }

    /// <summary>Goes along the direction as far as it improves; stays where it is when nothing does.</summary>
    private static double Walk(IReadOnlyList<double[]> rows, IReadOnlyList<bool> missed, IReadOnlyList<Belief> beliefs, double[] at, double[] direction, double loss)
    {
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            var next = at.Zip(direction, (value, change) => value - length * change).ToArray();
            var reached = Loss(rows, missed, beliefs, next);
            if (reached >= loss)
                continue;
            next.CopyTo(at, 0);
            return reached;
        }

        return loss;
    }

    private static double Loss(IReadOnlyList<double[]> rows, IReadOnlyList<bool> missed, IReadOnlyList<Belief> beliefs, double[] at)
    {
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var logOdds = Dot(rows[row], at);
            loss += Logistic.Softplus(logOdds) - (missed[row] ? logOdds : 0);
        }

        for (var column = 0; column < at.Length; column++)
            loss += beliefs[column].Precision * Math.Pow(at[column] - beliefs[column].Mean, 2) / 2;
        return loss;
    }

    private static (double[] Slope, double[][] Curve) Slopes(IReadOnlyList<double[]> rows, IReadOnlyList<bool> missed, IReadOnlyList<Belief> beliefs, double[] at)
    {
        var slope = beliefs.Select((belief, column) => belief.Precision * (at[column] - belief.Mean)).ToArray();
        var curve = beliefs.Select((belief, column) => new double[column + 1]).ToArray();
        for (var column = 0; column < at.Length; column++)
            curve[column][column] = beliefs[column].Precision;
        for (var row = 0; row < rows.Count; row++)
        {
            var probability = 1 / (1 + Math.Exp(-Dot(rows[row], at)));
            Add(rows[row], probability - (missed[row] ? 1 : 0), probability * (1 - probability), slope, curve);
        }

        return (slope, curve);
    }

    private static void Add(double[] row, double error, double weight, double[] slope, double[][] curve)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] == 0)
                continue;
            slope[column] += error * row[column];
            var share = weight * row[column];
            for (var other = 0; other <= column; other++)
                curve[column][other] += share * row[other];
        }
    }

    private static double Dot(double[] row, double[] at)
    {
        var sum = 0.0;
        for (var column = 0; column < at.Length; column++)
            sum += row[column] * at[column];
        return sum;
    }
}
