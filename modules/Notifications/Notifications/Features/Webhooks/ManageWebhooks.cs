using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Webhooks;

/// <summary>A business names addresses of other programs that are told what happens. The secret they check our signature with is shown once.</summary>
internal sealed class ManageWebhooks(NotificationsDb db, WebhookClient client, WebhookSecrets secrets, IBusinesses businesses, Work work)
{
    private const int Most = 20;

    /// <param name="Url">With https.</param>
    /// <param name="Events">Names of events; none or left out for all.</param>
    internal sealed record Request(string? Url, IReadOnlyList<string>? Events);

    internal sealed record Item(Guid Id, string Url, IReadOnlyList<string>? Events, bool Active, DateTimeOffset CreatedAt)
    {
        public required DateTimeOffset? FailingSince { get; init; }

        public required string? DisabledWhy { get; init; }
    }

    /// <param name="Secret">Shown now and never again: <c>whsec_…</c>.</param>
    internal sealed record WithSecret(Item Webhook, string Secret);

    internal sealed record ListAnswer(IReadOnlyList<Item> Items, IReadOnlyList<string> Events);

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("webhooks").WithTags("Webhooks");
        group.MapGet("", async (ManageWebhooks feature, CancellationToken ct) => TypedResults.Ok(new ListAnswer(await feature.List(ct), WebhookEvents.All)))
            .Needs(Right.ManageSettings).WithSummary("The addresses that are told, and the events there are.").Produces<ListAnswer>();
        group.MapPost("", async (Request request, ManageWebhooks feature, CancellationToken ct) => (await feature.Add(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/webhooks/{made.Webhook.Id}", made)))
            .Needs(Right.ManageSettings).AnswersOnlyOnce().WithSummary("Name an address. The answer has its secret, which is never shown again.").Produces<WithSecret>(StatusCodes.Status201Created);
        group.MapDelete("{id:guid}", async (Guid id, ManageWebhooks feature, CancellationToken ct) => (await feature.Remove(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.ManageSettings).WithSummary("Remove an address; what waits for it is not sent.").Produces(StatusCodes.Status204NoContent);
        group.MapPost("{id:guid}/secret", async (Guid id, ManageWebhooks feature, CancellationToken ct) => (await feature.Rotate(id, ct)).ToHttp())
            .Needs(Right.ManageSettings).AnswersOnlyOnce().WithSummary("Make a new secret; for 24 hours the old one signs too.").Produces<WithSecret>();
        group.MapPost("{id:guid}/enable", async (Guid id, ManageWebhooks feature, CancellationToken ct) => (await feature.Enable(id, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithSummary("Switch an address on again that was switched off for failing.").Produces<Item>();
    }

    public async Task<IReadOnlyList<Item>> List(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        return (await db.Webhooks.AsNoTracking().OrderBy(one => one.CreatedAtUtc).ThenBy(one => one.Id).ToListAsync(ct)).Select(one => Show(one, business)).ToList();
    }

    public async Task<Answer<WithSecret>> Add(Request request, CancellationToken ct)
    {
        if (Fault(request) is { } fault)
            return fault;
        await work.BeginAsync(ct);
        if (await db.Webhooks.CountAsync(ct) >= Most)
            return Refusal.Conflict("too-many-webhooks", $"There are {Most} addresses already. Remove one first.");
        var wanted = request.Events?.Distinct().ToList();
        var endpoint = new WebhookEndpoint { Url = request.Url!.Trim(), Events = wanted is { Count: > 0 } ? string.Join(',', wanted) : null, CreatedAtUtc = work.Now, Version = 1 };
        var (shown, kept) = secrets.New(endpoint.Id);
        endpoint.Sign(kept);
        db.Webhooks.Add(endpoint);
        Note("webhook.added", endpoint, "was added");
        await work.SaveAsync(ct);
        return new WithSecret(Show(endpoint, await businesses.Get(work.BusinessId, ct)), shown);
    }

    public async Task<Answer<Done>> Remove(Guid id, CancellationToken ct) => (await Change(id, "webhook.removed", "was removed", endpoint => db.Webhooks.Remove(endpoint), ct)).Then(_ => default(Done));

    public async Task<Answer<Item>> Enable(Guid id, CancellationToken ct) => await Change(id, "webhook.enabled", "was switched on again", endpoint => endpoint.Enable(), ct);

    public async Task<Answer<WithSecret>> Rotate(Guid id, CancellationToken ct)
    {
        var (shown, kept) = secrets.New(id);
        return (await Change(id, "webhook.secret", "got a new secret", endpoint => endpoint.Rotate(kept, work.Now), ct)).Then(item => new WithSecret(item, shown));
    }

    private async Task<Answer<Item>> Change(Guid id, string action, string what, Action<WebhookEndpoint> change, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Webhooks.SingleOrDefaultAsync(one => one.Id == id, ct) is not { } endpoint)
            return Refusal.NotFound("webhook");
        change(endpoint);
        Note(action, endpoint, what);
        await work.SaveAsync(ct);
        return Show(endpoint, await businesses.Get(work.BusinessId, ct));
    }

    private Refusal? Fault(Request request)
    {
        if (request.Url is { Length: > WebhookEndpoint.LongestUrl } || client.Fault(request.Url) is not null)
            return Refusal.Invalid("url", client.Fault(request.Url) ?? $"At most {WebhookEndpoint.LongestUrl} characters fit here.");
        return request.Events?.FirstOrDefault(one => !WebhookEvents.All.Contains(one)) is { } unknown
            ? Refusal.Invalid("events", $"There is no event “{(unknown.Length <= 40 ? unknown : unknown[..40])}”. There are {string.Join(", ", WebhookEvents.All)}.")
            : null;
    }

    /// <summary>The host only: paths often carry keys of the other program.</summary>
    private void Note(string action, WebhookEndpoint endpoint, string what) =>
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = work.BusinessId, Action = action, Sentence = $"The webhook to {new Uri(endpoint.Url).Host} {what}." });

    private static Item Show(WebhookEndpoint endpoint, Business business) => new(endpoint.Id, endpoint.Url, endpoint.Events?.Split(','), endpoint.IsActive, business.At(endpoint.CreatedAtUtc))
    {
        FailingSince = endpoint.FailingSinceUtc is { } since ? business.At(since) : null,
        DisabledWhy = endpoint.DisabledWhy,
    };
}
