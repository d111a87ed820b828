namespace BookingPlatform.Customers.Matching;

/// <summary>
/// Learns a model without labels: the mixture of Fellegi and Sunter (1969), fitted by expectation maximisation (Dempster, Laird and Rubin 1977; Winkler 1988).
/// Pairs that no key brings together count as two people; so the prior is that of all pairs, and the probabilities mean what they say.
/// Only distinct patterns are worked on, so the effort hardly depends on how many pairs there are.
/// </summary>
internal sealed class Trainer(Table table, Frequencies frequencies)
{
    private const int RandomPairs = 200_000;
    private const int Rounds = 25;

    /// <summary>How many pairs of one person the general expectation weighs: it rules where there are few.</summary>
    private const double PriorPairs = 60;

    private readonly int _width = table.Schema.Fields.Count;
    private readonly Dictionary<ulong, double> _patterns = [];
    private double[][] _m = [];
    private double[][] _u = [];

    /// <summary>Counts a pair that a key brought together.</summary>
    public void Count(ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var banded = pattern;
        for (var field = 0; field < _width; field++)
            if ((pattern >> (4 * field) & 15) == Level.Same)
                banded += (ulong)(frequencies.Band(field, one[field]) - Level.Same) << (4 * field);
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_patterns, banded, out _)++;
    }

    /// <param name="scale">How many pairs each counted one stands for.</param>
    public Model Fit(double scale)
    {
        double records = table.Count;
        var all = Math.Max(1, records * (records - 1) / 2);
        _u = Enumerable.Range(0, _width).Select(_ => new double[Level.Count]).ToArray();
        _m = table.Schema.Fields.Select((field, at) => StartOf(field.Kind, at)).ToArray();
        MeasureChance();
        var prior = Math.Log2(Math.Min(0.2, 0.3 / records));
        for (var round = 0; round < Rounds; round++)
            prior = Improve(prior, scale, all);
        return new(prior, table.Schema.Fields.Select((_, at) => ModelOf(at)).ToList());
    }

    private double[] StartOf(FieldKind kind, int field)
    {
        var m = Expectation.ByLevel(Expectation.Of(kind).M);
        Spread(m, field);
        return m;
    }

    /// <summary>Agreement on a rare, a usual and a frequent value are parts of agreement, as large as the values are frequent.</summary>
    private void Spread(double[] m, int field)
    {
        var same = m[Level.Same] + m[Level.SameUsual] + m[Level.SameFrequent];
        var bands = new double[4];
        for (var code = 1; code < table.Lexicons[field].Count; code++)
            bands[frequencies.Band(field, code)] += frequencies.Share(field, code);
        for (var band = Level.Same; band <= Level.SameFrequent; band++)
            m[band] = same * Math.Max(1e-6, bands[band]);
    }

    /// <summary>What two people agree on by chance: exactly for equal values, by random pairs for the rest.</summary>
    private void MeasureChance()
    {
        var seen = new double[_width][];
        for (var field = 0; field < _width; field++)
            seen[field] = new double[16];
        var comparer = new PairComparer(table);
        ulong state = 88172645463325252;
        for (var pair = 0; pair < RandomPairs && table.Count > 1; pair++)
        {
            var (one, other) = (Next(ref state), Next(ref state));
            if (one == other)
                continue;
            var pattern = comparer.Compare(table[one], table[other]);
            for (var field = 0; field < _width; field++)
                seen[field][pattern >> (4 * field) & 15]++;
        }

        for (var field = 0; field < _width; field++)
            _u[field] = ChanceOf(field, seen[field]);
    }

    /// <summary>Marsaglia's xorshift (2003): the same pairs in every run.</summary>
    private int Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (uint)table.Count);
    }

    private double[] ChanceOf(int field, double[] seen)
    {
        var expected = Expectation.ByLevel(Expectation.Of(table.Schema.Fields[field].Kind).U);
        var u = new double[Level.Count];
        for (var code = 1; code < table.Lexicons[field].Count; code++)
            u[frequencies.Band(field, code)] += frequencies.Share(field, code) * frequencies.Chance(field, code);
        var same = u.Sum();
        var pairs = seen.Skip(1).Sum() - seen[Level.Same];
        for (var level = Level.Related; level < Level.Count; level++)
            u[level] = (1 - same) * (seen[level] + 1000 * Math.Max(1e-5, expected[level])) / (pairs + 1000);
        for (var level = Level.Same; level < Level.Count; level++)
            u[level] = Math.Max(1e-9, u[level]);
        return u;
    }

    private double Improve(double prior, double scale, double all)
    {
        var logs = new double[_width][];
        for (var field = 0; field < _width; field++)
            logs[field] = _m[field].Zip(_u[field], (m, u) => m > 0 ? Math.Log2(m / u) : 0).ToArray();
        var sums = Enumerable.Range(0, _width).Select(_ => new double[16]).ToArray();
        double matches = 0;
        foreach (var (pattern, count) in _patterns)
        {
            var weight = prior;
            for (var field = 0; field < _width; field++)
                weight += (int)(pattern >> (4 * field) & 15) is var level and not 0 ? logs[field][level] : 0;
            var share = Weights.Probability(weight) * count * scale;
            matches += share;
            for (var field = 0; field < _width; field++)
                sums[field][pattern >> (4 * field) & 15] += share;
        }

        for (var field = 0; field < _width; field++)
            _m[field] = Learn(field, sums[field]);
        return Math.Log2(Math.Clamp((matches + 1) / all, 1e-12, 0.3));
    }

    private double[] Learn(int field, double[] sums)
    {
        var expected = StartOf(table.Schema.Fields[field].Kind, field);
        var total = sums.Skip(1).Sum();
        var m = new double[Level.Count];
        for (var level = Level.Same; level < Level.Count; level++)
            m[level] = (sums[level] + PriorPairs * expected[level]) / (total + PriorPairs);
        Spread(m, field);
        return m;
    }

    private FieldModel ModelOf(int field)
    {
        var (m, u) = (_m[field].ToArray(), _u[field].ToArray());
        m[Level.Same] += m[Level.SameUsual] + m[Level.SameFrequent];
        u[Level.Same] += u[Level.SameUsual] + u[Level.SameFrequent];
        (m[Level.SameUsual], m[Level.SameFrequent], u[Level.SameUsual], u[Level.SameFrequent]) = (0, 0, 0, 0);
        return new(m, u, frequencies.Rare(field), frequencies.Frequent(field));
    }
}
