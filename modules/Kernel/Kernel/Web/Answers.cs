using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Web;

/// <summary>Turns answers into HTTP: values as the caller says, refusals into RFC 9457 problem details with a stable code.</summary>
public static class Answers
{
    public static IResult ToHttp<T>(this Answer<T> answer, Func<T, IResult> accepted) where T : notnull =>
        answer.Is(out var value, out var refusal) ? accepted(value) : refusal.ToProblem();

    public static IResult ToHttp<T>(this Answer<T> answer) where T : notnull => answer.ToHttp(value => TypedResults.Ok(value));

    public static IResult ToProblem(this Refusal refusal) => TypedResults.Problem(
        detail: refusal.Message,
        statusCode: refusal.Kind.ToStatus(),
        title: Title(refusal.Kind),
        type: $"https://booking-platform.invalid/problems/{refusal.Code}",
        extensions: Members(refusal));

    public static int ToStatus(this RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unknown => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Title(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "Something in the request is not right",
        RefusalKind.Conflict => "Not possible as things stand",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Unknown => "Not signed in",
        RefusalKind.Forbidden => "Not allowed",
        RefusalKind.TooMany => "Too often",
        _ => "Changed in the meantime",
    };

    private static Dictionary<string, object?> Members(Refusal refusal)
    {
        var members = new Dictionary<string, object?>(refusal.Details) { ["code"] = refusal.Code };
        if (refusal.Errors.Count > 0)
            members["errors"] = refusal.Errors;
        return members;
    }
}
