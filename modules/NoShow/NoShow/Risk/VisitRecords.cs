using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.NoShow.Risk;

/// <summary>What is known beside the bookings themselves.</summary>
/// <param name="Missed">Bookings nobody came to; without fake ones and without strikes that were taken away.</param>
/// <param name="Reachable">Customers a message can reach today.</param>
/// <param name="UsualPrices">Median price by service, in minor units.</param>
internal sealed record RiskKnowledge(IReadOnlySet<Guid> Missed, IReadOnlySet<Guid> Reachable, IReadOnlyDictionary<Guid, long> UsualPrices);

/// <summary>Turns bookings into what the model looks at, each as a front desk could have known it the day before.</summary>
internal sealed class VisitRecords(Business business, IReadOnlyList<LoggedBooking> log, RiskKnowledge known)
{
    /// <summary>A model that learned from what became known on the day itself would promise too much.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    private readonly ILookup<Guid, LoggedBooking> _byCustomer = log.ToLookup(booking => booking.CustomerId);

    /// <summary>Oldest first; bookings of which nobody said what became of them teach nothing.</summary>
    public IReadOnlyList<Outcome> Outcomes() => log.Where(booking => Missed(booking).HasValue).Select(booking => new Outcome(Of(booking, booking.StartsAtUtc - Notice), Missed(booking)!.Value)).ToList();

    /// <param name="booking">Which.</param>
    /// <param name="asOf">What began later is not counted in the record.</param>
    public Visit Of(LoggedBooking booking, DateTime asOf)
    {
        var before = _byCustomer[booking.CustomerId].Where(other => other.StartsAtUtc < asOf && other.Id != booking.Id).ToList();
        var day = business.Day(booking.StartsAtUtc);
        return new()
        {
            PastVisits = before.Count(other => Missed(other).HasValue),
            PastNoShows = before.Count(other => Missed(other) is true),
            PastCancellations = before.Count(other => other.Status is BookingStatus.Cancelled),
            OthersThatDay = _byCustomer[booking.CustomerId].Count(other => other.Id != booking.Id && other.Status is not BookingStatus.Cancelled && business.Day(other.StartsAtUtc) == day),
            LeadDays = (booking.StartsAtUtc - booking.MadeAtUtc).TotalDays,
            Channel = booking.Path is BookingPath.Online ? Channels.Online : Channels.Desk,
            Reachable = known.Reachable.Contains(booking.CustomerId),
            Time = business.TimeOfDay(booking.StartsAtUtc),
            Day = day.DayOfWeek,
            Party = booking.Party,
            PriceRatio = known.UsualPrices.TryGetValue(booking.ServiceId, out var usual) && usual > 0 && booking.Price.AmountMinor > 0 ? (double)booking.Price.AmountMinor / usual : null,
        };
    }

    /// <summary>Null while nobody has said what became of it, and for what counts in no statistics.</summary>
    public bool? Missed(LoggedBooking booking) => known.Missed.Contains(booking.Id) ? true
        : booking.Status is BookingStatus.Arrived or BookingStatus.Done ? false
        : null;

    /// <summary>Of the services most booked; so many fit beside the weights.</summary>
    public static IReadOnlyDictionary<Guid, long> MedianPrices(IEnumerable<LoggedBooking> log, int services) => log
        .Where(booking => booking.Price.AmountMinor > 0)
        .GroupBy(booking => booking.ServiceId, booking => booking.Price.AmountMinor)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(services)
        .ToDictionary(group => group.Key, group => group.Order().ElementAt(group.Count() / 2));
}
