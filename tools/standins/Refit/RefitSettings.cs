using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Refit;

/// <summary>What differs between the services an application talks to.</summary>
public class RefitSettings
{
    /// <summary>JSON through System.Text.Json with camel-case names.</summary>
    public RefitSettings()
        : this(new SystemTextJsonContentSerializer())
    {
    }

    /// <summary>Bodies through this serializer.</summary>
    /// <param name="contentSerializer">Writes request bodies and reads answers.</param>
    public RefitSettings(IHttpContentSerializer contentSerializer)
    {
        ContentSerializer = contentSerializer ?? throw new ArgumentNullException(nameof(contentSerializer));
        ExceptionFactory = response => DefaultException(response, this);
    }

    /// <summary>Writes request bodies and reads answers.</summary>
    public IHttpContentSerializer ContentSerializer { get; set; }

    /// <summary>Writes path, query and form values as text.</summary>
    public IUrlParameterFormatter UrlParameterFormatter { get; set; } = new DefaultUrlParameterFormatter();

    /// <summary>How collections become part of the query unless the parameter says otherwise.</summary>
    public CollectionFormat CollectionFormat { get; set; } = CollectionFormat.RefitParameterFormatter;

    /// <summary>Decides whether an answer is an error. The default: every status outside 200–299 is an <see cref="ApiException"/>.</summary>
    public Func<HttpResponseMessage, Task<Exception?>> ExceptionFactory { get; set; }

    private static async Task<Exception?> DefaultException(HttpResponseMessage response, RefitSettings settings) =>
        response.IsSuccessStatusCode
            ? null
            : await ApiException.Create(response.RequestMessage!, response.RequestMessage!.Method, response, settings).ConfigureAwait(false);
}

/// <summary>Writes request bodies and reads answers.</summary>
public interface IHttpContentSerializer
{
    /// <summary>Writes a body.</summary>
    /// <typeparam name="T">The declared type of the body.</typeparam>
    /// <param name="item">The body.</param>
    HttpContent ToHttpContent<T>(T item);

    /// <summary>Reads an answer.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="content">The answer's content.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default);

    /// <summary>The name this serializer gives a property, or null when it has no opinion.</summary>
    /// <param name="propertyInfo">The property.</param>
    string? GetFieldNameForProperty(PropertyInfo propertyInfo);
}

/// <summary>Bodies as JSON through System.Text.Json.</summary>
/// <param name="jsonSerializerOptions">How JSON is written and read.</param>
public sealed class SystemTextJsonContentSerializer(JsonSerializerOptions jsonSerializerOptions) : IHttpContentSerializer
{
    /// <summary>With <see cref="GetDefaultJsonSerializerOptions"/>.</summary>
    public SystemTextJsonContentSerializer()
        : this(GetDefaultJsonSerializerOptions())
    {
    }

    /// <summary>Camel-case names, read in any case; enums as camel-case text.</summary>
    public static JsonSerializerOptions GetDefaultJsonSerializerOptions()
    {
        var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }

    /// <inheritdoc />
    public HttpContent ToHttpContent<T>(T item) => JsonContent.Create(item, options: jsonSerializerOptions);

    /// <inheritdoc />
    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) =>
        content.ReadFromJsonAsync<T>(jsonSerializerOptions, cancellationToken);

    /// <inheritdoc />
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) =>
        propertyInfo.GetCustomAttribute<JsonPropertyNameAttribute>(inherit: true)?.Name;
}

/// <summary>Writes path, query and form values as text.</summary>
public interface IUrlParameterFormatter
{
    /// <summary>Writes one value; null leaves it out.</summary>
    /// <param name="value">The value.</param>
    /// <param name="attributeProvider">The parameter or property it came from.</param>
    /// <param name="type">Its declared type.</param>
    string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type);
}

/// <summary>Invariant culture, the format of <see cref="QueryAttribute"/>, and <see cref="EnumMemberAttribute"/> names.</summary>
public class DefaultUrlParameterFormatter : IUrlParameterFormatter
{
    /// <inheritdoc />
    public virtual string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type)
    {
        ArgumentNullException.ThrowIfNull(attributeProvider);
        if (value is null)
            return null;

        var format = attributeProvider.GetCustomAttributes(typeof(QueryAttribute), inherit: true).OfType<QueryAttribute>().FirstOrDefault()?.Format;
        var written = value is Enum member ? EnumName(member) ?? value : value;
        return string.IsNullOrWhiteSpace(format)
            ? string.Format(CultureInfo.InvariantCulture, "{0}", written)
            : string.Format(CultureInfo.InvariantCulture, $"{{0:{format}}}", written);
    }

    private static string? EnumName(Enum member) =>
        member.GetType().GetField(member.ToString())?.GetCustomAttribute<EnumMemberAttribute>()?.Value;
}
