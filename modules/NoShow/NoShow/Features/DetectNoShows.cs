using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.NoShow.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.NoShow.Features;

/// <summary>Looks in every business for bookings whose guest has not come after the grace time, and proposes or marks them as no-shows; the history says which and why.</summary>
internal sealed class DetectNoShows(IBusinesses businesses, IServiceScopeFactory scopes) : IJob
{
    public const string Name = "detect-no-shows";

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (all, found) = (await businesses.All(ct), 0);
        for (var at = 0; at < all.Count; at++)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(all[at].Id, "Detection of no-shows"));
            found += await scope.ServiceProvider.GetRequiredService<DetectInBusiness>().Run(ct);
        }

        await progress.Report(found, found);
    }
}

internal sealed class DetectInBusiness(NoShowDb db, Work work, IAttendance attendance, MarkNoShow mark)
{
    private const int Most = 500;

    /// <summary>What is older was left open on purpose, or before this was switched on; the tray remembers as long.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public async Task<int> Run(CancellationToken ct)
    {
        var settings = await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new NoShowSettings();
        if (settings.Detection is Detection.Off)
            return 0;
        var graces = await db.Graces.AsNoTracking().ToDictionaryAsync(grace => grace.ServiceId, grace => grace.Minutes, ct);
        var late = (await attendance.WithoutOutcome(work.Now - Remembered, work.Now, Most, ct))
            .Select(booking => (Booking: booking, Grace: graces.GetValueOrDefault(booking.ServiceId, settings.GraceMinutes)))
            .Where(one => one.Booking.StartsAtUtc.AddMinutes(one.Grace) <= work.Now).ToList();
        return settings.Detection is Detection.Mark ? await Mark(late, ct) : await Propose(late, ct);
    }

    /// <summary>Each by itself: one that somebody changes at this moment does not hold up the others.</summary>
    private async Task<int> Mark(List<(StartedBooking Booking, int Grace)> late, CancellationToken ct)
    {
        var marked = 0;
        foreach (var (booking, grace) in late)
            marked += (await mark.Mark([new(booking.BookingId, null)], ct, $"Marked as a no-show by itself: nobody came within {Duration.Say(grace)} of the start.")).IsRefused(out _) ? 0 : 1;
        return marked;
    }

    private async Task<int> Propose(List<(StartedBooking Booking, int Grace)> late, CancellationToken ct)
    {
        var ids = late.Select(one => one.Booking.BookingId).ToArray();
        var known = await db.Proposals.Where(proposal => EF.Parameter(ids).Contains(proposal.BookingId)).Select(proposal => proposal.BookingId).ToListAsync(ct);
        var fresh = late.Where(one => !known.Contains(one.Booking.BookingId)).ToList();
        foreach (var (booking, grace) in fresh)
        {
            db.Proposals.Add(new NoShowProposal { BookingId = booking.BookingId, ProposedAtUtc = work.Now, GraceMinutes = grace });
            work.Audit(new AuditEntry
            {
                Subject = "booking",
                SubjectId = booking.BookingId,
                Action = "booking.no-show-proposed",
                Sentence = $"Proposed as a no-show: nobody came within {Duration.Say(grace)} of the start.",
            });
        }

        return fresh.Count == 0 || await work.TrySaveAsync(ct) ? fresh.Count : 0;
    }
}
