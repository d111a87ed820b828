using BookingPlatform.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Http;

/// <summary>One line per request that really left: operation, status, duration, the service's request id. Bodies go redacted to the operation's page, and at Debug to the log.</summary>
internal sealed class CallLogHandler(ConnectorContext context, Redactor redactor, string requestIdHeader, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int LargestShown = 100_000;
    private const int LargestAnswer = 10 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri?.AbsolutePath;
        var sent = context.Record is not null || context.Log.IsEnabled(LogLevel.Debug) ? await Redacted(request.Content, cancellationToken) : null;
        if (sent is not null)
            context.Log.LogDebug("{Path} sends {Body}", path, sent);

        var started = context.Clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var id = response.Headers.TryGetValues(requestIdHeader, out var ids) ? redactor.Text(string.Join(',', ids)) : "none";
            context.Log.LogInformation("{Path} answered {Status} after {Elapsed} ms, request id {RequestId}", path, (int)response.StatusCode, Since(started), id);
            if (context.Record is { } record)
                record(new PmsCall($"{request.Method} {path}", (int)response.StatusCode, Since(started)) { Sent = sent, Answered = await Redacted(response.Content, cancellationToken), RequestId = id });
            return response;
        }
        catch (Exception e)
        {
            context.Log.LogWarning("{Path} gave no answer after {Elapsed} ms: {Reason}", path, Since(started), e.GetType().Name);
            context.Record?.Invoke(new PmsCall($"{request.Method} {path}", null, Since(started)) { Sent = sent });
            throw;
        }
    }

    /// <summary>The body with its shape and without its people and secrets; of a form or a page only the length.</summary>
    private async Task<string?> Redacted(HttpContent? content, CancellationToken ct)
    {
        if (content is null)
            return null;
        await content.LoadIntoBufferAsync(LargestAnswer, ct);
        var text = await content.ReadAsStringAsync(ct);
        return text.Length is 0 ? null : text.Length > LargestShown ? $"({text.Length} characters)" : redactor.Body(text);
    }

    private long Since(long started) => (long)context.Clock.GetElapsedTime(started).TotalMilliseconds;
}
