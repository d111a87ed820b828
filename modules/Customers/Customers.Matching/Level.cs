namespace BookingPlatform.Customers.Matching;

/// <summary>How far two values of a field agree. Every kind uses the same numbers, so that a pair is a short pattern of them.</summary>
internal static class Level
{
    public const byte Missing = 0;

    /// <summary>The same value. In patterns 1, 2 and 3 stand for a rare, a usual and a frequent one.</summary>
    public const byte Same = 1;
    public const byte SameUsual = 2;
    public const byte SameFrequent = 3;

    /// <summary>A short form, a shared word, day and month exchanged, the same mailbox at another provider.</summary>
    public const byte Related = 4;

    /// <summary>A slip of the keyboard.</summary>
    public const byte Close = 5;

    /// <summary>Sounds or looks alike.</summary>
    public const byte Similar = 6;

    /// <summary>An initial that fits; the same year.</summary>
    public const byte Partial = 7;

    /// <summary>First and last name exchanged.</summary>
    public const byte Crossed = 8;

    /// <summary>The same with a slip.</summary>
    public const byte CrossedClose = 9;

    public const byte Different = 10;

    public const int Count = 11;
}

/// <summary>What is expected of a kind of field before anything was learned: how often one person's records (M) and two people's (U) reach each level, in percent.</summary>
/// <param name="M">Shares for Same, Related, Close, Similar, Partial, Crossed, CrossedClose, Different.</param>
/// <param name="U">The same for different people; that of Same follows from how frequent the value is.</param>
/// <param name="H">The same for two people of one household or family.</param>
/// <param name="Vocabulary">How many values there are in the world, as far as chance agreement goes.</param>
internal sealed record Expectation(double[] M, double[] U, double[] H, int Vocabulary)
{
    private static readonly Dictionary<FieldKind, Expectation> ByKind = new()
    {
        [FieldKind.GivenName] = new([72, 8, 7, 3, 3, 1.5, 0.5, 5], [0, 0.4, 0.2, 2.5, 0.7, 0.05, 0.1, 96], [1, 0.5, 0.3, 2.5, 0.7, 0.05, 0.1, 95], 400),
        [FieldKind.FamilyName] = new([78, 3, 7, 3, 0.5, 1.5, 0.5, 6.5], [0, 0.05, 0.15, 1.5, 0.2, 0.05, 0.1, 98], [75, 3, 2, 1.5, 0.2, 0.05, 0.1, 18], 3000),
        [FieldKind.OtherNames] = new([40, 25, 8, 5, 7, 0, 0, 15], [0, 1, 1, 2, 4, 0, 0, 92], [3, 2, 1, 2, 4, 0, 0, 88], 500),
        [FieldKind.Generation] = new([98, 0, 0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 50], [20, 0, 0, 0, 0, 0, 0, 80], 3),
        [FieldKind.Sole] = new([50, 0, 0, 0, 0, 0, 0, 50], [0, 0, 0, 0, 0, 0, 0, 100], [50, 0, 0, 0, 0, 0, 0, 50], 2),
        [FieldKind.BirthDate] = new([86, 2, 6, 2, 0.5, 0, 0, 3.5], [0, 0.01, 0.1, 0.7, 1.5, 0, 0, 97.7], [0.8, 0.02, 0.1, 0.7, 1.5, 0, 0, 97], 20000),
        [FieldKind.Email] = new([70, 3, 5, 1, 0, 0, 0, 21], [0, 0.02, 0.01, 0.2, 0, 0, 0, 99.7], [15, 0.5, 0.1, 1, 0, 0, 0, 83], 200000),
        [FieldKind.Phone] = new([70, 0, 4, 0, 0, 0, 0, 26], [0, 0, 0.01, 0, 0, 0, 0, 99.9], [35, 0, 0.1, 0, 0, 0, 0, 65], 200000),
        [FieldKind.Street] = new([62, 6, 6, 1, 2, 0, 0, 23], [0, 0.2, 0.1, 0.5, 1, 0, 0, 98], [75, 6, 4, 1, 1, 0, 0, 13], 3000),
        [FieldKind.HouseNumber] = new([66, 0, 5, 0, 4, 0, 0, 25], [0, 0, 8, 0, 5, 0, 0, 86], [78, 0, 3, 0, 3, 0, 0, 16], 150),
        [FieldKind.PostalCode] = new([68, 0, 7, 4, 3, 0, 0, 18], [0, 0, 0.3, 0.3, 2, 0, 0, 97], [80, 0, 3, 2, 2, 0, 0, 13], 2000),
        [FieldKind.Place] = new([70, 5, 6, 1, 1, 0, 0, 17], [0, 0.5, 0.2, 0.5, 0.5, 0, 0, 97], [80, 5, 3, 1, 1, 0, 0, 10], 200),
        [FieldKind.Identifier] = new([86, 0, 7, 2, 0, 0, 0, 5], [0, 0, 0.005, 0.05, 0, 0, 0, 99.9], [0.5, 0, 0.1, 0.2, 0, 0, 0, 99.2], 200000),
        [FieldKind.Category] = new([90, 0, 0, 0, 0, 0, 0, 10], [0, 0, 0, 0, 0, 0, 0, 60], [70, 0, 0, 0, 0, 0, 0, 30], 3),
        [FieldKind.Words] = new([60, 8, 4, 2, 1, 0, 0, 25], [0, 1, 0.3, 1, 1, 0, 0, 96], [20, 3, 1, 1, 1, 0, 0, 74], 100),
    };

    public static Expectation Of(FieldKind kind) => ByKind[kind];

    /// <summary>By level; zeros become a trace, so that nothing is impossible.</summary>
    public static double[] ByLevel(double[] shares)
    {
        var levels = new double[Level.Count];
        (levels[Level.Same], levels[Level.Related], levels[Level.Close], levels[Level.Similar]) = (shares[0], shares[1], shares[2], shares[3]);
        (levels[Level.Partial], levels[Level.Crossed], levels[Level.CrossedClose], levels[Level.Different]) = (shares[4], shares[5], shares[6], shares[7]);
        var sum = levels.Sum();
        return levels.Select(share => Math.Max(1e-7, share / sum)).ToArray();
    }
}
