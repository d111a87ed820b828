using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>How often somebody did not come: "2 of 5". Fake bookings say nothing about a person and are left out of both numbers (S3-18, S3-31).</summary>
/// <param name="NoShows">How often they did not come.</param>
/// <param name="Bookings">How often they were expected.</param>
/// <param name="Days">When they did not, newest first.</param>
internal sealed record NoShowCount(int NoShows, int Bookings, IReadOnlyList<DateTime> Days)
{
    public static NoShowCount None { get; } = new(0, 0, []);
}

internal sealed class Evidence(NoShowDb db, IAttendance attendance, Work work)
{
    /// <summary>What the question to block is based on.</summary>
    public const int Months = 12;

    public Task<NoShowCount> Recent(Guid customerId, CancellationToken ct) => Since(customerId, work.Now.AddMonths(-Months), ct);

    public Task<NoShowCount> Ever(Guid customerId, CancellationToken ct) => Since(customerId, DateTime.UnixEpoch, ct);

    private async Task<NoShowCount> Since(Guid customerId, DateTime since, CancellationToken ct)
    {
        var records = await db.Records.AsNoTracking().Where(record => record.CustomerId == customerId && record.StartsAtUtc >= since)
            .OrderByDescending(record => record.StartsAtUtc).Select(record => new { record.StartsAtUtc, record.IsFake }).ToListAsync(ct);
        var expected = (await attendance.Expected([customerId], since, ct)).GetValueOrDefault(customerId);
        var real = records.Where(record => !record.IsFake).Select(record => record.StartsAtUtc).ToList();
        return new(real.Count, Math.Max(real.Count, expected - (records.Count - real.Count)), real);
    }
}
