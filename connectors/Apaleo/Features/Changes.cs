using System.Globalization;
using System.Text.Json;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Apaleo.Features;

/// <summary>
/// What changed, from a webhook or by asking: always a reservation, or the booking around it. Of a reservation its guest is told; companions have no address as a
/// rule, and those somebody is linked to are compared every night.
/// </summary>
internal sealed class Changes(ApaleoSession apaleo)
{
    private const int Page = 100;

    /// <summary>A change may show a moment late; each has its event id, so asking twice does no harm.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<PmsNews>? Read(string body, string property)
    {
        try
        {
            return JsonSerializer.Deserialize<ApaleoEvent>(body, ApaleoJson.Options) switch
            {
                null or { Topic: null } => null,
                { PropertyId: { } other } when !string.Equals(other, property, StringComparison.OrdinalIgnoreCase) => [],
                { Data.EntityId: { Length: > 0 } id, Topic: var topic } told when Is(topic, "Reservation") => [new PmsNews(id) { EventId = told.Id }],
                { Data.EntityId: { Length: > 0 } id, Topic: var topic } told when Is(topic, "Booking") => [new PmsNews(new Place(id, Role.Booker, 0).Id.Value) { EventId = told.Id }],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task<PmsAnswer<PmsChanges>> Since(string? mark, CancellationToken ct)
    {
        var now = apaleo.Clock.GetUtcNow().UtcDateTime;
        var (from, until, page) = Mark(mark, now);
        var answer = await apaleo.Calls.Read(() => apaleo.Api.GetModified(apaleo.Property, from, until, page, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var reservations = answer.Value.Reservations ?? [];
        var more = reservations.Count == Page;
        var news = reservations.Where(one => one.Id is { Length: > 0 }).Select(one => new PmsNews(one.Id!) { EventId = $"{one.Id} {one.Modified}" });
        return new PmsChanges([.. news], more ? $"{from}|{until}|{page + 1}" : Text(Instant(until) - Overlap), more);
    }

    public async Task<PmsAnswer<IReadOnlyList<ExternalGuest>>> Fetch(PmsNews news, CancellationToken ct)
    {
        if (Place.From(new ExternalGuestId(news.About)) is not null)
        {
            var person = await apaleo.Person(new ExternalGuestId(news.About), ct);
            return person.Failure is { } missing ? missing : new PmsAnswer<IReadOnlyList<ExternalGuest>>([person.Value.Guest]);
        }

        var reservation = await apaleo.Reservation(new ExternalReservationId(news.About), ct);
        if (reservation.Failure is { } failure)
            return failure;
        var people = reservation.Value.IsOver ? [] : Entry.Of(reservation.Value).Where(entry => entry.Place.Role is Role.Primary).Select(entry => entry.Guest);
        return new PmsAnswer<IReadOnlyList<ExternalGuest>>([.. people]);
    }

    private static (string From, string Until, int Page) Mark(string? mark, DateTime now) => mark?.Split('|') switch
    {
        [var from, var until, var page] => (from, until, int.Parse(page, CultureInfo.InvariantCulture)),
        [var from] => (from, Text(now), 1),
        _ => (Text(now - Overlap), Text(now), 1),
    };

    private static bool Is(string topic, string name) => string.Equals(topic, name, StringComparison.OrdinalIgnoreCase);

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
