using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>How much went through, hour by hour over a day.</summary>
public sealed class OutboxCharts(KernelDb db, Work work)
{
    public const int Hours = 24;

    public async Task<IReadOnlyList<HourCount>> LastDay(bool everywhere, CancellationToken ct)
    {
        var now = work.Now;
        var from = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc).AddHours(1 - Hours);
        var rows = await (everywhere ? db.Tallies.AcrossBusinesses() : db.Tallies).Where(row => row.SlotUtc >= from)
            .GroupBy(row => row.SlotUtc).Select(slot => new { slot.Key, Delivered = slot.Sum(row => row.Delivered), Failed = slot.Sum(row => row.Failed), GivenUp = slot.Sum(row => row.GivenUp) })
            .ToListAsync(ct);
        return Enumerable.Range(0, Hours).Select(hour => from.AddHours(hour))
            .Select(hour => (hour, Slots: rows.Where(row => row.Key >= hour && row.Key < hour.AddHours(1)).ToList()))
            .Select(hour => new HourCount(hour.hour, hour.Slots.Sum(row => row.Delivered), hour.Slots.Sum(row => row.Failed), hour.Slots.Sum(row => row.GivenUp)))
            .ToList();
    }
}

/// <summary>One hour.</summary>
/// <param name="FromUtc">When it began.</param>
/// <param name="Delivered">Changes that arrived.</param>
/// <param name="Failed">Tries that failed and are made again.</param>
/// <param name="GivenUp">Changes that were given up.</param>
public sealed record HourCount(DateTime FromUtc, int Delivered, int Failed, int GivenUp);
