using System.Net;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Refit;

namespace BookingPlatform.Mews;

/// <summary>Turns whatever comes back from Mews, or does not, into an answer.</summary>
internal sealed class MewsCalls(Redactor redactor, TimeProvider clock)
{
    /// <summary>Asks for something. A success without content (204) reads as empty.</summary>
    public Task<PmsAnswer<T>> Read<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class, new() => Send(send, writes: false, whenEmpty: () => new T(), ct);

    /// <summary>Writes something: without a clear answer it may have happened.</summary>
    public Task<PmsAnswer<T>> Write<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class => Send(send, writes: true, whenEmpty: () => null, ct);

    private async Task<PmsAnswer<T>> Send<T>(Func<Task<ApiResponse<T>>> send, bool writes, Func<T?> whenEmpty, CancellationToken ct)
        where T : class
    {
        try
        {
            using var response = await send();
            if (!response.IsSuccessStatusCode)
                return Refusal(response, writes);
            if (response.Error is not null)
                return Garbage(response.ContentHeaders?.ContentType?.MediaType, writes);

            return (response.Content ?? whenEmpty()) is { } content ? content : Garbage(mediaType: null, writes);
        }
        catch (BrokenCircuitException e)
        {
            return new PmsFailure.Transient("Mews has been failing, so we are leaving it alone for a moment. We will try again.") { RetryAfter = e.RetryAfter };
        }
        catch (TimeoutRejectedException)
        {
            return new PmsFailure.Transient("Mews did not answer in time. We will try again.") { MayHaveHappened = writes };
        }
        catch (HttpRequestException e)
        {
            ct.ThrowIfCancellationRequested();
            return new PmsFailure.Transient("Mews could not be reached, or the connection broke. We will try again.") { MayHaveHappened = writes && !NeverSent(e) };
        }
    }

    private PmsFailure Refusal<T>(ApiResponse<T> response, bool writes)
    {
        var reason = Reason(response.Error?.Content);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new PmsFailure.Auth($"Mews does not accept our tokens, or they may not do this. Check both tokens on the connection page.{reason}"),
            HttpStatusCode.Forbidden => new PmsFailure.Business(BusinessCode.Refused, $"Mews refused this.{reason}"),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new PmsFailure.Business(BusinessCode.Invalid, $"Mews calls this request invalid.{reason}"),
            HttpStatusCode.RequestEntityTooLarge => new PmsFailure.Business(BusinessCode.TooLong, $"This is more than Mews takes at once.{reason}"),
            HttpStatusCode.Conflict when writes => new PmsFailure.Business(MewsCode.Conflict, $"Somebody changed the guest in Mews at the same moment.{reason}"),
            HttpStatusCode.Conflict => new PmsFailure.Transient($"The data changed in Mews while we were reading. We will try again.{reason}"),
            HttpStatusCode.RequestTimeout => new PmsFailure.Transient($"Mews took too long over this. We will try again.{reason}") { MayHaveHappened = writes },
            HttpStatusCode.TooManyRequests => new PmsFailure.Transient("Mews asks us to slow down. We will try again.") { RetryAfter = RetryAfter.From(response.Headers, clock) },
            >= HttpStatusCode.InternalServerError => new PmsFailure.Transient($"Mews has a fault of its own. We will try again.{reason}")
            {
                RetryAfter = RetryAfter.From(response.Headers, clock),
                MayHaveHappened = writes,
            },
            _ => new PmsFailure.Configuration($"There is no Mews at this address (status {(int)response.StatusCode}). Check the API address on the connection page."),
        };
    }

    private static PmsFailure.Transient Garbage(string? mediaType, bool writes) => new(mediaType is "text/html"
        ? "A web page came back instead of an answer from Mews: maintenance, or a wrong API address. We will try again."
        : "The answer from Mews was incomplete or unreadable. We will try again.")
    { MayHaveHappened = writes };

    // A vendor's message may repeat what it was sent.
    private string Reason(string? body)
    {
        const int longest = 300;
        if (MewsError.From(body)?.Message is not { Length: > 0 } message)
            return "";

        var readable = redactor.Text(string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)));
        return $" Mews says: {(readable.Length > longest ? readable[..longest] + "…" : readable)}";
    }

    private static bool NeverSent(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}

/// <summary>Codes that do not leave this connector.</summary>
internal static class MewsCode
{
    public const string Conflict = "conflict";
}
