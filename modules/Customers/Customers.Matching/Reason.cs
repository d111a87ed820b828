using System.Globalization;

namespace BookingPlatform.Customers.Matching;

/// <summary>One thing that speaks for or against a pair.</summary>
/// <param name="Field">Which field, as the schema calls it; empty for the household.</param>
/// <param name="Words">"same email", "different birth date".</param>
/// <param name="Bits">How much it says: each bit doubles or halves the odds.</param>
public sealed record Reason(string Field, string Words, double Bits)
{
    /// <summary>"+ same email (+9.1)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Bits < 0 ? '−' : '+')} {Words} ({(Bits < 0 ? '−' : '+')}{Math.Abs(Bits):0.0})");
}

/// <summary>Puts a pattern into words.</summary>
internal static class Reasons
{
    /// <summary>Bits too few to mention.</summary>
    private const double Trifle = 0.25;

    /// <summary>The reasons of a pair, those that say most first. With the prior they add up to its weight.</summary>
    public static IReadOnlyList<Reason> Of(Weights weights, ulong pattern, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var schema = weights.Schema;
        var reasons = new List<Reason>();
        double sum = weights.Model.Prior;
        for (var field = 0; field < schema.Fields.Count; field++)
            if ((byte)(pattern >> (4 * field) & 15) is var level and not Level.Missing)
            {
                var bits = weights.Of(field, level, one[field], other[field]);
                sum += bits;
                reasons.Add(new(schema.Fields[field].Name, Words(schema.Fields[field], level), bits));
            }

        reasons.Add(new("", "may be two people of one household", weights.Of(pattern, one, other) - sum));
        return reasons.Where(reason => Math.Abs(reason.Bits) >= Trifle).OrderByDescending(reason => Math.Abs(reason.Bits)).ToList();
    }

    private static string Words(Field field, byte level) => (field.Kind, level) switch
    {
        (_, Level.Same) => $"same {field.Name}",
        (_, Level.Different) => $"different {field.Name}",
        (_, Level.Crossed) => $"{field.Name} in the place of the other name",
        (_, Level.CrossedClose) => $"{field.Name} much like the other name",
        (FieldKind.GivenName, Level.Related) => $"forms of one {field.Name}",
        (FieldKind.BirthDate, Level.Related) => "day and month exchanged",
        (FieldKind.Email, Level.Related) => $"same name before the @ of {field.Name}",
        (_, Level.Related) => $"a word of {field.Name} in common",
        (_, Level.Close) => $"a slip in {field.Name}",
        (FieldKind.BirthDate, Level.Similar) => $"{field.Name} partly the same",
        (_, Level.Similar) => $"similar {field.Name}",
        (FieldKind.GivenName or FieldKind.FamilyName or FieldKind.OtherNames, Level.Partial) => $"same initial of {field.Name}",
        (FieldKind.BirthDate, _) => "same year of birth",
        _ => $"{field.Name} partly the same",
    };
}
