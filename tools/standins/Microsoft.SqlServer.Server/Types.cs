// Stands in for the package of this name, a dependency of Microsoft.Data.SqlClient: NuGet takes a project for a package of the same id.
// Only the types SqlClient touches. Leave it out where the package itself can be restored.
namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is stored.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown = 0,

    /// <summary>By the server's own layout.</summary>
    Native = 1,

    /// <summary>By <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>Custom storage of a CLR user-defined type.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a class as a CLR user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is stored.</summary>
    public Format Format { get; } = format;

    /// <summary>Whether comparing bytes compares values.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Whether every value takes the same space.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Largest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Name in the database.</summary>
    public string? Name { get; set; }

    /// <summary>Method that validates a value.</summary>
    public string? ValidationMethodName { get; set; }
}

/// <summary>A class is not a CLR user-defined type.</summary>
public sealed class InvalidUdtException : Exception
{
    private InvalidUdtException(string message) : base(message) { }

    /// <summary>Says which type failed, and why.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) => new($"'{udtType}' is not a user-defined type: {resourceReason}");
}
