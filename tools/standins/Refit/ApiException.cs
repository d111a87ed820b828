using System.Net;
using System.Net.Http.Headers;

namespace Refit;

/// <summary>The service answered with an error, or with something that could not be read. <see cref="Exception.InnerException"/> tells which.</summary>
public class ApiException : Exception
{
    private ApiException(string exceptionMessage, HttpRequestMessage message, string? content, HttpResponseMessage response, Exception? innerException)
        : base(exceptionMessage, innerException)
    {
        RequestMessage = message;
        StatusCode = response.StatusCode;
        ReasonPhrase = response.ReasonPhrase;
        Headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Content = content;
    }

    /// <summary>The answer's status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The answer's reason phrase.</summary>
    public string? ReasonPhrase { get; }

    /// <summary>The answer's headers.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The headers of the answer's content.</summary>
    public HttpContentHeaders? ContentHeaders { get; private set; }

    /// <summary>The verb of the request.</summary>
    public HttpMethod HttpMethod => RequestMessage.Method;

    /// <summary>The address of the request.</summary>
    public Uri? Uri => RequestMessage.RequestUri;

    /// <summary>The request. Its body may carry secrets: do not log it.</summary>
    public HttpRequestMessage RequestMessage { get; }

    /// <summary>The answer's text, as sent.</summary>
    public string? Content { get; private set; }

    /// <summary>Whether the answer had any text.</summary>
    public bool HasContent => !string.IsNullOrWhiteSpace(Content);

    /// <summary>The exception of an answer with an error status.</summary>
    /// <param name="message">The request.</param>
    /// <param name="httpMethod">The verb of the request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="refitSettings">The settings in use.</param>
    /// <param name="innerException">What else went wrong.</param>
    public static Task<ApiException> Create(
        HttpRequestMessage message, HttpMethod httpMethod, HttpResponseMessage response, RefitSettings refitSettings, Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        var text = $"Response status code does not indicate success: {(int)response.StatusCode} ({response.ReasonPhrase}).";
        return Read(text, message, response, innerException);
    }

    internal static Task<ApiException> Unreadable(HttpRequestMessage message, HttpResponseMessage response, Exception innerException) =>
        Read("An error occured deserializing the response.", message, response, innerException);

    private static async Task<ApiException> Read(string text, HttpRequestMessage message, HttpResponseMessage response, Exception? innerException) =>
        new(text, message, await ContentOf(response).ConfigureAwait(false), response, innerException);

    private static async Task<string?> ContentOf(HttpResponseMessage response)
    {
        try
        {
            return await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidOperationException)
        {
            // The connection broke inside the body, or the reader has consumed it: the status still tells the story.
            return null;
        }
    }
}
