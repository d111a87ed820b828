namespace Refit;

/// <summary>How a body is written.</summary>
public enum BodySerializationMethod
{
    /// <summary>Text, streams and HTTP contents as they are; anything else through the content serializer.</summary>
    Default,

    /// <summary>As <c>application/x-www-form-urlencoded</c>: a dictionary, or the readable properties of an object; nulls are left out.</summary>
    UrlEncoded = 2,

    /// <summary>Always through the content serializer, text too.</summary>
    Serialized = 3,
}

/// <summary>How a collection becomes part of the query.</summary>
public enum CollectionFormat
{
    /// <summary>One value, its elements formatted and joined by commas.</summary>
    RefitParameterFormatter,

    /// <summary>One value, joined by commas.</summary>
    Csv,

    /// <summary>One value, joined by spaces.</summary>
    Ssv,

    /// <summary>One value, joined by tabs.</summary>
    Tsv,

    /// <summary>One value, joined by pipes.</summary>
    Pipes,

    /// <summary>The key is repeated for each element.</summary>
    Multi,
}

/// <summary>Names a parameter, or a property of a form body, for the wire.</summary>
/// <param name="name">The name on the wire.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class AliasAsAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}

/// <summary>The parameter is the request's body.</summary>
/// <param name="serializationMethod">How it is written.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute(BodySerializationMethod serializationMethod = BodySerializationMethod.Default) : Attribute
{
    /// <summary>How the body is written.</summary>
    public BodySerializationMethod SerializationMethod { get; } = serializationMethod;
}

/// <summary>The parameter is a header. A null value sends none, even where <see cref="HeadersAttribute"/> fixes one.</summary>
/// <param name="header">The header's name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string header) : Attribute
{
    /// <summary>The header's name.</summary>
    public string Header { get; } = header;
}

/// <summary>The parameter is part of the query, which is also the default for a parameter that is nothing else.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class QueryAttribute : Attribute
{
    private CollectionFormat? collectionFormat;

    /// <summary>With the settings' way of writing collections.</summary>
    public QueryAttribute()
    {
    }

    /// <summary>With this way of writing collections.</summary>
    /// <param name="collectionFormat">How a collection is written.</param>
    public QueryAttribute(CollectionFormat collectionFormat) => this.collectionFormat = collectionFormat;

    /// <summary>A .NET format string for the value, for example <c>yyyy-MM-dd</c>.</summary>
    public string? Format { get; set; }

    /// <summary>How a collection is written.</summary>
    public CollectionFormat CollectionFormat
    {
        get => collectionFormat.GetValueOrDefault();
        set => collectionFormat = value;
    }

    /// <summary>Whether <see cref="CollectionFormat"/> was said here rather than left to the settings.</summary>
    public bool IsCollectionFormatSpecified => collectionFormat.HasValue;
}
