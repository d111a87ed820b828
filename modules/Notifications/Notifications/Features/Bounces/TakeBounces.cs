using System.Text;
using System.Text.Json;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>
/// A mail provider, or the business's own mail server, tells which mails came back. The address it calls carries a signed token that says which business is meant;
/// staff make a new one when an old one may have become known.
/// </summary>
internal sealed class TakeBounces(NotificationsDb db, NoteBounces note, GuestTokens tokens, Work work)
{
    private const int Largest = 5_000_000;
    private const int MostReports = 1000;

    /// <param name="MessageId">Of the mail, with or without angle brackets.</param>
    /// <param name="Kind"><c>hard</c>, <c>soft</c> or <c>complaint</c>.</param>
    internal sealed record Item(string? MessageId, string? Kind)
    {
        public string? Recipient { get; init; }

        public string? Detail { get; init; }
    }

    internal sealed record Request(IReadOnlyList<Item>? Items);

    internal sealed record Answer(int Noted);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("messages/bounces", async ([FromQuery] Guid? business, [FromQuery] string? token, HttpRequest http, TakeBounces feature, CancellationToken ct) =>
            (await feature.Handle(business, token, http, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
        .AllowAnonymous()
        .WithMetadata(new RequestSizeLimitAttribute(Largest))
        .WithTags("Messages").WithSummary("Mails that came back: JSON items, a delivery status notification (message/rfc822) or a mailbox file (application/mbox). The token comes from POST /messages/bounces/address.")
        .Accepts<Request>("application/json", "message/rfc822", "application/mbox")
        .Produces<Answer>(StatusCodes.Status202Accepted);

    public async Task<Answer<Answer>> Handle(Guid? business, string? token, HttpRequest http, CancellationToken ct)
    {
        if (business is not { } id || !await Opens(id, token, ct))
            return Refusal.NotFound("address for bounces");
        if (!(await Read(http, ct)).Is(out var reports, out var refusal))
            return refusal;
        work.ActAs(Actor.Platform(id, "Mail that came back"));
        return new Answer(await note.Handle(reports, ct));
    }

    private async Task<bool> Opens(Guid business, string? token, CancellationToken ct)
    {
        if (tokens.Read(TokenPurpose.Bounces, business, token) is not { } read)
            return false;
        var number = await db.Switches.AcrossBusinesses().Where(one => one.BusinessId == business).Select(one => one.IntakeNumber).FirstOrDefaultAsync(ct);
        return number is { } current && read == BounceAddress.IdOf(current);
    }

    private static async Task<Answer<IReadOnlyList<BounceReport>>> Read(HttpRequest http, CancellationToken ct)
    {
        using var reader = new StreamReader(http.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(ct);
        return http.HasJsonContentType() ? OfJson(text) : ReadReports.Of(text).Take(MostReports).ToList();
    }

    private static Answer<IReadOnlyList<BounceReport>> OfJson(string text)
    {
        Request? request;
        try
        {
            request = JsonSerializer.Deserialize<Request>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return Refusal.Invalid("items", "This is no JSON that could be read.");
        }

        if (request?.Items is not { Count: > 0 and <= MostReports } items)
            return Refusal.Invalid("items", $"Send 1 to {MostReports} items.");
        var reports = items.Select(Read).ToList();
        return reports.Contains(null) ? Refusal.Invalid("items", "Each item has a messageId, and hard, soft or complaint as its kind.") : reports.OfType<BounceReport>().ToList();
    }

    private static BounceReport? Read(Item? item) =>
        item is { MessageId.Length: > 0 and < 320 } && Enum.TryParse<BounceKind>(item.Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !int.TryParse(item.Kind, out _)
            ? new BounceReport(item.MessageId.Trim('<', '>', ' '), kind, item.Recipient, item.Detail)
            : null;
}
