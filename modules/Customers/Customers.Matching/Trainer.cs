using System.Runtime.InteropServices;

namespace BookingPlatform.Customers.Matching;

/// <summary>
/// Learns a model without labels: the mixture of Fellegi and Sunter (1969), fitted by expectation maximisation (Dempster, Laird and Rubin 1977; Winkler 1988).
/// Pairs that no key brings together count as two people; so the prior is that of all pairs, and the probabilities mean what they say.
/// Only distinct patterns are worked on, so the effort hardly depends on how many pairs there are.
/// </summary>
internal sealed class Trainer(Table table)
{
    private const int RandomPairs = 100_000;
    private const int TrainingPairs = 400_000;
    private const int Rounds = 20;

    /// <summary>How many pairs of one person the general expectation weighs: it rules where there are few.</summary>
    private const double PriorPairs = 60;

    private const double GeneralPairs = 1000;
    private const double GeneralPrior = 1.0 / 512;

    private readonly int _width = table.Schema.Fields.Count;
    private Frequencies _frequencies = new(table, []);
    private double[][]? _random;
    private double[][] _bands = [];
    private double[][] _m = [];
    private double[][] _h = [];
    private double[][] _u = [];
    private double _all;
    private double _prior;
    private double _householdPrior;

    /// <summary>Learns from the pairs that keys brought together.</summary>
    /// <param name="pairs">All that were kept, or an even share of them.</param>
    /// <param name="frequencies">How frequent values are, as far as known by now.</param>
    public Model Fit(IReadOnlyList<Pair> pairs, Frequencies frequencies)
    {
        _frequencies = frequencies;
        _all = AllPairs();
        var step = 1 + pairs.Count / TrainingPairs;
        var patterns = Count(pairs, step);
        Expect();
        _prior = _householdPrior = PriorOf(0.15 * table.Count);
        for (var round = 0; round < Rounds; round++)
            Improve(patterns, step);
        return new(_prior, _householdPrior, table.Schema.Fields.Select((_, at) => ModelOf(at)).ToList(), []);
    }

    /// <summary>What is generally expected, before any pair was looked at.</summary>
    public Model Expected(Frequencies frequencies)
    {
        _frequencies = frequencies;
        _all = AllPairs();
        Expect();
        var prior = PriorOf(0.15 * table.Count);
        return new(prior, prior, table.Schema.Fields.Select((_, at) => ModelOf(at)).ToList(), []);
    }

    private double AllPairs() => table.Count * (table.Count - 1.0) / 2;

    private void Expect()
    {
        _bands = table.Lexicons.Select((_, at) => BandsOf(at)).ToArray();
        _m = table.Schema.Fields.Select((field, at) => Spread(Expectation.ByLevel(Expectation.Of(field.Kind).M), at)).ToArray();
        _h = table.Schema.Fields.Select((field, at) => Spread(Expectation.ByLevel(Expectation.Of(field.Kind).H), at)).ToArray();
        _random ??= LookAtRandomPairs();
        _u = Enumerable.Range(0, _width).Select(ChanceOf).ToArray();
    }

    /// <summary>Each pattern once, with how often it occurs; agreement on rare, usual and frequent values told apart.</summary>
    private (ulong Pattern, int Count)[] Count(IReadOnlyList<Pair> pairs, int step)
    {
        var counts = new Dictionary<ulong, int>();
        for (var at = 0; at < pairs.Count; at += step)
        {
            var banded = pairs[at].Pattern;
            var codes = table[pairs[at].One];
            for (var field = 0; field < _width; field++)
                if ((pairs[at].Pattern >> (4 * field) & 15) == Level.Same)
                    banded += (ulong)(_frequencies.Band(field, codes[field]) - Level.Same) << (4 * field);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, banded, out _)++;
        }

        return counts.Select(entry => (entry.Key, entry.Value)).ToArray();
    }

    private double[] BandsOf(int field)
    {
        var bands = new double[4];
        for (var code = 1; code < table.Lexicons[field].Count; code++)
            bands[_frequencies.Band(field, code)] += _frequencies.Share(field, code);
        if (bands.Sum() == 0)
            bands[Level.Same] = 1;
        return bands;
    }

    /// <summary>Agreement on a rare, a usual and a frequent value are parts of agreement, as large as the values are frequent.</summary>
    private double[] Spread(double[] m, int field)
    {
        var same = m[Level.Same] + m[Level.SameUsual] + m[Level.SameFrequent];
        for (var band = Level.Same; band <= Level.SameFrequent; band++)
            m[band] = same * Math.Max(1e-6, _bands[field][band]);
        return m;
    }

    /// <summary>What two people agree on by chance, short of equal values.</summary>
    private double[][] LookAtRandomPairs()
    {
        var seen = Enumerable.Range(0, _width).Select(_ => new double[16]).ToArray();
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

        return seen;
    }

    /// <summary>Marsaglia's xorshift (2003): the same pairs in every run.</summary>
    private int Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (uint)table.Count);
    }

    private double[] ChanceOf(int field)
    {
        var seen = _random![field];
        var expected = Expectation.ByLevel(Expectation.Of(table.Schema.Fields[field].Kind).U);
        var u = new double[Level.Count];
        for (var code = 1; code < table.Lexicons[field].Count; code++)
            u[_frequencies.Band(field, code)] += _frequencies.Share(field, code) * _frequencies.Chance(field, code);
        var same = u.Sum();
        var pairs = seen.Skip(1).Sum() - seen[Level.Same];
        for (var level = Level.Related; level < Level.Count; level++)
            u[level] = (1 - same) * (seen[level] + 1000 * Math.Max(1e-5, expected[level])) / (pairs + 1000);
        for (var level = Level.Same; level < Level.Count; level++)
            u[level] = Math.Max(1e-9, u[level]);
        return u;
    }

    /// <summary>One round: what each pattern probably is, by the parameters so far; then the parameters, by what the patterns probably are.</summary>
    private void Improve((ulong Pattern, int Count)[] patterns, double scale)
    {
        var (person, household) = (Logs(_m), Logs(_h));
        var (mine, ours) = (Zeros(), Zeros());
        double people = 0, households = 0;
        foreach (var (pattern, count) in patterns)
        {
            var (same, near) = (Odds(pattern, _prior, person), Odds(pattern, _householdPrior, household));
            var (share, other) = (same / (1 + same + near) * count * scale, near / (1 + same + near) * count * scale);
            (people, households) = (people + share, households + other);
            for (var field = 0; field < _width; field++)
            {
                var level = (int)(pattern >> (4 * field) & 15);
                mine[field][level] += share;
                ours[field][level] += other;
            }
        }

        for (var field = 0; field < _width; field++)
            (_m[field], _h[field]) = (Learn(field, mine[field], household: false), Learn(field, ours[field], household: true));
        (_prior, _householdPrior) = (PriorOf(people), PriorOf(households));
    }

    private double Odds(ulong pattern, double prior, double[][] logs)
    {
        var bits = prior;
        for (var field = 0; field < _width; field++)
            bits += logs[field][pattern >> (4 * field) & 15];
        return Math.Pow(2, Math.Min(900, bits));
    }

    /// <summary>A few records say little about how many are one person's: a business of some hundred is taken as the rule.</summary>
    private double PriorOf(double pairs) => Math.Log2(Math.Clamp((pairs + GeneralPairs * GeneralPrior) / (_all + GeneralPairs), 1e-12, 0.3));

    private double[][] Zeros() => Enumerable.Range(0, _width).Select(_ => new double[16]).ToArray();

    private double[][] Logs(double[][] shares) => shares.Select((share, field) => Enumerable.Range(0, 16).Select(level => level is > 0 and < Level.Count ? Math.Log2(share[level] / _u[field][level]) : 0).ToArray()).ToArray();

    private double[] Learn(int field, double[] sums, bool household)
    {
        var kind = table.Schema.Fields[field].Kind;
        var expected = Spread(Expectation.ByLevel(household ? Expectation.Of(kind).H : Expectation.Of(kind).M), field);
        // What is somebody's own does not become the household's, however often it seems so.
        if (household && kind is FieldKind.GivenName or FieldKind.BirthDate or FieldKind.Identifier or FieldKind.OtherNames or FieldKind.Generation)
            return expected;
        if (kind is FieldKind.Sole)
            return _u[field].ToArray();
        var total = sums.Skip(1).Sum();
        var shares = new double[Level.Count];
        for (var level = Level.Same; level < Level.Count; level++)
            shares[level] = Math.Max(1e-7, (sums[level] + PriorPairs * expected[level]) / (total + PriorPairs));
        return Spread(household ? shares : Guard(kind, shares), field);
    }

    /// <summary>Whatever group of pairs the mixture would like to call one person: people seldom change their name or their birthday.</summary>
    private static double[] Guard(FieldKind kind, double[] shares)
    {
        var most = kind switch { FieldKind.GivenName => 0.2, FieldKind.FamilyName or FieldKind.BirthDate => 0.25, FieldKind.Generation => 0.02, FieldKind.Identifier => 0.3, _ => 0.6 };
        var (different, sum) = (shares[Level.Different], shares.Sum());
        if (different <= most * sum)
            return shares;
        var rest = sum - different;
        return shares.Select((share, level) => level == Level.Different ? most : share / rest * (1 - most)).ToArray();
    }

    private FieldModel ModelOf(int field) => new(Plain(_m[field]), Plain(_h[field]), Plain(_u[field]), _frequencies.Rare(field), _frequencies.Frequent(field));

    /// <summary>Rare, usual and frequent together.</summary>
    private static double[] Plain(double[] banded)
    {
        var plain = banded.ToArray();
        plain[Level.Same] += plain[Level.SameUsual] + plain[Level.SameFrequent];
        (plain[Level.SameUsual], plain[Level.SameFrequent]) = (0, 0);
        return plain;
    }
}
