using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Refit;

/// <summary>Writes the request of one interface method: path, query, headers, body.</summary>
internal sealed partial class RequestWriter
{
    private readonly HttpMethodAttribute verb;
    private readonly ParameterInfo[] parameters;
    private readonly RefitSettings settings;
    private readonly string name;
    private readonly HashSet<string> inPath;
    private readonly List<(string Name, string? Value)> fixedHeaders;

    public RequestWriter(Type contract, MethodInfo method, RefitSettings settings)
    {
        this.settings = settings;
        name = $"{contract.Name}.{method.Name}";
        parameters = method.GetParameters();
        verb = method.GetCustomAttribute<HttpMethodAttribute>() ?? throw new NotSupportedException($"{name} has no HTTP method attribute such as [Get].");
        if (verb.Path.Length > 0 && verb.Path[0] != '/')
            throw new ArgumentException($"The path of {name} must start with '/'.");

        inPath = PathParameter().Matches(verb.Path).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        fixedHeaders = [.. HeadersOf(contract), .. HeadersOf(method)];
        CheckParameters();
    }

    public HttpRequestMessage Write(HttpClient client, object?[] arguments)
    {
        var at = client.BaseAddress ?? throw new InvalidOperationException("BaseAddress must be set on the HttpClient instance");
        var address = at.AbsolutePath.TrimEnd('/') + WithQuery(PathFor(arguments), arguments);
        var request = new HttpRequestMessage(verb.Method, new Uri(address.Length > 0 ? address : "/", UriKind.Relative));
        if (Array.FindIndex(parameters, p => p.IsDefined(typeof(BodyAttribute))) is >= 0 and var body)
            request.Content = BodyWriter.Write(arguments[body], parameters[body], settings);

        WriteHeaders(request, arguments);
        return request;
    }

    private void CheckParameters()
    {
        var known = parameters.Select(WireName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (inPath.FirstOrDefault(p => !known.Contains(p)) is { } missing)
            throw new ArgumentException($"The path of {name} names {{{missing}}}, but no parameter does.");
        if (parameters.Count(p => p.IsDefined(typeof(BodyAttribute))) > 1)
            throw new ArgumentException($"{name} has more than one [Body].");
        if (parameters.FirstOrDefault(p => InQuery(p) && !IsText(p.ParameterType)) is { } complex)
            throw new NotSupportedException($"{name}: parameter {complex.Name} is an object; mark it [Body], or pass its values one by one.");
    }

    private string PathFor(object?[] arguments) => PathParameter().Replace(verb.Path, match =>
    {
        var index = Array.FindIndex(parameters, p => string.Equals(WireName(p), match.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
        var value = Format(arguments[index], parameters[index]) ?? "";
        return value is "." or ".."
            ? throw new ArgumentException($"{name}: '{value}' cannot be part of a path.")
            : Uri.EscapeDataString(value);
    });

    private string WithQuery(string path, object?[] arguments)
    {
        var query = string.Join('&', parameters
            .Where(InQuery)
            .SelectMany(p => QueryValues(p, arguments[p.Position]).Select(v => $"{Uri.EscapeDataString(WireName(p))}={Uri.EscapeDataString(v)}")));
        return query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    private IEnumerable<string> QueryValues(ParameterInfo parameter, object? value)
    {
        if (value is null)
            return [];
        if (value is string or not IEnumerable)
            return Format(value, parameter) is { } one ? [one] : [];

        var values = ((IEnumerable)value).Cast<object?>().Select(v => Format(v, parameter)).OfType<string>();
        var query = parameter.GetCustomAttribute<QueryAttribute>();
        var format = query is { IsCollectionFormatSpecified: true } ? query.CollectionFormat : settings.CollectionFormat;
        return format is CollectionFormat.Multi ? values : [string.Join(Delimiter(format), values)];
    }

    private static char Delimiter(CollectionFormat format) => format switch
    {
        CollectionFormat.Ssv => ' ',
        CollectionFormat.Tsv => '\t',
        CollectionFormat.Pipes => '|',
        _ => ',',
    };

    private void WriteHeaders(HttpRequestMessage request, object?[] arguments)
    {
        var fromParameters = parameters
            .Where(p => p.IsDefined(typeof(HeaderAttribute)))
            .Select(p => (p.GetCustomAttribute<HeaderAttribute>()!.Header, arguments[p.Position]?.ToString()));
        foreach (var (header, value) in fixedHeaders.Concat(fromParameters))
        {
            request.Headers.Remove(header);
            request.Content?.Headers.Remove(header);
            if (value is not null && !request.Headers.TryAddWithoutValidation(header, value))
                request.Content?.Headers.TryAddWithoutValidation(header, value);
        }
    }

    private static IEnumerable<(string Name, string? Value)> HeadersOf(MemberInfo member) =>
        (member.GetCustomAttribute<HeadersAttribute>()?.Headers ?? [])
            .Select(header => header.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(pair => (pair[0], pair.Length == 2 && pair[1].Length > 0 ? pair[1] : null));

    private string? Format(object? value, ParameterInfo parameter) => settings.UrlParameterFormatter.Format(value, parameter, parameter.ParameterType);

    private bool InQuery(ParameterInfo parameter) =>
        !parameter.IsDefined(typeof(BodyAttribute)) && !parameter.IsDefined(typeof(HeaderAttribute)) && !inPath.Contains(WireName(parameter))
        && parameter.ParameterType != typeof(CancellationToken) && parameter.ParameterType != typeof(CancellationToken?);

    private static bool IsText(Type type) =>
        type.IsValueType || type == typeof(string) || type == typeof(Uri) || typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IDictionary).IsAssignableFrom(type);

    private static string WireName(ParameterInfo parameter) => parameter.GetCustomAttribute<AliasAsAttribute>()?.Name ?? parameter.Name!;

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex PathParameter();
}
