using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.NoShow.Contracts;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>What was marked, with the evidence for the question that may follow.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">Who was expected.</param>
/// <param name="AskToBlock">Whether staff are to be asked about online booking (S3-10).</param>
/// <param name="NoShows">How often the customer did not come in the last 12 months.</param>
/// <param name="Bookings">How often they were expected in that time.</param>
internal sealed record NoShowAnswer(Guid BookingId, Guid CustomerId, bool AskToBlock, int NoShows, int Bookings)
{
    /// <summary>What had been paid and is credit now: give it back, or keep it as a fee (S3-25). Zero when nothing was paid.</summary>
    public required Money Credit { get; init; }

    /// <summary>The booking's version now.</summary>
    public required int Version { get; init; }
}

internal sealed record NoShowsAnswer(IReadOnlyList<NoShowAnswer> Items);

/// <summary>Either the bookings, or a customer and a day of the business: then all of theirs that have begun.</summary>
internal sealed record NoShowsRequest(IReadOnlyList<Guid>? BookingIds, Guid? CustomerId, DateOnly? Day);

/// <summary>A booking to be marked, and the version of it that was seen; null for whatever it is now.</summary>
internal readonly record struct Missed(Guid BookingId, int? VersionSeen);

/// <summary>Nobody came: booking, bill and record in one transaction, of one booking or of several at once (S3-1 … S3-4, S3-26, S3-27).</summary>
internal sealed class MarkNoShow(NoShowDb db, Work work, IAttendance attendance, Evidence evidence, BlockQuestion question, IBusinesses businesses)
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bookings/{id:guid}/no-show", async (Guid id, HttpRequest http, MarkNoShow feature, CancellationToken ct) =>
                (await feature.Mark([new(id, IfMatch.Version(http))], ct)).Then(all => all.Items[0]).ToHttp())
            .WithName("MarkNoShow").Produces<NoShowAnswer>().Needs(Right.Book);
        api.MapPost("/no-shows", async (NoShowsRequest request, MarkNoShow feature, CancellationToken ct) => (await feature.Mark(request, ct)).ToHttp())
            .WithName("MarkNoShows").Produces<NoShowsAnswer>().Needs(Right.Book);
    }

    public async Task<Answer<NoShowsAnswer>> Mark(NoShowsRequest request, CancellationToken ct)
    {
        var ids = request is { CustomerId: { } customer, Day: { } day } ? await OfDay(customer, day, ct) : (request.BookingIds ?? []).Distinct().ToList();
        return ids.Count is 0 or > Most
            ? Refusal.Invalid("bookingIds", $"Name 1 to {Most} bookings, or a customer and a day with bookings that have begun.")
            : await Mark(ids.Select(id => new Missed(id, null)).ToList(), ct);
    }

    public async Task<Answer<NoShowsAnswer>> Mark(IReadOnlyList<Missed> bookings, CancellationToken ct, string sentence = "The guest did not come.")
    {
        var marked = new List<MissedBooking>();
        foreach (var booking in bookings)
        {
            if (!(await attendance.Miss(booking.BookingId, booking.VersionSeen, sentence, ct)).Is(out var missed, out var refusal))
            {
                await work.AbandonAsync();
                return refusal;
            }

            marked.Add(missed);
            await Keep(missed, ct);
        }

        return await work.SaveUnlessStale(ct) ? await Tell(marked, ct) : Refusal.Stale();
    }

    private async Task<IReadOnlyList<Guid>> OfDay(Guid customerId, DateOnly day, CancellationToken ct)
    {
        if (day.Year is < 1900 or > 9990)
            return [];
        var business = await businesses.Get(work.BusinessId, ct);
        var (from, until) = (business.StartOfDay(day), business.StartOfDay(day.AddDays(1)));
        return await attendance.Waiting(customerId, from, until < work.Now ? until : work.Now, ct);
    }

    private async Task Keep(MissedBooking missed, CancellationToken ct)
    {
        db.Records.Add(new NoShowRecord
        {
            BookingId = missed.BookingId,
            CustomerId = missed.CustomerId,
            StartsAtUtc = missed.StartsAtUtc,
            MarkedAtUtc = work.Now,
            VoidedBill = missed.VoidedBill,
        });
        await db.Proposals.Where(proposal => proposal.BookingId == missed.BookingId).ExecuteDeleteAsync(ct);
        var business = await businesses.Get(work.BusinessId, ct);
        work.NoteCustomer(missed.CustomerId, "customer.no-show", $"Did not come on {business.ShowDay(missed.StartsAtUtc)}.");
        work.Tell(new NoShowMarked(missed.BookingId, missed.CustomerId, missed.Version), about: missed.CustomerId);
    }

    private async Task<NoShowsAnswer> Tell(List<MissedBooking> marked, CancellationToken ct)
    {
        var items = new List<NoShowAnswer>();
        foreach (var ofOne in marked.GroupBy(missed => missed.CustomerId))
        {
            var (count, asks) = (await evidence.Recent(ofOne.Key, ct), await question.IsToBeAsked(ofOne.Key, ct));
            items.AddRange(ofOne.Select(missed => new NoShowAnswer(missed.BookingId, missed.CustomerId, asks, count.NoShows, count.Bookings) { Credit = missed.Credit, Version = missed.Version }));
        }

        return new NoShowsAnswer(items);
    }
}
