using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;

namespace BookingPlatform.OperaCloud.Features;

/// <summary>
/// OPERA sends no webhooks; it keeps a queue of business events for our external system, which empties as it is read. A property that has not set up profile events
/// tells nothing, and only the nightly comparison notices. Our own writes carry the external system's code and are not told.
/// </summary>
internal sealed class Changes(OperaSession opera)
{
    private const int Page = 20;

    public async Task<PmsAnswer<PmsChanges>> Next(CancellationToken ct)
    {
        var answer = await opera.Calls.Read(() => opera.Api.TakeEvents(opera.Settings.System, opera.Settings.Hotel, ct), ct);
        if (answer.Failure is { } failure)
            return failure;
        var events = answer.Value.BusinessEventData ?? [];
        return new PmsChanges([.. events.Select(News).OfType<PmsNews>()], Mark: "queue", More: events.Count == Page);
    }

    private static PmsNews? News(OperaEventData told) => told.BusinessEvent?.Header is { PrimaryKey: { Length: > 0 } profile } header
        && string.Equals(header.ModuleName, "Profile", StringComparison.OrdinalIgnoreCase)
            ? new PmsNews(profile) { EventId = told.BusinessEventId?.Id ?? header.ActionId }
            : null;
}
