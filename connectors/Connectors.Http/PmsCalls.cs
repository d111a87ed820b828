using System.Net;
using System.Runtime.ExceptionServices;
using BookingPlatform.Connectors.Abstractions;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Refit;

namespace BookingPlatform.Connectors.Http;

/// <summary>
/// Turns whatever comes back from a vendor, or does not, into an answer. What vendors share is here; a vendor's own dialect goes into
/// <see cref="MessageIn"/>, <see cref="OwnMeaning"/> and <see cref="FailureInside"/>.
/// </summary>
/// <param name="vendor">The vendor's name as staff know it.</param>
/// <param name="redactor">Takes the connection's secrets out of messages: a vendor's words may repeat what it was sent.</param>
/// <param name="clock">For waits given as a date.</param>
public abstract class PmsCalls(string vendor, Redactor redactor, TimeProvider clock)
{
    /// <summary>Asks for something. A success without content (204) reads as empty.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<PmsAnswer<T>> Read<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class, new() => Send(send, new Kind(), response => response.Content ?? new T(), ct);

    /// <summary>Asks for one thing by its id: not found means gone.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<PmsAnswer<T>> ReadOne<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class, new() => Send(send, new Kind(ById: true), response => response.Content ?? new T(), ct);

    /// <summary>Writes something: without a clear answer it may have happened.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<PmsAnswer<T>> Write<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class => Send(send, new Kind(Writes: true), response => response.Content, ct);

    /// <summary>Writes to one thing by its id: a success needs no content, and not found means gone.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<PmsAnswer<T>> Change<T>(Func<Task<ApiResponse<T>>> send, CancellationToken ct)
        where T : class, new() => Send(send, new Kind(Writes: true, ById: true), response => response.Content ?? new T(), ct);

    /// <summary>Writes something and reads the result from the whole response; a null result is no clear answer.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <typeparam name="TResult">What is read from it.</typeparam>
    /// <param name="send">Sends the request.</param>
    /// <param name="result">Reads the result.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<PmsAnswer<TResult>> Write<T, TResult>(Func<Task<ApiResponse<T>>> send, Func<ApiResponse<T>, TResult?> result, CancellationToken ct)
        where T : class
        where TResult : class => Send(send, new Kind(Writes: true), result, ct);

    /// <summary>The vendor's own words in the body of an error; null when there are none.</summary>
    /// <param name="body">The body, whatever it is.</param>
    protected abstract string? MessageIn(string body);

    /// <summary>What a status means to this vendor where it differs from the usual; null means the usual.</summary>
    /// <param name="refusal">The answer.</param>
    protected virtual PmsFailure? OwnMeaning(Refusal refusal) => null;

    /// <summary>A failure inside an answer of status 2xx; null when it is the success it claims to be.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="response">The answer.</param>
    /// <param name="writes">Whether the request writes.</param>
    protected virtual PmsFailure? FailureInside<T>(ApiResponse<T> response, bool writes) => null;

    /// <summary>The vendor's words as a sentence for staff, with a leading space; empty when there are none.</summary>
    /// <param name="message">The words.</param>
    protected string Quoted(string? message)
    {
        const int longest = 300;
        if (string.IsNullOrWhiteSpace(message))
            return "";

        var readable = redactor.Text(string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c))).Trim();
        return $" {vendor} says: {(readable.Length > longest ? readable[..longest] + "…" : readable.EndsWith('.') ? readable : readable + ".")}";
    }

    internal static bool IsOutage(Exception e) => e is BrokenCircuitException or TimeoutRejectedException or HttpRequestException;

    private async Task<PmsAnswer<TResult>> Send<T, TResult>(Func<Task<ApiResponse<T>>> send, Kind kind, Func<ApiResponse<T>, TResult?> result, CancellationToken ct)
        where TResult : class
    {
        try
        {
            using var response = await send();
            if (response.Error is ApiRequestException { InnerException: { } broken })
                ExceptionDispatchInfo.Throw(broken);
            if (response.Error is ApiException error)
                return response.IsSuccessStatusCode ? Garbage(error.ContentHeaders?.ContentType?.MediaType, kind) : Refused(error, kind);
            if (FailureInside(response, kind.Writes) is { } failure)
                return failure;
            return result(response) is { } content ? content : Garbage(mediaType: null, kind);
        }
        catch (NoTokenException e)
        {
            ct.ThrowIfCancellationRequested();
            return WithoutToken(e);
        }
        catch (Exception e) when (IsOutage(e))
        {
            ct.ThrowIfCancellationRequested();
            return Outage(e, kind.Writes);
        }
    }

    private PmsFailure Refused(ApiException error, Kind kind)
    {
        var body = error.Content ?? "";
        var refusal = new Refusal(error.StatusCode, body, Quoted(MessageIn(body)), kind.Writes);
        var wait = RetryAfter.From(error.Headers, clock);
        var isPage = error.ContentHeaders?.ContentType?.MediaType is "text/html";
        return OwnMeaning(refusal) ?? error.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired => new PmsFailure.Auth($"{vendor} does not accept our credentials. Check them on the connection page.{refusal.Reason}"),
            HttpStatusCode.Forbidden => new PmsFailure.Configuration($"{vendor} does not let us do this here: a wrong property, or a permission that is missing.{refusal.Reason}"),
            HttpStatusCode.NotFound when kind.ById && !isPage => new PmsFailure.Gone($"{vendor} no longer has this.{refusal.Reason}"),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new PmsFailure.Business(BusinessCode.Invalid, $"{vendor} calls this request invalid.{refusal.Reason}"),
            HttpStatusCode.RequestEntityTooLarge => new PmsFailure.Business(BusinessCode.TooLong, $"This is more than {vendor} takes at once.{refusal.Reason}"),
            HttpStatusCode.Conflict => new PmsFailure.Transient($"The data changed in {vendor} at the same moment. We will try again.{refusal.Reason}"),
            HttpStatusCode.RequestTimeout => new PmsFailure.Transient($"{vendor} took too long over this. We will try again.{refusal.Reason}") { MayHaveHappened = kind.Writes },
            HttpStatusCode.TooManyRequests => new PmsFailure.Transient($"{vendor} asks us to slow down. We will try again.") { RetryAfter = wait },
            >= HttpStatusCode.InternalServerError => new PmsFailure.Transient($"{vendor} has a fault of its own. We will try again.{refusal.Reason}") { RetryAfter = wait, MayHaveHappened = kind.Writes },
            _ => new PmsFailure.Configuration($"There is no {vendor} at this address (status {(int)error.StatusCode}). Check the API address on the connection page."),
        };
    }

    private PmsFailure.Transient Outage(Exception e, bool writes) => e switch
    {
        BrokenCircuitException open => new($"{vendor} has been failing, so we are leaving it alone for a moment. We will try again.") { RetryAfter = open.RetryAfter },
        TimeoutRejectedException => new($"{vendor} did not answer in time. We will try again.") { MayHaveHappened = writes },
        _ => new($"{vendor} could not be reached, or the connection broke. We will try again.") { MayHaveHappened = writes && !NeverSent((HttpRequestException)e) },
    };

    private PmsFailure WithoutToken(NoTokenException e) => e.Status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden =>
            new PmsFailure.Auth($"{vendor} does not give us access with these credentials. Check them on the connection page.{Quoted(MessageIn(e.Body ?? ""))}"),
        null when e.InnerException is { } outage => Outage(outage, writes: false),
        null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
            new PmsFailure.Transient($"The sign-in service of {vendor} gave no usable answer. We will try again.") { RetryAfter = e.RetryAfter },
        _ => new PmsFailure.Configuration($"There is no sign-in service of {vendor} at this address (status {(int)e.Status}). Check the addresses on the connection page."),
    };

    private PmsFailure.Transient Garbage(string? mediaType, Kind kind) => new(mediaType is "text/html"
        ? $"A web page came back instead of an answer from {vendor}: maintenance, or a wrong API address. We will try again."
        : $"The answer from {vendor} was incomplete or unreadable. We will try again.")
    { MayHaveHappened = kind.Writes };

    private static bool NeverSent(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private readonly record struct Kind(bool Writes = false, bool ById = false);
}

/// <summary>An answer of a status outside 2xx.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; it may hold personal data.</param>
/// <param name="Reason">The vendor's words as a sentence for staff, with a leading space; empty when there are none.</param>
/// <param name="Writes">Whether the request writes.</param>
public sealed record Refusal(HttpStatusCode Status, string Body, string Reason, bool Writes);
