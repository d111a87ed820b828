namespace BookingPlatform.NoShow.Risk;

internal static class Logistic
{
    /// <summary>Beyond it the probability could no longer be told from 0 or 1 in print.</summary>
    private const double Edge = 12;

    public static double Of(double logOdds) => 1 / (1 + Math.Exp(-Math.Clamp(logOdds, -Edge, Edge)));

    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>ln(1 + e^x) without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
