using BookingPlatform.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Connectors.Http;

/// <summary>One line per request that really left: operation, status, duration, the service's request id. At Debug also the body, redacted.</summary>
internal sealed class CallLogHandler(ConnectorContext context, Redactor redactor, string requestIdHeader, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri?.AbsolutePath;
        if (context.Log.IsEnabled(LogLevel.Debug) && request.Content is not null)
            context.Log.LogDebug("{Path} sends {Body}", path, redactor.Body(await request.Content.ReadAsStringAsync(cancellationToken)));

        var started = context.Clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var id = response.Headers.TryGetValues(requestIdHeader, out var ids) ? redactor.Text(string.Join(',', ids)) : "none";
            context.Log.LogInformation("{Path} answered {Status} after {Elapsed} ms, request id {RequestId}", path, (int)response.StatusCode, Since(started), id);
            return response;
        }
        catch (Exception e)
        {
            context.Log.LogWarning("{Path} gave no answer after {Elapsed} ms: {Reason}", path, Since(started), e.GetType().Name);
            throw;
        }
    }

    private long Since(long started) => (long)context.Clock.GetElapsedTime(started).TotalMilliseconds;
}
