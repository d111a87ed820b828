namespace BookingPlatform.Customers.Matching;

/// <summary>A model made ready for one table: bits for each level, and for each value how much sharing it says.</summary>
internal sealed class Weights
{
    private readonly Table _table;
    private readonly float[][] _levels;
    private readonly float[][] _same;
    private readonly float[][] _household;

    public Weights(Model model, Table table)
    {
        (Model, _table) = (model, table);
        _levels = model.Fields.Select(field => LevelsOf(field.M, field.U)).ToArray();
        _household = model.Fields.Select(field => LevelsOf(field.H, field.U)).ToArray();
        _same = model.Fields.Select((field, at) => SameOf(field, table.Lexicons[at])).ToArray();
        foreach (var (at, field) in model.Fields.Index())
            _household[at][Level.Same] = (float)Math.Log2(field.H[Level.Same] / field.M[Level.Same]);
    }

    public Model Model { get; }

    public Schema Schema => _table.Schema;

    /// <summary>The evidence of a pair in bits; above zero, one person is likelier than two.</summary>
    public float Of(ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        float person = (float)Model.Prior, household = (float)Model.HouseholdPrior;
        for (var field = 0; pattern != 0; field++, pattern >>= 4)
        {
            var level = (int)(pattern & 15);
            var same = level == Level.Same ? SameOf(field, one[field], other[field]) : 0;
            person += _levels[field][level] + same;
            household += _household[field][level] + same;
        }

        return person - Doubt(household);
    }

    /// <summary>The evidence in bits for one person or one household, whichever is more.</summary>
    public float Hope(ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        float person = (float)Model.Prior, household = (float)Model.HouseholdPrior;
        for (var field = 0; pattern != 0; field++, pattern >>= 4)
        {
            var level = (int)(pattern & 15);
            var same = level == Level.Same ? SameOf(field, one[field], other[field]) : 0;
            person += _levels[field][level] + same;
            household += _household[field][level] + same;
        }

        return Math.Max(person, household);
    }

    /// <summary>What a field says for one person against strangers.</summary>
    public float Of(int field, byte level, int one, int other) => level == Level.Same ? SameOf(field, one, other) : _levels[field][level];

    public static double Probability(double weight) => 1 / (1 + Math.Pow(2, -weight));

    /// <summary>log2(1 + 2^bits): two people of one household stand beside strangers as the other explanation.</summary>
    private static float Doubt(float bits) => bits < -8 ? 0 : bits > 24 ? bits : MathF.Log2(1 + MathF.Pow(2, bits));

    private static float[] LevelsOf(double[] m, double[] u)
    {
        var weights = new float[16];
        for (var level = Level.Related; level < Level.Count; level++)
            weights[level] = (float)Math.Clamp(Math.Log2(m[level] / u[level]), -20, 20);
        return weights;
    }

    /// <summary>Two spellings of one number or mailbox may be differently frequent; the more frequent decides.</summary>
    private float SameOf(int field, int one, int other) => one == other ? SameOf(field, one) : Math.Min(SameOf(field, one), SameOf(field, other));

    private float SameOf(int field, int code)
    {
        var same = _same[field];
        return code < same.Length ? same[code] : SameOf(Model.Fields[field], _table.Lexicons[field], code);
    }

    private static float[] SameOf(FieldModel field, Lexicon lexicon) => Enumerable.Range(0, lexicon.Count).Select(code => code == 0 ? 0 : SameOf(field, lexicon, code)).ToArray();

    private static float SameOf(FieldModel field, Lexicon lexicon, int code) =>
        (float)Math.Min(20, Math.Log2(field.M[Level.Same] / field.Frequent.GetValueOrDefault(lexicon[code].Hash, field.Rare)));
}
