using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>An answer with its status and headers; an error status is a value here, not an exception.</summary>
/// <typeparam name="T">What the content is read as.</typeparam>
/// <param name="response">The answer.</param>
/// <param name="content">The content as read.</param>
/// <param name="settings">The settings in use.</param>
/// <param name="error">Why there is no content.</param>
public sealed class ApiResponse<T>(HttpResponseMessage response, T? content, RefitSettings settings, ApiException? error = null) : IDisposable
{
    /// <summary>The content as read; null after an error or when the answer had none.</summary>
    public T? Content { get; } = content;

    /// <summary>The settings in use.</summary>
    public RefitSettings Settings { get; } = settings;

    /// <summary>Why there is no content: an error status, or content that could not be read.</summary>
    public ApiException? Error { get; } = error;

    /// <summary>The answer's status.</summary>
    public HttpStatusCode StatusCode => response.StatusCode;

    /// <summary>The answer's reason phrase.</summary>
    public string? ReasonPhrase => response.ReasonPhrase;

    /// <summary>The answer's headers.</summary>
    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>The headers of the answer's content.</summary>
    public HttpContentHeaders? ContentHeaders => response.Content?.Headers;

    /// <summary>The request.</summary>
    public HttpRequestMessage? RequestMessage => response.RequestMessage;

    /// <summary>Whether the status is 200–299. The content may still have been unreadable: then <see cref="Error"/> says so.</summary>
    public bool IsSuccessStatusCode => response.IsSuccessStatusCode;

    /// <summary>Throws <see cref="Error"/> after an error status.</summary>
    public Task<ApiResponse<T>> EnsureSuccessStatusCodeAsync() =>
        IsSuccessStatusCode ? Task.FromResult(this) : Task.FromException<ApiResponse<T>>(Error!);

    /// <inheritdoc />
    public void Dispose() => response.Dispose();
}
