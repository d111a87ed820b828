namespace BookingPlatform.Match;

/// <summary>How groups that were found compare with those that are known.</summary>
/// <param name="Found">Pairs in found groups.</param>
/// <param name="True">Pairs in known groups.</param>
/// <param name="Right">Pairs in both.</param>
/// <param name="CubedPrecision">Mean over records of the share of its found group that is its own (B³, Bagga and Baldwin 1998).</param>
/// <param name="CubedRecall">Mean over records of the share of its known group that was found.</param>
internal sealed record Scores(long Found, long True, long Right, double CubedPrecision, double CubedRecall)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public double Recall => True == 0 ? 1 : (double)Right / True;

    public double F1 => Mean(Precision, Recall);

    public double Cubed => Mean(CubedPrecision, CubedRecall);

    public static Scores Of(int[] found, IReadOnlyList<string> truth)
    {
        var groups = found.CountBy(group => group).ToDictionary();
        var people = truth.CountBy(person => person).ToDictionary();
        var both = found.Zip(truth).CountBy(pair => pair).ToDictionary();
        double precision = 0, recall = 0;
        foreach (var ((group, person), count) in both)
        {
            precision += (double)count * count / groups[group];
            recall += (double)count * count / people[person];
        }

        return new(groups.Values.Sum(Pairs), people.Values.Sum(Pairs), both.Values.Sum(Pairs), precision / Math.Max(1, found.Length), recall / Math.Max(1, found.Length));
    }

    private static long Pairs(int count) => (long)count * (count - 1) / 2;

    private static double Mean(double one, double other) => one + other == 0 ? 0 : 2 * one * other / (one + other);
}
