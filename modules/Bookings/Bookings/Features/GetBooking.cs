using System.Diagnostics.CodeAnalysis;
using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record GetBookingRequest(Guid BookingId);

/// <summary>A booking with all that happened to it.</summary>
internal sealed record BookingDetail : BookingAnswer
{
    [SetsRequiredMembers]
    public BookingDetail(BookingAnswer booking, BillCard bill, IReadOnlyDictionary<string, int> messages, IReadOnlyList<HistoryLine> history) : base(booking) =>
        (Bill, Messages, History) = (bill, messages, history);

    /// <summary>What is owed and paid.</summary>
    public BillCard Bill { get; }

    /// <summary>Numbers of messages about it by state: sent, queued, suppressed …; empty when nothing was to be sent.</summary>
    public IReadOnlyDictionary<string, int> Messages { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HistoryLine> History { get; }
}

internal sealed record HistoryLine(DateTimeOffset At, string Who, ActorSource Source, string Action, string Sentence);

/// <summary>One booking: customer as of today, who was told what, and its history.</summary>
internal sealed class GetBooking(BookingReader reader, BillBalances bills, BookingPast past, IEnumerable<IBookingMessages> messages)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/bookings/{id:guid}", async (Guid id, HttpResponse http, GetBooking feature, CancellationToken ct) =>
            (await feature.Get(new(id), ct)).ToHttp(booking =>
            {
                http.Headers.ETag = $"\"{booking.Version}\"";
                return TypedResults.Ok(booking);
            }))
        .WithName("GetBooking")
        .Produces<BookingDetail>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<BookingDetail>> Get(GetBookingRequest request, CancellationToken ct)
    {
        if (await reader.Find(request.BookingId, ct) is not { } booking)
            return Refusal.NotFound("booking");
        var bill = (await bills.Of([booking.Id], ct))[booking.Id].Card;
        return new BookingDetail(booking, bill, await Messages(booking.Id, ct), await past.Read(booking.Id, ct));
    }

    private async Task<IReadOnlyDictionary<string, int>> Messages(Guid id, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var source in messages)
        {
            foreach (var (state, count) in (await source.Summarise([id], ct)).GetValueOrDefault(id) ?? new Dictionary<string, int>())
                counts[state] = counts.GetValueOrDefault(state) + count;
        }

        return counts;
    }
}

/// <summary>Reads what the audit trail holds about a booking.</summary>
internal sealed class BookingPast(KernelDb kernel, IBusinesses businesses, Work work)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<HistoryLine>> Read(Guid id, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var entries = await kernel.Audit.AsNoTracking()
            .Where(entry => entry.SubjectId == id && entry.Subject == "booking")
            .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id)
            .ToListAsync(ct);
        return entries.Select(entry => new HistoryLine(business.At(entry.AtUtc), entry.ActorName, entry.Source, entry.Action, entry.Sentence)).ToList();
    }
}
