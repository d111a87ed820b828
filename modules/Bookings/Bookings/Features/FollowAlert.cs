using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>
/// Carries a customer's alert on to the bookings still to come (S2-9 … S2-13, S2-30): one statement however many there are, in the transaction that changes
/// the alert. So it is complete or did not happen, and there is nothing to resume. The versions of the bookings stay: nobody's open form goes stale by it.
/// </summary>
internal sealed class FollowAlert(BookingsDb db, KernelDb kernel, Work work, Node node, TimeProvider clock) : IFollowAlert
{
    public const string Job = "carry-alert-to-bookings";

    /// <summary>From so many bookings on the Jobs page shows it as a run (S2-35).</summary>
    internal const int Many = 1000;

    public async Task<int> Follow(Guid customerId, string? before, string? after, CancellationToken ct)
    {
        if (before == after)
            return 0;
        await work.BeginAsync(ct);
        var began = clock.GetUtcNow().UtcDateTime;
        var changed = await Following(customerId, before, after).ExecuteUpdateAsync(
            set => set.SetProperty(booking => booking.Alert, after).SetProperty(booking => booking.AlertIsInherited, after != null), ct);
        if (changed >= Many)
            kernel.JobRuns.Add(JobRun.Finished(Job, node.Name, (began, clock.GetUtcNow().UtcDateTime), changed));
        return changed;
    }

    /// <summary>Still to come and without an alert of their own; one that says what the customer's says counts as inherited.</summary>
    private IQueryable<Domain.Booking> Following(Guid customerId, string? before, string? after)
    {
        var now = work.Now;
        var coming = db.Bookings.Where(booking => booking.CustomerId == customerId && booking.StartsAtUtc > now && booking.Status != BookingStatus.Cancelled && booking.Status != BookingStatus.NoShow);
        return after is null
            ? coming.Where(booking => booking.Alert != null && (booking.AlertIsInherited || booking.Alert == before))
            : coming.Where(booking => booking.Alert == null || booking.AlertIsInherited || booking.Alert == before || booking.Alert == after);
    }
}
