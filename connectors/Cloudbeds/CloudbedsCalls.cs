using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Cloudbeds;

/// <summary>Cloudbeds' dialect: a refusal is a 200 with <c>success:false</c> and a sentence, also when the guest is not there.</summary>
internal sealed partial class CloudbedsCalls(Redactor redactor, TimeProvider clock) : PmsCalls("Cloudbeds", redactor, clock)
{
    protected override string? MessageIn(string body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["message"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    protected override PmsFailure? FailureInside<T>(ApiResponse<T> response, bool writes) => response.Content switch
    {
        CloudbedsAnswer { Success: true } => null,
        CloudbedsAnswer { Success: false, Message: { } message } when NobodyThere().IsMatch(message) => new PmsFailure.Gone($"Cloudbeds no longer has this.{Quoted(message)}"),
        CloudbedsAnswer { Success: false } refusal => new PmsFailure.Business(BusinessCode.Refused, $"Cloudbeds refused this.{Quoted(refusal.Message)}"),
        _ => new PmsFailure.Transient("The answer from Cloudbeds did not say whether it was a success. We will try again.") { MayHaveHappened = writes },
    };

    [GeneratedRegex(@"\b(guest|reservation)\b.*\b(not found|does not exist|doesn't exist|invalid)\b|\b(invalid|no such|unknown) (guest|reservation)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NobodyThere();
}
