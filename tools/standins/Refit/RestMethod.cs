using System.Reflection;

namespace Refit;

/// <summary>One interface method: how its call becomes a request and its answer the declared result.</summary>
internal sealed class RestMethod
{
    private readonly RequestWriter writer;
    private readonly RefitSettings settings;
    private readonly Func<HttpClient, object?[], object> send;
    private readonly int cancellation;

    public RestMethod(Type contract, MethodInfo method, RefitSettings settings)
    {
        this.settings = settings;
        writer = new RequestWriter(contract, method, settings);
        cancellation = Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken) || p.ParameterType == typeof(CancellationToken?));
        send = SenderFor(method);
    }

    public object Send(HttpClient client, object?[] arguments) => send(client, arguments);

    private Func<HttpClient, object?[], object> SenderFor(MethodInfo method)
    {
        var returns = method.ReturnType;
        if (returns == typeof(Task))
            return SendForNothing;
        if (!returns.IsGenericType || returns.GetGenericTypeDefinition() != typeof(Task<>))
            throw new NotSupportedException($"{method.Name} must return Task or Task<T>.");

        var result = returns.GetGenericArguments()[0];
        if (result == typeof(HttpResponseMessage))
            return SendForMessage;

        return result.IsGenericType && result.GetGenericTypeDefinition() == typeof(ApiResponse<>)
            ? Bind(nameof(SendForResponse), result.GetGenericArguments()[0])
            : Bind(nameof(SendForContent), result);
    }

    private Func<HttpClient, object?[], object> Bind(string name, Type content) =>
        typeof(RestMethod).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(content)
            .CreateDelegate<Func<HttpClient, object?[], object>>(this);

    private async Task SendForNothing(HttpClient client, object?[] arguments)
    {
        using var response = await Exchange(client, arguments).ConfigureAwait(false);
        if (await settings.ExceptionFactory(response).ConfigureAwait(false) is { } error)
            throw error;
    }

    private Task<HttpResponseMessage> SendForMessage(HttpClient client, object?[] arguments) => Exchange(client, arguments);

    private async Task<T?> SendForContent<T>(HttpClient client, object?[] arguments)
    {
        using var response = await Exchange(client, arguments).ConfigureAwait(false);
        if (await settings.ExceptionFactory(response).ConfigureAwait(false) is { } error)
            throw error;

        var (content, unreadable) = await Read<T>(response, CancellationOf(arguments)).ConfigureAwait(false);
        return unreadable is null ? content : throw unreadable;
    }

    private async Task<ApiResponse<T>> SendForResponse<T>(HttpClient client, object?[] arguments)
    {
        var response = await Exchange(client, arguments).ConfigureAwait(false);
        var error = await settings.ExceptionFactory(response).ConfigureAwait(false);
        if (error is not null)
            return new ApiResponse<T>(response, default, settings, error as ApiException ?? throw error);

        var (content, unreadable) = await Read<T>(response, CancellationOf(arguments)).ConfigureAwait(false);
        return new ApiResponse<T>(response, content, settings, unreadable);
    }

    private async Task<HttpResponseMessage> Exchange(HttpClient client, object?[] arguments)
    {
        var request = writer.Write(client, arguments);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationOf(arguments)).ConfigureAwait(false);
        response.RequestMessage ??= request;
        return response;
    }

    private async Task<(T? Content, ApiException? Unreadable)> Read<T>(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            if (typeof(T) == typeof(string))
                return ((T)(object)await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false), null);

            // A 204, or a 200 of length nought: nothing to read is not an error.
            await response.Content.LoadIntoBufferAsync(ct).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is 0)
                return (default, null);

            return (await settings.ContentSerializer.FromHttpContentAsync<T>(response.Content, ct).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (default, await ApiException.Unreadable(response.RequestMessage!, response, e).ConfigureAwait(false));
        }
    }

    private CancellationToken CancellationOf(object?[] arguments) =>
        cancellation >= 0 && arguments[cancellation] is CancellationToken token ? token : CancellationToken.None;
}
