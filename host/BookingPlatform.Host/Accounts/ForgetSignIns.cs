using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>Nightly: sessions when they are over; recovery codes that were used and invitations that were taken up, withdrawn or not answered a month later.</summary>
internal sealed class ForgetSignIns(AccountsDb db, Work work) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (now, monthAgo) = (work.Now, work.Now.AddDays(-30));
        await work.BeginAsync(ct);
        var sessions = await db.Sessions.Where(row => row.EndsAtUtc < now || !db.Staff.Any(person => person.Id == row.StaffId && person.SecurityStamp == row.Stamp)).ExecuteDeleteAsync(ct);
        var codes = await db.RecoveryCodes.Where(row => row.UsedAtUtc < monthAgo).ExecuteDeleteAsync(ct);
        var invitations = await db.Invitations.AcrossBusinesses().Where(row => row.ClosedAtUtc < monthAgo || row.EndsAtUtc < monthAgo).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        await progress.Report(sessions + codes + invitations, sessions + codes + invitations);
    }
}
