using System.Globalization;
using System.Text.Json;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record ListBookingsRequest
{
    /// <summary>A local day (included) or an instant.</summary>
    public string? From { get; init; }

    /// <summary>A local day (included) or an instant (not included).</summary>
    public string? To { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>Of any of these customers: what a search for a name found.</summary>
    public IReadOnlyCollection<Guid>? CustomerIds { get; init; }

    public BookingStatus? Status { get; init; }

    public Guid? ResourceId { get; init; }

    /// <summary>The roster of one class date.</summary>
    public Guid? SessionId { get; init; }

    public Guid? ItineraryId { get; init; }

    /// <summary>As people say it on the telephone, in any spelling.</summary>
    public string? Code { get; init; }

    /// <summary>Where the last page ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>For one customer's history; otherwise soonest first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>1 to 200.</summary>
    public int Most { get; init; } = 50;
}

internal sealed record BookingPage(IReadOnlyList<BookingAnswer> Items, string? NextCursor);

/// <summary>Bookings by time, soonest first, a page at a time.</summary>
internal sealed class ListBookings(BookingsDb db, BookingReader reader, IBusinesses businesses, Work work)
{
    /// <summary>As the API writes them; ASP.NET Core would understand only the spelling of the source code in a query string.</summary>
    private static readonly Dictionary<string, BookingStatus> Statuses =
        Enum.GetValues<BookingStatus>().ToDictionary(status => JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), StringComparer.OrdinalIgnoreCase);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/bookings", async ([AsParameters] Query query, ListBookings feature, CancellationToken ct) => (await feature.Ask(query, ct)).ToHttp())
        .WithName("ListBookings")
        .Produces<BookingPage>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<BookingPage>> List(ListBookingsRequest request, CancellationToken ct)
    {
        if (!Period.Read(request.From, request.To, await businesses.Get(work.BusinessId, ct)).Is(out var period, out var refusal))
            return refusal;
        if (request.Most is < 1 or > 200)
            return Refusal.Invalid("most", "A page has 1 to 200 bookings.");
        var found = Filter(db.Bookings, request, period);
        if (request.Cursor is { Length: > 0 } text)
        {
            if (!Cursor.TryRead(text, out var last))
                return Refusal.Invalid("cursor", "This cursor is not one of ours. Start again without it.");
            found = After(found, last, request.NewestFirst);
        }

        return await Page(request.NewestFirst
            ? found.OrderByDescending(booking => booking.StartsAtUtc).ThenByDescending(booking => booking.Id)
            : found.OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id), request.Most, ct);
    }

    /// <summary>The first condition says nothing new, but an index can begin there.</summary>
    private static IQueryable<Booking> After(IQueryable<Booking> bookings, Cursor last, bool newestFirst) => newestFirst
        ? bookings.Where(booking => booking.StartsAtUtc <= last.StartsAtUtc && (booking.StartsAtUtc < last.StartsAtUtc || booking.Id.CompareTo(last.Id) < 0))
        : bookings.Where(booking => booking.StartsAtUtc >= last.StartsAtUtc && (booking.StartsAtUtc > last.StartsAtUtc || booking.Id.CompareTo(last.Id) > 0));

    private async Task<Answer<BookingPage>> Ask(Query query, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(query.Status))
            return await List(query.With(null), ct);
        return Statuses.TryGetValue(query.Status, out var status)
            ? await List(query.With(status), ct)
            : Refusal.Invalid("status", $"A status is one of {string.Join(", ", Statuses.Keys)}.");
    }

    private static IQueryable<Booking> Filter(IQueryable<Booking> bookings, ListBookingsRequest request, Interval period)
    {
        if (period.From > DateTime.MinValue)
            bookings = bookings.Where(booking => booking.EndsAtUtc > period.From);
        if (period.Until < DateTime.MaxValue)
            bookings = bookings.Where(booking => booking.StartsAtUtc < period.Until);
        if (request.CustomerId is { } customer)
            bookings = bookings.Where(booking => booking.CustomerId == customer);
        if (request.CustomerIds is { } customers)
            bookings = bookings.Where(booking => customers.Contains(booking.CustomerId));
        if (request.Status is { } status)
            bookings = bookings.Where(booking => booking.Status == status);
        if (request.ResourceId is { } resource)
            bookings = bookings.Where(booking => booking.ResourceId == resource);
        if (request.SessionId is { } session)
            bookings = bookings.Where(booking => booking.SessionId == session);
        if (request.ItineraryId is { } itinerary)
            bookings = bookings.Where(booking => booking.ItineraryId == itinerary);
        if (!string.IsNullOrWhiteSpace(request.Code))
            bookings = BookingCode.TryRead(request.Code, out var code) ? bookings.Where(booking => booking.Code == code) : bookings.Where(_ => false);
        return bookings;
    }

    private async Task<BookingPage> Page(IQueryable<Booking> bookings, int most, CancellationToken ct)
    {
        var items = await reader.Read(bookings.Take(most + 1), ct);
        if (items.Count <= most)
            return new(items, null);
        var page = items.Take(most).ToList();
        return new(page, new Cursor(page[^1].StartsAt.UtcDateTime, page[^1].Id).ToString());
    }

    private readonly record struct Cursor(DateTime StartsAtUtc, Guid Id)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartsAtUtc.Ticks:x}-{Id:N}");

        public static bool TryRead(string text, out Cursor cursor)
        {
            var parts = text.Split('-');
            cursor = default;
            if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
                || ticks < 0 || ticks > DateTime.MaxValue.Ticks || !Guid.TryParseExact(parts[1], "N", out var id))
                return false;
            cursor = new(new DateTime(ticks, DateTimeKind.Utc), id);
            return true;
        }
    }

    /// <summary>The query string; every member may be left out.</summary>
    internal sealed record Query
    {
        public string? From { get; init; }

        public string? To { get; init; }

        public Guid? CustomerId { get; init; }

        public string? Status { get; init; }

        public Guid? ResourceId { get; init; }

        public Guid? SessionId { get; init; }

        public Guid? ItineraryId { get; init; }

        public string? Code { get; init; }

        public string? Cursor { get; init; }

        public int? Most { get; init; }

        public ListBookingsRequest With(BookingStatus? status) => new()
        {
            From = From,
            To = To,
            CustomerId = CustomerId,
            Status = status,
            ResourceId = ResourceId,
            SessionId = SessionId,
            ItineraryId = ItineraryId,
            Code = Code,
            Cursor = Cursor,
            Most = Most ?? 50,
        };
    }
}
