using System.Text.Json.Serialization;
using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Features;

/// <summary>What the form says when somebody leaves the email field: typo, own domain, a desk's mailbox, a relay, an address others have.</summary>
internal sealed class CheckEmail(EmailDesk emails)
{
    /// <param name="State">What kind of address it is; <c>ok</c> when nothing is to be said.</param>
    /// <param name="Warnings">In plain words, the most important first.</param>
    internal sealed record Response(EmailKind State, IReadOnlyList<Warning> Warnings)
    {
        /// <summary>The whole address that was probably meant.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Suggestion { get; init; }
    }

    internal sealed record Warning(string Code, string Message)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Harms { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Guid? CustomerId { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/email-check", async (string? email, Guid? customerId, CheckEmail feature, CancellationToken ct) => TypedResults.Ok(await feature.Handle(email, customerId, ct)))
        .Needs(Right.SeeCustomers)
        .WithSummary("What is to be said about an address while it is typed; nothing is stored.");

    /// <param name="email">As typed.</param>
    /// <param name="customerId">Whose address it is about to become; that customer is not warned of.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<Response> Handle(string? email, Guid? customerId, CancellationToken ct)
    {
        var finding = await emails.Examine(email, customerId, ct);
        return new(finding.Kind, Warnings(finding).ToList()) { Suggestion = finding.Suggestion };
    }

    private static IEnumerable<Warning> Warnings(EmailFinding finding)
    {
        if (finding.Refuse("email", acceptShared: false) is { } refusal)
            yield return new(refusal.Code, refusal.Message) { Harms = refusal.Details.GetValueOrDefault("harms") as IReadOnlyList<string> };
        if (finding.Suggestion is { } suggestion)
            yield return new("email-typo", $"Did you mean {suggestion}?");
        if (finding.Kind is EmailKind.Relay)
            yield return new("email-relay", "This is a booking site's forwarding address: it works for one booking only and ends soon after it. Ask for the customer's own.");
        if (finding.Kind is EmailKind.Shared)
            yield return new("email-shared", "Several customers have this address. It is kept as a contact, not as proof of who somebody is.") { Harms = OwnDomain.Harms };
        else if (finding.Holders is [var holder, ..])
            yield return new("email-belongs-to", $"{holder.FirstName} {holder.LastName} has this email already.") { CustomerId = holder.CustomerId };
    }
}
