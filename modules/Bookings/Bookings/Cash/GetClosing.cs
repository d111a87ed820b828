using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>A day at the register: counted and closed, or as it would be closed now.</summary>
internal sealed record ClosingAnswer(DateOnly Day, bool IsClosed, ClosingText Text)
{
    /// <summary>Null until it is closed, like all that follows.</summary>
    public Counted? Counted { get; init; }
}

/// <param name="Number">1, 2, 3 … per business.</param>
/// <param name="Cash">What was in the drawer.</param>
/// <param name="Difference">Counted less expected; negative when something is missing.</param>
/// <param name="Left">What stays in the drawer and opens the next day; the rest was taken out.</param>
/// <param name="At">When.</param>
/// <param name="By">Who counted.</param>
internal sealed record Counted(int Number, Money Cash, Money Difference, Money Left, DateTimeOffset At, string By)
{
    public string? Reason { get; init; }
}

internal sealed record ClosingLine(DateOnly Day, int Number, Money Expected, Money Cash, Money Difference, string By);

internal sealed record ClosingList(IReadOnlyList<ClosingLine> Items, string? NextCursor);

/// <summary>The closing of a day, and the closings there are.</summary>
internal sealed class GetClosing(BookingsDb db, ClosingReader reader, IBusinesses businesses, Work work)
{
    private const int PerPage = 60;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cash/closing", async (string? day, GetClosing feature, CancellationToken ct) => (await feature.Ask(day, ct)).ToHttp())
            .WithName("GetClosing").Produces<ClosingAnswer>().Needs(Right.UseCash);
        api.MapGet("/cash/closings", async (string? cursor, GetClosing feature, CancellationToken ct) => (await feature.List(cursor, ct)).ToHttp())
            .WithName("ListClosings").Produces<ClosingList>().Needs(Right.UseCash);
    }

    public async Task<Answer<ClosingAnswer>> Get(DateOnly day, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (await db.Closings.AsNoTracking().FirstOrDefaultAsync(closing => closing.Day == day, ct) is { } closed)
            return Closed(business, closed);
        var last = await reader.Last(ct);
        if (last is not null && day < last.Day)
            return Refusal.Conflict("day-closed", $"{day:yyyy-MM-dd} was counted with the closing of {last.Day:yyyy-MM-dd} or one before it.").With("lastDay", last.Day);
        return new ClosingAnswer(day, IsClosed: false, await reader.Preview(business, day, last?.LeftMinor ?? 0, ct));
    }

    public async Task<Answer<ClosingList>> List(string? cursor, CancellationToken ct)
    {
        var closings = db.Closings.AsNoTracking();
        if (!string.IsNullOrEmpty(cursor))
        {
            if (BookingText.ReadDay(cursor) is not { } before)
                return Refusal.Invalid("cursor", "This cursor is not one of ours. Start again without it.");
            closings = closings.Where(closing => closing.Day < before);
        }

        var found = await closings.OrderByDescending(closing => closing.Day).Take(PerPage + 1)
            .Select(closing => new { closing.Day, closing.Number, closing.ExpectedMinor, closing.CountedMinor, closing.Currency, closing.By })
            .ToListAsync(ct);
        var page = found.Take(PerPage)
            .Select(row => new ClosingLine(row.Day, row.Number, new(row.ExpectedMinor, row.Currency), new(row.CountedMinor, row.Currency), new(row.CountedMinor - row.ExpectedMinor, row.Currency), row.By))
            .ToList();
        return new ClosingList(page, found.Count > PerPage ? page[^1].Day.Iso() : null);
    }

    public static ClosingAnswer Closed(Business business, Closing closing) => new(closing.Day, IsClosed: true, ClosingText.Read(closing.Content))
    {
        Counted = new(closing.Number, Money(closing, closing.CountedMinor), Money(closing, closing.CountedMinor - closing.ExpectedMinor),
            Money(closing, closing.LeftMinor), business.At(closing.ClosedAtUtc), closing.By)
        {
            Reason = closing.Reason,
        },
    };

    private async Task<Answer<ClosingAnswer>> Ask(string? text, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
            return await Get((await businesses.Get(work.BusinessId, ct)).Day(work.Now), ct);
        return BookingText.ReadDay(text) is { } day ? await Get(day, ct) : Refusal.Invalid("day", "Give a day as in 2026-05-31.");
    }

    private static Money Money(Closing closing, long minor) => new(minor, closing.Currency);
}
