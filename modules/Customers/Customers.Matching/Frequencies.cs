namespace BookingPlatform.Customers.Matching;

/// <summary>How many people have each value, and so how likely it is that two of them share it by chance.</summary>
internal sealed class Frequencies
{
    /// <summary>How many people the general expectation weighs against those that were counted.</summary>
    private const double Doubt = 0.02;

    private readonly Table _table;
    private readonly double[][] _people;
    private readonly double[] _known;

    /// <summary>Counts each record as one person, or as the given share of one.</summary>
    public Frequencies(Table table, ReadOnlySpan<float> shares)
    {
        _table = table;
        _people = table.Lexicons.Select(lexicon => new double[lexicon.Count]).ToArray();
        _known = new double[_people.Length];
        for (var record = 0; record < table.Count; record++)
        {
            var codes = table[record];
            for (var field = 0; field < codes.Length; field++)
                if (codes[field] != 0)
                    _people[field][codes[field]] += shares.IsEmpty ? 1 : shares[record];
        }

        for (var field = 0; field < _people.Length; field++)
            _known[field] = Math.Max(1, _people[field].Sum());
    }

    /// <summary>The share of records with the value.</summary>
    public double Share(int field, int code) => _people[field][code] / _known[field];

    /// <summary>The chance that somebody else has the value too.</summary>
    public double Chance(int field, int code) => Chance(field, _people[field][code]);

    public double Rare(int field) => Chance(field, 1.0);

    public IReadOnlyDictionary<ulong, double> Frequent(int field)
    {
        var frequent = new Dictionary<ulong, double>();
        for (var code = 1; code < _people[field].Length; code++)
            if (_people[field][code] >= Math.Max(1.2, _known[field] / 50000))
                frequent[_table.Lexicons[field][code].Hash] = Chance(field, code);
        return frequent;
    }

    /// <summary>1 for a rare value, 2 for a usual, 3 for a frequent one.</summary>
    public byte Band(int field, int code) => Chance(field, code) switch { < 1.0 / 3000 => Level.Same, < 1.0 / 200 => Level.SameUsual, _ => Level.SameFrequent };

    private double Chance(int field, double people)
    {
        var vocabulary = Expectation.Of(_table.Schema.Fields[field].Kind).Vocabulary;
        return Math.Min(1, (Math.Max(0, people - 1) + Doubt) / (Math.Max(1, _known[field] - 1) + Doubt * vocabulary));
    }
}
