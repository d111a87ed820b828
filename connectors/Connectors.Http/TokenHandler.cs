using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Http;

/// <summary>
/// Gives every request an access token. One is kept for five sixths of its life (50 minutes of an hour, which vendors advise and some charge for more), and
/// a request that is refused with 401 is sent once more with a new one: it was not carried out, so that is safe for writes too.
/// </summary>
internal sealed class TokenHandler(Func<HttpRequestMessage> ask, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<bool> ForToken = new("token");
    private static readonly TimeSpan UsualLife = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim oneAtATime = new(1);
    private volatile Token? kept;

    public static bool IsTokenRequest(HttpRequestMessage request) => request.Options.TryGetValue(ForToken, out var yes) && yes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await Current(refused: null, cancellationToken);
        var response = await SendWith(token, request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        return await SendWith(await Current(refused: token, cancellationToken), request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            oneAtATime.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendWith(Token token, HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return base.SendAsync(request, ct);
    }

    // Whoever comes while another asks waits for that answer instead of asking too.
    private async Task<Token> Current(Token? refused, CancellationToken ct)
    {
        if (Usable(refused) is { } known)
            return known;

        await oneAtATime.WaitAsync(ct);
        try
        {
            return Usable(refused) ?? (kept = await Ask(ct));
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private Token? Usable(Token? refused) => kept is { } token && token != refused && clock.GetUtcNow() < token.RenewAt ? token : null;

    private async Task<Token> Ask(CancellationToken ct)
    {
        using var request = ask();
        request.Options.Set(ForToken, true);
        try
        {
            using var response = await base.SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
                throw new NoTokenException(response.StatusCode, body) { RetryAfter = RetryAfter.From(response.Headers, clock) };
            return Read(body) ?? throw new NoTokenException(null, body);
        }
        catch (Exception e) when (PmsCalls.IsOutage(e))
        {
            throw new NoTokenException(null, null, e);
        }
    }

    private Token? Read(string body)
    {
        try
        {
            var answer = JsonNode.Parse(body) as JsonObject;
            var life = double.TryParse(answer?["expires_in"]?.ToString(), CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : UsualLife;
            return answer?["access_token"]?.ToString() is { Length: > 0 } value ? new Token(value, clock.GetUtcNow() + life * 5 / 6) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Not a record, so that nothing prints it.
    private sealed class Token(string value, DateTimeOffset renewAt)
    {
        public string Value => value;
        public DateTimeOffset RenewAt => renewAt;
    }
}

/// <summary>There is no access token, so the request itself was never sent.</summary>
internal sealed class NoTokenException(HttpStatusCode? status, string? body, Exception? inner = null) : Exception("No access token.", inner)
{
    public HttpStatusCode? Status => status;

    public string? Body => body;

    public TimeSpan? RetryAfter { get; init; }
}
