namespace BookingPlatform.Customers.Matching;

/// <summary>What a field holds, and so how two of its values are compared.</summary>
public enum FieldKind
{
    /// <summary>First name; short forms are known.</summary>
    GivenName,

    /// <summary>Last name.</summary>
    FamilyName,

    /// <summary>Middle names, maiden name and other words of a name, compared as a set.</summary>
    OtherNames,

    /// <summary>Senior, junior, II: different ones are different people.</summary>
    Generation,

    /// <summary>Something of which a person has only one, such as a confirmed mailbox: different ones are different people, and that is all it says.</summary>
    Sole,

    /// <summary>A day as <c>yyyyMMdd</c>.</summary>
    BirthDate,

    /// <summary>Mailbox.</summary>
    Email,

    /// <summary>Telephone number.</summary>
    Phone,

    /// <summary>Street without house number.</summary>
    Street,

    /// <summary>House number.</summary>
    HouseNumber,

    /// <summary>Postcode.</summary>
    PostalCode,

    /// <summary>Town or another place.</summary>
    Place,

    /// <summary>Number of a passport, an insurance, a membership.</summary>
    Identifier,

    /// <summary>One of few values: gender, language, country.</summary>
    Category,

    /// <summary>Words: occupation, company.</summary>
    Words,
}

/// <summary>One thing that is known of people.</summary>
/// <param name="Name">How explanations call it, in the singular: "birth date".</param>
/// <param name="Kind">How it is compared.</param>
public sealed record Field(string Name, FieldKind Kind);

/// <summary>The fields by which people are compared; the same order everywhere.</summary>
public sealed class Schema
{
    /// <summary>A pair's pattern has four bits for each.</summary>
    public const int MostFields = 16;

    /// <summary>Makes a schema.</summary>
    /// <param name="fields">One to sixteen fields.</param>
    public Schema(IReadOnlyList<Field> fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Count, MostFields);
        Fields = fields;
        (Given, Family) = (IndexOf(FieldKind.GivenName), IndexOf(FieldKind.FamilyName));
    }

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Position of the first name, or -1.</summary>
    internal int Given { get; }

    /// <summary>Position of the last name, or -1.</summary>
    internal int Family { get; }

    /// <summary>What the platform knows of a customer.</summary>
    public static Schema Customers { get; } = new(
    [
        new("first name", FieldKind.GivenName), new("last name", FieldKind.FamilyName), new("other names", FieldKind.OtherNames), new("generation", FieldKind.Generation),
        new("birth date", FieldKind.BirthDate), new("email", FieldKind.Email), new("phone", FieldKind.Phone), new("street", FieldKind.Street), new("house number", FieldKind.HouseNumber),
        new("postcode", FieldKind.PostalCode), new("town", FieldKind.Place), new("region", FieldKind.Category), new("country", FieldKind.Category), new("confirmed email", FieldKind.Sole),
    ]);

    internal int IndexOf(FieldKind kind)
    {
        for (var at = 0; at < Fields.Count; at++)
            if (Fields[at].Kind == kind)
                return at;
        return -1;
    }
}
