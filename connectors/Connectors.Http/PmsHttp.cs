using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Http;

/// <summary>What a connector says about its vendor's HTTP, to be given a client that is patient, logged and signed in.</summary>
public sealed record PmsHttp
{
    /// <summary>Where the service is.</summary>
    public required string Address { get; init; }

    /// <summary>Requests that change nothing and may be repeated.</summary>
    public required Func<HttpRequestMessage, bool> IsRead { get; init; }

    /// <summary>Keeps secrets and guests out of the log.</summary>
    public required Redactor Redactor { get; init; }

    /// <summary>The header in which the vendor names a request, for support calls.</summary>
    public string RequestIdHeader { get; init; } = "X-Request-Id";

    /// <summary>Headers that every request carries.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How an access token is asked for; null where none is used.</summary>
    public Func<HttpRequestMessage>? TokenRequest { get; init; }

    /// <summary>
    /// A client for one connection, made once and kept with the connector. From the outside in: token, repetition, turn, circuit breaker, time limit, log.
    /// </summary>
    /// <param name="context">What the host lends.</param>
    public HttpClient Client(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var logged = new CallLogHandler(context, Redactor, RequestIdHeader, context.Http);
        var resilient = new ResilienceHandler(ResilienceOptions.For(context, request => TokenHandler.IsTokenRequest(request) || IsRead(request)), logged);
        HttpMessageHandler outermost = TokenRequest is null ? resilient : new TokenHandler(TokenRequest, context.Clock, resilient);
        var http = new HttpClient(outermost, disposeHandler: false) { BaseAddress = new Uri(Address.TrimEnd('/')), Timeout = Timeout.InfiniteTimeSpan };
        foreach (var (name, value) in Headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return http;
    }
}
