using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Guests;

/// <summary>A month of a service: on which days guests can begin, and when on one of them.</summary>
/// <param name="First">First day of the month.</param>
/// <param name="Free">How many times each day offers; days without any are left out.</param>
/// <param name="Day">The day whose times are shown; null when there is none.</param>
/// <param name="Times">Each start once.</param>
internal sealed record FreeMonth(DateOnly First, IReadOnlyDictionary<DateOnly, int> Free, DateOnly? Day, IReadOnlyList<FreeTimeAnswer> Times)
{
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>The first free day after this month, where this one has none; null when there is none within reach either.</summary>
    public DateOnly? Next { get; init; }
}

/// <summary>Which day, or for a stay for how many nights, and which month around it.</summary>
internal sealed record MonthAsked(OfferedService Service, DateOnly? Month, DateOnly? Day)
{
    public int Party { get; init; } = 1;

    public Guid? With { get; init; }

    public int Nights { get; init; } = 1;
}

/// <summary>Fills the month that a guest looks at.</summary>
internal sealed class GuestCalendar(Availability availability, IBusinesses businesses, Work work)
{
    private const int Stride = 62;
    private const int Strides = 6;

    public async Task<FreeMonth> Look(MonthAsked asked, CancellationToken ct)
    {
        var today = (await businesses.Get(work.BusinessId, ct)).Day(work.Now);
        var around = asked.Month ?? asked.Day ?? today;
        var first = new DateOnly(around.Year, around.Month, 1);
        var free = await Free(asked, first < today ? today : first, first.AddMonths(1).AddDays(-1), ct);
        var days = free.GroupBy(StartDay).ToDictionary(day => day.Key, day => day.DistinctBy(time => time.StartsAt).Count());
        var shown = asked.Day is { } day && day >= first && day < first.AddMonths(1) ? day : days.Keys.Order().Cast<DateOnly?>().FirstOrDefault();
        var next = days.Count == 0 ? await NextAfter(asked, first.AddMonths(1) is var after && after < today ? today : after, ct) : null;
        if (next is not null && asked is { Month: null, Day: null })
            return await Look(asked with { Day = next }, ct);
        return new(first, days, shown, free.Where(time => StartDay(time) == shown).DistinctBy(time => time.StartsAt).ToList())
        {
            Next = next,
        };
    }

    private async Task<DateOnly?> NextAfter(MonthAsked asked, DateOnly from, CancellationToken ct)
    {
        for (var stride = 0; stride < Strides; stride++, from = from.AddDays(Stride))
        {
            if ((await Free(asked, from, from.AddDays(Stride - 1), ct)) is { Count: > 0 } free)
                return free.Min(StartDay);
        }

        return null;
    }

    private async Task<IReadOnlyList<FreeTimeAnswer>> Free(MonthAsked asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (to < from)
            return [];
        var request = new AvailabilityRequest(asked.Service.Id, from, to) { Party = asked.Party, Nights = asked.Nights, ResourceId = asked.With, IsOnline = true };
        return (await availability.Find(request, ct)).Is(out var found, out _) ? found.Items : [];
    }

    private static DateOnly StartDay(FreeTimeAnswer free) => free.Arrival ?? BookingText.Day(free.StartsAt);
}
