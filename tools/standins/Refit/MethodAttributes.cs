namespace Refit;

/// <summary>Marks an interface method as one HTTP request. The path starts with <c>/</c> and is joined to the path of the client's base address.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter, optionally with a fixed query.</param>
public abstract class HttpMethodAttribute(string path) : Attribute
{
    /// <summary>The HTTP verb.</summary>
    public abstract HttpMethod Method { get; }

    /// <summary>The path as written on the method.</summary>
    public virtual string Path { get; protected set; } = path;
}

/// <summary>A GET request.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GetAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc />
    public override HttpMethod Method => HttpMethod.Get;
}

/// <summary>A POST request.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc />
    public override HttpMethod Method => HttpMethod.Post;
}

/// <summary>A PUT request.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PutAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc />
    public override HttpMethod Method => HttpMethod.Put;
}

/// <summary>A PATCH request.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PatchAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc />
    public override HttpMethod Method => HttpMethod.Patch;
}

/// <summary>A DELETE request.</summary>
/// <param name="path">Path with <c>{name}</c> for each path parameter.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeleteAttribute(string path) : HttpMethodAttribute(path)
{
    /// <inheritdoc />
    public override HttpMethod Method => HttpMethod.Delete;
}

/// <summary>Fixed headers of a method, or of every method of an interface. A method's header replaces the interface's of the same name.</summary>
/// <param name="headers">Each as <c>Name: value</c>; a name without a value removes the header.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class HeadersAttribute(params string[] headers) : Attribute
{
    /// <summary>The headers as written.</summary>
    public string[] Headers { get; } = headers;
}
