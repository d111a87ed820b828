namespace BookingPlatform.Kernel;

/// <summary>Why a request was not carried out, as the person who asked may hear it. A refusal is an expected answer, not an exception.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable, kebab-case, for programs: <c>slot-taken</c>, <c>email-malformed</c> …</param>
/// <param name="Message">One or two plain sentences for the person who meets it: what is wrong and what to do.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>Messages by field, camelCase as in the API; empty when no single field is at fault.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Further members of the problem document, for example the ids of possible duplicates.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();

    /// <summary>A field is missing or unusable (422).</summary>
    public static Refusal Invalid(string field, string message, string code = "validation") =>
        new(RefusalKind.Invalid, code, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    /// <summary>Several fields are missing or unusable (422, <c>validation</c>).</summary>
    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(RefusalKind.Invalid, "validation", string.Join(" ", errors.Values.SelectMany(messages => messages))) { Errors = errors };

    /// <summary>The state of things does not allow it (409).</summary>
    public static Refusal Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    /// <summary>There is no such thing in this business (404); the same answer for another business's id.</summary>
    public static Refusal NotFound(string what) => new(RefusalKind.NotFound, "not-found", $"There is no such {what}.");

    /// <summary>Somebody changed it since it was read (412).</summary>
    public static Refusal Stale() => new(RefusalKind.Stale, "changed-meanwhile", "Somebody changed this in the meantime. Look at it again, then repeat your change.");

    /// <summary>The same refusal with one more member in the problem document.</summary>
    public Refusal With(string name, object? value) => this with { Details = new Dictionary<string, object?>(Details) { [name] = value } };
}

/// <summary>The family of a refusal.</summary>
public enum RefusalKind
{
    /// <summary>422: the request itself is wrong.</summary>
    Invalid,

    /// <summary>409: right request, wrong moment.</summary>
    Conflict,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>401: whoever asks has not said who they are.</summary>
    Unknown,

    /// <summary>403: the person may not.</summary>
    Forbidden,

    /// <summary>412: a stale version.</summary>
    Stale,

    /// <summary>429: right request, too often.</summary>
    TooMany,
}
