using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host;

/// <summary>Every failure of the API is a problem document with a stable code; nothing of the inside shows.</summary>
internal static partial class Problems
{
    public static Task Write(HttpContext http, int status, string code, string message) =>
        TypedResults.Problem(detail: message, statusCode: status, type: $"https://booking-platform.invalid/problems/{code}", extensions: new Dictionary<string, object?> { ["code"] = code })
            .ExecuteAsync(http);

    /// <summary>An exception that got this far.</summary>
    public static Task Answer(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        return error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Write(http, StatusCodes.Status413PayloadTooLarge, "too-large", "The request is larger than is accepted here."),
            BadHttpRequestException bad => Write(http, StatusCodes.Status400BadRequest, "malformed", Understandable(bad)),
            DbUpdateConcurrencyException => Refusal.Stale().ToProblem().ExecuteAsync(http),
            not null when http.RequestServices.GetRequiredService<IDatabase>().IsTransient(error) => TryAgain(http),
            _ => Write(http, StatusCodes.Status500InternalServerError, "internal", $"Something went wrong on our side; nothing was saved. Quote {http.TraceIdentifier} when you report it."),
        };
    }

    /// <summary>The status of the page that says so.</summary>
    public static int StatusOf(IServiceProvider services, Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status412PreconditionFailed,
        _ => services.GetRequiredService<IDatabase>().IsTransient(error) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
    };

    public static Task NothingHere(HttpContext http) => Write(http, StatusCodes.Status404NotFound, "not-found", "There is nothing at this address.");

    /// <summary>A status without a body, for example an unknown address.</summary>
    public static Task AnswerStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NothingHere(http),
        StatusCodes.Status405MethodNotAllowed => Write(http, 405, "method-not-allowed", "This address does not take that method."),
        StatusCodes.Status413PayloadTooLarge => Write(http, 413, "too-large", "The request is larger than is accepted here."),
        StatusCodes.Status415UnsupportedMediaType => Write(http, 415, "unsupported-media-type", "Send the body as application/json."),
        var status and >= 400 => Write(http, status, "malformed", Unreadable(http) is { } name ? NotRead(name) : "The request could not be understood."),
        _ => Task.CompletedTask,
    };

    private static Task TryAgain(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Write(http, StatusCodes.Status503ServiceUnavailable, "try-again", "This cannot be done just now: too much is happening at once, or the database cannot be reached. Please try again; with the same Idempotency-Key nothing is done twice.");
    }

    /// <summary>Without the names of our own types, which mean nothing outside.</summary>
    private static string Understandable(BadHttpRequestException bad) => bad.InnerException switch
    {
        JsonException { Path: { Length: > 1 } path } => NotRead(path.TrimStart('$', '.')),
        JsonException => "The body is not valid JSON.",
        _ when Parameter().Match(bad.Message) is { Success: true } named => NotRead(named.Groups[1].Value),
        _ => bad.Message,
    };

    /// <summary>Which value of the address is none of its kind: for values that may be left out, the framework answers 400 without a word.</summary>
    private static string? Unreadable(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .FirstOrDefault(parameter => parameter.HasTryParse && http.Request.Query[parameter.Name].ToString() is { Length: > 0 } said
            && !TypeDescriptor.GetConverter(parameter.ParameterInfo.ParameterType).IsValid(said))?.Name;

    private static string NotRead(string name) => $"The value of {char.ToLowerInvariant(name[0])}{name[1..]} could not be read.";

    [GeneratedRegex("parameter \"[^\"]* (\\w+)\"")]
    private static partial Regex Parameter();
}
