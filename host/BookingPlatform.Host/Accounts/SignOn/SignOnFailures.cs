using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>What can go wrong between here and an identity provider, each with its stable code and its sentence. Details stand in the log.</summary>
internal static class SignOnFailures
{
    public const string Down = "sign-on-provider-down";
    public const string Declined = "sign-on-declined";
    public const string Elsewhere = "sign-on-elsewhere";
    public const string OnlyWay = "sign-on-only-way";

    public static string CodeOf(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => "sign-on-expired",
        SecurityTokenInvalidIssuerException => "sign-on-wrong-issuer",
        SecurityTokenInvalidAudienceException => "sign-on-wrong-audience",
        SecurityTokenException or OpenIdConnectProtocolInvalidNonceException or OpenIdConnectProtocolInvalidAtHashException or OpenIdConnectProtocolInvalidCHashException => "sign-on-not-genuine",
        OpenIdConnectProtocolException => "sign-on-provider-refused",
        not null when IsOutside(failure) => Down,
        _ => Elsewhere,
    };

    /// <summary>The network or the provider, not this program. The framework wraps what it met while fetching the description into its own exceptions.</summary>
    public static bool IsOutside(Exception failure) => failure is HttpRequestException or IOException or TaskCanceledException or JsonException
        || failure is InvalidOperationException { Message: var text } && text.StartsWith("IDX20803", StringComparison.Ordinal)
        || failure is AuthenticationFailureException { InnerException: { } inner } && IsOutside(inner);

    public static void Tell(HttpContext http, string slug, string code) => http.Response.Redirect(QueryHelpers.AddQueryString(SignOnDoor.At(slug), "failed", code));

    /// <summary>Null for what nobody here says: whoever makes up a link cannot make this page say things.</summary>
    public static string? Sentence(string? code, string business, string provider) => code switch
    {
        Down => $"{provider} does not answer at the moment. Try again in a few minutes; if it lasts, tell whoever runs it.",
        Declined => $"{provider} did not let you through, or you cancelled.",
        Elsewhere => "This sign-in was begun in another browser, took longer than 15 minutes, or was used before. Start again here.",
        OnlyWay => $"{business} lets its people in this way only, not by password or passkey.",
        "sign-on-expired" => $"What {provider} sent has expired. Start again; if it happens again, its clock and ours differ.",
        "sign-on-wrong-issuer" => $"What came back is not from {provider} as it is set up here. Tell whoever set it up.",
        "sign-on-wrong-audience" => $"What {provider} sent was meant for another program. Tell whoever set it up.",
        "sign-on-not-genuine" => $"What came back could not be proved to be from {provider}, so nobody was let in. Tell whoever set it up.",
        "sign-on-provider-refused" => $"{provider} refused the exchange; the client id or its secret may have changed. Tell whoever set it up.",
        "sign-on-email-unverified" => $"{provider} did not vouch for your email address, and you have not signed in this way before. Ask whoever runs it to confirm your address.",
        "sign-on-domain" => $"Your address is not one of those that {business} lets in this way.",
        "sign-on-unknown" => $"You are not on the team of {business}. Ask a manager there for an invitation, then come back.",
        "sign-on-owner-invitation" => "You were invited as an owner. Owners join by the link in the invitation, with a password of their own.",
        "sign-on-other-account" => $"Your address belongs to another account of {provider} here. Ask a manager of {business} to remove you from the team and to invite you again.",
        _ => null,
    };
}
