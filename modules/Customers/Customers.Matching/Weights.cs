namespace BookingPlatform.Customers.Matching;

/// <summary>A model made ready for one table: bits for each level, and for each value how much sharing it says.</summary>
internal sealed class Weights
{
    private readonly float[][] _levels;
    private readonly float[][] _same;

    public Weights(Model model, Table table)
    {
        Model = model;
        _levels = model.Fields.Select((field, at) => LevelsOf(field, table.Schema.Fields[at].Kind)).ToArray();
        _same = model.Fields.Select((field, at) => SameOf(field, table.Lexicons[at])).ToArray();
    }

    public Model Model { get; }

    /// <summary>The evidence of a pair in bits; above zero, one person is likelier than two.</summary>
    public float Of(ulong pattern, ReadOnlySpan<int> one)
    {
        var weight = (float)Model.Prior;
        for (var field = 0; pattern != 0; field++, pattern >>= 4)
            weight += Of(field, (byte)(pattern & 15), one[field]);
        return weight;
    }

    public float Of(int field, byte level, int code) => level == Level.Same ? _same[field][code] : _levels[field][level];

    public static double Probability(double weight) => 1 / (1 + Math.Pow(2, -weight));

    private static float[] LevelsOf(FieldModel field, FieldKind kind)
    {
        var weights = new float[16];
        for (var level = Level.Related; level < Level.Count; level++)
            weights[level] = (float)Math.Clamp(Math.Log2(field.M[level] / field.U[level]), -20, 20);
        return weights;
    }

    private static float[] SameOf(FieldModel field, Lexicon lexicon)
    {
        var weights = new float[lexicon.Count];
        for (var code = 1; code < weights.Length; code++)
            weights[code] = (float)Math.Min(20, Math.Log2(field.M[Level.Same] / field.Frequent.GetValueOrDefault(lexicon[code].Hash, field.Rare)));
        return weights;
    }
}
