using System.Globalization;
using System.Text.Json;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;

namespace BookingPlatform.Mews.Features;

/// <summary>
/// What changed, from a webhook or by asking. A webhook of Mews has ids and no event id, comes minutes later and is dropped after a few tries, so the same
/// customers are asked for by the time of their change.
/// </summary>
internal sealed class Changes(MewsSession mews)
{
    private const int Page = 100;

    /// <summary>Mews allows three months at a time.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(80);

    /// <summary>Clocks differ, and a change may show a moment late; each change has its event id, so asking twice does no harm.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<PmsNews>? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<MewsWebhook>(body, MewsJson.Options)?.Events is { } events
                ? [.. events.Where(one => one.Discriminator is "CustomerAdded" or "CustomerUpdated").Select(one => one.Value?.Id).OfType<string>().Distinct().Select(id => new PmsNews(id))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task<PmsAnswer<PmsChanges>> Since(string? mark, CancellationToken ct)
    {
        var now = mews.Clock.GetUtcNow().UtcDateTime;
        var (from, until, cursor) = Mark(mark, now);
        var request = new CustomersGetAll(mews.Credentials)
        {
            UpdatedUtc = new Interval(from, until),
            ActivityStates = [MewsActivity.Active, MewsActivity.Deleted],
            Limitation = new Limitation(Page, cursor),
        };
        var answer = await mews.Calls.Read(() => mews.Api.GetCustomers(request, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var customers = answer.Value.Customers ?? [];
        var more = customers.Count == Page && answer.Value.Cursor is not null;
        var next = more ? $"{Text(from)}|{Text(until)}|{answer.Value.Cursor}" : Text(until - Overlap);
        return new PmsChanges([.. customers.Where(one => one.Id is { Length: > 0 }).Select(one => new PmsNews(one.Id!) { EventId = $"{one.Id} {one.UpdatedUtc}" })], next, more);
    }

    private static (DateTime From, DateTime Until, string? Cursor) Mark(string? mark, DateTime now) => mark?.Split('|') switch
    {
        [var from, var until, var cursor] => (Instant(from), Instant(until), cursor),
        [var from] => (Instant(from) < now - Farthest ? now - Farthest : Instant(from), now, null),
        _ => (now - Overlap, now, null),
    };

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static string Text(DateTime instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
