using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>Nightly: what was typed to sign in is gone after a day, sessions when they are over.</summary>
internal sealed class ForgetGuests(GuestAppDb db, Work work) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (yesterday, now) = (work.Now.AddDays(-1), work.Now);
        await work.BeginAsync(ct);
        var challenges = await db.Challenges.AcrossBusinesses().Where(challenge => challenge.AskedAtUtc < yesterday).ExecuteDeleteAsync(ct);
        var sessions = await db.Sessions.AcrossBusinesses().Where(session => session.ExpiresAtUtc < now || session.EndedAtUtc < yesterday).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        await progress.Report(challenges + sessions, challenges + sessions);
    }
}
