using System.Text.Json;

namespace BookingPlatform.Customers.Matching;

/// <summary>
/// What was learned about a business's records: how often one person's records agree (m), how often two people's do (u), how frequent each value is,
/// and how likely two records are one person before anything is compared. Plain numbers that can be stored and read back.
/// </summary>
/// <param name="Prior">Odds, in bits, that any two records are one person.</param>
/// <param name="HouseholdPrior">Odds, in bits, that any two records are two people of one household.</param>
/// <param name="Fields">In the order of the schema.</param>
/// <param name="Crowded">By kind of key, those that too many records share.</param>
public sealed record Model(double Prior, double HouseholdPrior, IReadOnlyList<FieldModel> Fields, IReadOnlyList<IReadOnlyCollection<ulong>> Crowded)
{
    /// <summary>Writes the model as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="json">The text.</param>
    public static Model Read(string json) => JsonSerializer.Deserialize<Model>(json) ?? throw new FormatException("There is no model in this text.");
}

/// <summary>What was learned about one field.</summary>
/// <param name="M">By level: share among pairs of one person.</param>
/// <param name="H">By level: share among pairs of two people of one household.</param>
/// <param name="U">By level: share among pairs of strangers.</param>
/// <param name="Rare">Chance that another person has the same value, for a value nobody else was seen with.</param>
/// <param name="Frequent">The same chance for values that several people have, by hash.</param>
public sealed record FieldModel(double[] M, double[] H, double[] U, double Rare, IReadOnlyDictionary<ulong, double> Frequent);
