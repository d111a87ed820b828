using System.Net;
using BookingPlatform.Connectors.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace BookingPlatform.Connectors.Http;

/// <summary>
/// What stands between a connector and an unreliable service: reads are repeated with back-off and jitter, every attempt has a timeout that covers the whole
/// answer, and a circuit breaker spares a service that is down. Writes are never repeated here: only the connector knows how to find before it acts again.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private readonly ResilienceOptions options;
    private readonly ResiliencePipeline<HttpResponseMessage> repeating;
    private readonly ResiliencePipeline<HttpResponseMessage> attempt;

    public ResilienceHandler(ResilienceOptions options, HttpMessageHandler inner)
        : base(inner)
    {
        this.options = options;
        repeating = Repeating(options);
        attempt = Attempt(options);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        options.IsRead(request)
            ? repeating.ExecuteAsync(ct => new ValueTask<HttpResponseMessage>(Try(request, ct)), cancellationToken).AsTask()
            : Try(request, cancellationToken);

    private async Task<HttpResponseMessage> Try(HttpRequestMessage request, CancellationToken ct)
    {
        await options.WaitForTurn(ct);
        return await attempt.ExecuteAsync(limited => new ValueTask<HttpResponseMessage>(Exchange(request, limited)), ct);
    }

    // Reading the body here puts it under the timeout, and bounds what a misbehaving service can make us hold.
    private async Task<HttpResponseMessage> Exchange(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        try
        {
            await response.Content.LoadIntoBufferAsync(options.LargestAnswer, ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static ResiliencePipeline<HttpResponseMessage> Repeating(ResilienceOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.Repeats,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstDelay,
                MaxDelay = options.LongestWait,
                ShouldHandle = a => ValueTask.FromResult(IsPassing(a.Outcome) && !(AskedWait(a.Outcome, options) > options.LongestWait)),
                DelayGenerator = a => ValueTask.FromResult(AskedWait(a.Outcome, options)),
                OnRetry = a =>
                {
                    a.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();

    private static ResiliencePipeline<HttpResponseMessage> Attempt(ResilienceOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerMinimum,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakDuration,
                ShouldHandle = a => ValueTask.FromResult(IsOutage(a.Outcome)),
            })
            .AddTimeout(options.RequestTimeout)
            .Build();

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        IsOutage(outcome) || outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests;

    // Too many requests is our doing, not an outage; a request too heavy to answer in time (408) says nothing of the others.
    private static bool IsOutage(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException || outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError;

    private static TimeSpan? AskedWait(Outcome<HttpResponseMessage> outcome, ResilienceOptions options) =>
        outcome.Result is { } response ? RetryAfter.From(response.Headers, options.Clock) : null;
}
