using System.Globalization;
using BookingPlatform.Bench.Report;

namespace BookingPlatform.Bench.Measure;

/// <summary>Rates of the product and of its yardstick, measured in turns so that both meet the same machine.</summary>
internal sealed record Turns(IReadOnlyList<(double Ours, double Peer)> Pairs)
{
    /// <summary>Long enough for the second tier of the JIT compiler.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<Turns> Take(int pairs, Func<Task<double>> ours, Func<Task<double>> peer)
    {
        var taken = new List<(double, double)>();
        for (var pair = 0; pair < pairs; pair++)
        {
            // The first of a pair changes, so that none always comes after a rest.
            var first = pair % 2 == 0 ? await ours() : await peer();
            var second = pair % 2 == 0 ? await peer() : await ours();
            taken.Add(pair % 2 == 0 ? (first, second) : (second, first));
        }

        return new Turns(taken);
    }

    public Figure ToFigure(string what)
    {
        var ratio = Ratio.Of(Pairs.Select(pair => pair.Ours / pair.Peer));
        return new Figure(what, Rate(Pairs.Select(pair => pair.Ours)), Rate(Pairs.Select(pair => pair.Peer)), ratio.Median)
        {
            Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.00}…{ratio.High:0.00}"),
        };
    }

    private static string Rate(IEnumerable<double> rates) => Ratio.MedianOf(rates).ToString("#,0", CultureInfo.InvariantCulture) + "/s";
}
