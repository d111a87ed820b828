using System.Globalization;
using System.Text.Json;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

internal sealed record ListBillsRequest
{
    public BillState? State { get; init; }

    /// <summary>Days of the bookings, both included, as in <c>2026-05-31</c>.</summary>
    public string? From { get; init; }

    public string? To { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>Of any of these customers: what a search for a name found.</summary>
    public IReadOnlyCollection<Guid>? CustomerIds { get; init; }

    /// <summary>Of the booking or the bill, in any spelling.</summary>
    public string? Code { get; init; }

    public string? Cursor { get; init; }

    /// <summary>1 to 200.</summary>
    public int Most { get; init; } = 50;
}

internal sealed record BillPage(IReadOnlyList<BillAnswer> Items, string? NextCursor);

/// <summary>Bills by the time of their bookings, soonest first, a page at a time: one keyset statement and one for the names.</summary>
internal sealed class ListBills(BookingsDb db, ICustomers customers, IBusinesses businesses, Work work)
{
    private static readonly Dictionary<string, BillState> States =
        Enum.GetValues<BillState>().ToDictionary(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), StringComparer.OrdinalIgnoreCase);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/cash/bills", async ([AsParameters] Query query, ListBills feature, CancellationToken ct) => (await feature.Ask(query, ct)).ToHttp())
        .WithName("ListBills")
        .Produces<BillPage>()
        .Needs(Right.UseCash);

    public async Task<Answer<BillPage>> List(ListBillsRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (!Period.Read(request.From, request.To, business).Is(out var period, out var refusal))
            return refusal;
        if (request.Most is < 1 or > 200)
            return Refusal.Invalid("most", "A page has 1 to 200 bills.");
        var bookings = Bookings(request, period);
        if (request.Cursor is { Length: > 0 } text)
        {
            if (!BillCursor.TryRead(text, out var last))
                return Refusal.Invalid("cursor", "This cursor is not one of ours. Start again without it.");
            bookings = bookings.Where(booking => booking.StartsAtUtc >= last.StartsAtUtc && (booking.StartsAtUtc > last.StartsAtUtc || booking.Id.CompareTo(last.Id) > 0));
        }

        var rows = bookings.WithBills(db);
        var found = await (from row in request.State is { } state ? rows.In(state) : rows
                           join service in db.Services on row.ServiceId equals service.Id
                           orderby row.StartsAtUtc, row.BookingId
                           select new BillOf(row, service.Name)).Take(request.Most + 1).ToListAsync(ct);
        return await Page(business, found, request.Most, ct);
    }

    private async Task<Answer<BillPage>> Ask(Query query, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(query.State))
            return await List(query.With(null), ct);
        return States.TryGetValue(query.State, out var state)
            ? await List(query.With(state), ct)
            : Refusal.Invalid("state", $"A state is one of {string.Join(", ", States.Keys)}.");
    }

    private IQueryable<Booking> Bookings(ListBillsRequest request, Interval period)
    {
        var bookings = db.Bookings.AsNoTracking();
        if (period.From > DateTime.MinValue)
            bookings = bookings.Where(booking => booking.StartsAtUtc >= period.From);
        if (period.Until < DateTime.MaxValue)
            bookings = bookings.Where(booking => booking.StartsAtUtc < period.Until);
        if (request.CustomerId is { } customer)
            bookings = bookings.Where(booking => booking.CustomerId == customer);
        if (request.CustomerIds is { } some)
            bookings = bookings.Where(booking => some.Contains(booking.CustomerId));
        if (!string.IsNullOrWhiteSpace(request.Code))
            bookings = BillNumber.TryRead(request.Code, out var code) ? bookings.Where(booking => booking.Code == code) : bookings.Where(_ => false);
        return bookings;
    }

    private async Task<BillPage> Page(Business business, List<BillOf> found, int most, CancellationToken ct)
    {
        var page = found.Take(most).ToList();
        var people = page.Count == 0 ? null : await customers.FindMany(page.Select(bill => bill.Row.CustomerId).Distinct().ToList(), ct);
        var items = page.Select(bill => Answer(business, bill, people?.GetValueOrDefault(bill.Row.CustomerId))).ToList();
        return new(items, found.Count > most ? new BillCursor(page[^1].Row.StartsAtUtc, page[^1].Row.BookingId).ToString() : null);
    }

    private static BillAnswer Answer(Business business, BillOf bill, CustomerCard? customer) => new()
    {
        Number = bill.Row.Number,
        BookingId = bill.Row.BookingId,
        State = bill.Row.State,
        Total = bill.Row.Total,
        Paid = bill.Row.Paid,
        Balance = bill.Row.Balance,
        CustomerId = bill.Row.CustomerId,
        Customer = customer?.Name ?? bill.Row.BookedAs,
        Service = bill.Service,
        StartsAt = business.At(bill.Row.StartsAtUtc),
        Version = bill.Row.Version,
    };

    private sealed record BillOf(BillRow Row, string Service);

    /// <summary>The query string; every member may be left out.</summary>
    internal sealed record Query
    {
        public string? State { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public Guid? CustomerId { get; init; }

        public string? Code { get; init; }

        public string? Cursor { get; init; }

        public int? Most { get; init; }

        public ListBillsRequest With(BillState? state) => new() { State = state, From = From, To = To, CustomerId = CustomerId, Code = Code, Cursor = Cursor, Most = Most ?? 50 };
    }
}

/// <summary>Where a page of bills ended.</summary>
internal readonly record struct BillCursor(DateTime StartsAtUtc, Guid Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartsAtUtc.Ticks:x}-{Id:N}");

    public static bool TryRead(string text, out BillCursor cursor)
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
