using System.Collections;
using System.Reflection;

namespace Refit;

/// <summary>Writes a request's body as its <see cref="BodyAttribute"/> says.</summary>
internal static class BodyWriter
{
    private static readonly MethodInfo Serialize = typeof(IHttpContentSerializer).GetMethod(nameof(IHttpContentSerializer.ToHttpContent))!;

    public static HttpContent? Write(object? body, ParameterInfo parameter, RefitSettings settings)
    {
        var method = parameter.GetCustomAttribute<BodyAttribute>()!.SerializationMethod;
        return (body, method) switch
        {
            (null, _) => null,
            (HttpContent content, _) => content,
            (Stream stream, _) => new StreamContent(stream),
            (string text, BodySerializationMethod.Default) => new StringContent(text),
            (_, BodySerializationMethod.UrlEncoded) => new FormUrlEncodedContent(FormFields(body, settings)),
            _ => (HttpContent)Serialize.MakeGenericMethod(parameter.ParameterType).Invoke(settings.ContentSerializer, [body])!,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> FormFields(object body, RefitSettings settings)
    {
        var fields = body is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => (Name: key.ToString()!, Value: dictionary[key], From: (ICustomAttributeProvider)body.GetType()))
            : body.GetType().GetProperties().Where(p => p.CanRead).Select(p => (Name: FieldName(p, settings), Value: p.GetValue(body), From: (ICustomAttributeProvider)p));
        foreach (var (name, value, from) in fields)
            if (settings.UrlParameterFormatter.Format(value, from, value?.GetType() ?? typeof(object)) is { } text)
                yield return KeyValuePair.Create(name, text);
    }

    private static string FieldName(PropertyInfo property, RefitSettings settings) =>
        property.GetCustomAttribute<AliasAsAttribute>()?.Name ?? settings.ContentSerializer.GetFieldNameForProperty(property) ?? property.Name;
}
