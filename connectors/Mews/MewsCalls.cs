using System.Net;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews;

/// <summary>Mews' dialect: 401 is also a missing permission, 403 is a business rule, and a write that crossed another (409) has to be explained.</summary>
internal sealed class MewsCalls(Redactor redactor, TimeProvider clock) : PmsCalls("Mews", redactor, clock)
{
    protected override string? MessageIn(string body) => MewsError.From(body)?.Message;

    protected override PmsFailure? OwnMeaning(Refusal refusal) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => new PmsFailure.Auth($"Mews does not accept our tokens, or they may not do this. Check both tokens on the connection page.{refusal.Reason}"),
        HttpStatusCode.Forbidden => new PmsFailure.Business(BusinessCode.Refused, $"Mews refused this.{refusal.Reason}"),
        HttpStatusCode.Conflict when refusal.Writes => new PmsFailure.Business(MewsCode.Conflict, $"Somebody changed the guest in Mews at the same moment.{refusal.Reason}"),
        _ => null,
    };
}

/// <summary>Codes that do not leave this connector.</summary>
internal static class MewsCode
{
    public const string Conflict = "conflict";
}
