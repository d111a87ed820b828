using System.Net;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using BookingPlatform.OperaCloud.Api;
using Refit;

namespace BookingPlatform.OperaCloud;

/// <summary>OPERA's dialect: error codes that say more than the status, and errors inside answers that look like successes.</summary>
internal sealed class OperaCalls(Redactor redactor, TimeProvider clock) : PmsCalls("OPERA Cloud", redactor, clock)
{
    protected override string? MessageIn(string body) => OperaAnswer.From(body) is { } answer ? Words(answer) : null;

    protected override PmsFailure? OwnMeaning(Refusal refusal) => OperaAnswer.From(refusal.Body)?.ErrorCode switch
    {
        "OPERAWS-GEN01242" or "OPERAWS-GEN01244" =>
            new PmsFailure.Configuration($"OPERA Cloud does not know the hotel code, or it is not open to us. Check it on the connection page.{refusal.Reason}"),
        "OPERAWS-GEN01187" =>
            new PmsFailure.Configuration($"OPERA Cloud does not take our references: the external system code has to be set up there as an interface with profile references.{refusal.Reason}"),
        _ when refusal.Status is HttpStatusCode.PaymentRequired =>
            new PmsFailure.Auth($"OPERA Cloud does not accept the integration user's password. Check it on the connection page.{refusal.Reason}"),
        _ => null,
    };

    protected override PmsFailure? FailureInside<T>(ApiResponse<T> response, bool writes)
    {
        var status = response.Headers is { } headers && headers.TryGetValues("status", out var said) ? string.Join(' ', said) : "";
        return response.Content switch
        {
            OperaAnswer { ErrorCode: { Length: > 0 } } error => new PmsFailure.Business(BusinessCode.Invalid, $"OPERA Cloud refused this inside an answer that looked like a success.{Quoted(Words(error))}"),
            _ when status.Contains("INVALID", StringComparison.OrdinalIgnoreCase) || status.Contains("ERROR", StringComparison.OrdinalIgnoreCase) =>
                new PmsFailure.Business(BusinessCode.Invalid, $"OPERA Cloud refused this inside an answer that looked like a success.{Quoted(status)}"),
            OperaProfile { ProfileDetails: null } => new PmsFailure.Transient("OPERA Cloud answered without the profile. We will try again.") { MayHaveHappened = writes },
            _ => null,
        };
    }

    private static string? Words(OperaAnswer answer)
    {
        var words = new[] { answer.Detail ?? answer.Title }.Concat((answer.Details ?? []).Select(d => d.Detail ?? d.Title)).Where(w => !string.IsNullOrWhiteSpace(w)).Distinct();
        var text = string.Join(" ", words);
        return (text, answer.ErrorCode) is ("", null) ? null : $"{text} {(answer.ErrorCode is { } code ? $"({code})" : "")}".Trim();
    }
}
