using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Domain;

/// <summary>What one night of a stay costs, and by which rule; null for the price of the service itself.</summary>
internal sealed record NightPrice(DateOnly Day, Money Price, string? Rule);

/// <summary>What a time costs in all; for a stay night by night.</summary>
internal sealed record Quote(Money Total, IReadOnlyList<NightPrice> Nights);

/// <summary>
/// The prices of a service. Of the rules that cover a day the one that covers the fewest days of a year wins; a season with years before one that comes back,
/// then the one made last. Days without a rule have the price of the service, unless it is priced by rules only.
/// </summary>
internal sealed class PriceList(Service service, IEnumerable<PriceRule> rules)
{
    private const int MostNamed = 10;

    /// <summary>In the order in which they win.</summary>
    public IReadOnlyList<PriceRule> ByRank { get; } = rules.OrderBy(rule => rule.Reach).ThenBy(rule => rule.IsYearly).ThenByDescending(rule => rule.Id).ToList();

    /// <param name="party">How many people.</param>
    /// <param name="day">The local day; of a stay the arrival.</param>
    /// <param name="nights">Set for a stay.</param>
    public Answer<Quote> Ask(int party, DateOnly day, Nights? nights)
    {
        var days = nights is { } stay ? Enumerable.Range(0, stay.Count).Select(stay.Arrival.AddDays).ToList() : [day];
        var priced = days.Select(one => (Day: one, Rule: ByRank.FirstOrDefault(rule => rule.Covers(one)))).ToList();
        var missing = service.HasBasePrice ? [] : priced.Where(one => one.Rule is null).Select(one => one.Day).ToList();
        if (missing.Count > 0)
            return Missing(missing, nights is null ? "startsAt" : "arrival");
        if (nights is { } asked && priced.Max(one => one.Rule?.MinNights ?? 0) is var least && asked.Count < least)
            return Refusal.Invalid("departure", $"On these days {service.Name} is booked for at least {least} nights.", "too-few-nights").With("least", least);
        var prices = priced.Select(one => new NightPrice(one.Day, new Money(Amount(one.Rule, party), service.Currency), one.Rule?.Name)).ToList();
        var total = prices.Select(one => one.Price).Aggregate((sum, next) => sum + next);
        return new Quote(total, nights is null ? [] : prices);
    }

    private long Amount(PriceRule? rule, int party)
    {
        var times = service.Kind is ServiceKind.Class || rule is { IsPerPerson: true } ? party : 1;
        return checked((rule?.PriceMinor ?? service.PriceMinor) * times);
    }

    private Refusal Missing(List<DateOnly> days, string field)
    {
        var named = string.Join(", ", days.Take(MostNamed).Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var more = days.Count > MostNamed ? $" and {days.Count - MostNamed} more" : "";
        return Refusal.Invalid(field, $"{service.Name} has no price for {named}{more}. A manager can set one in its prices.", "price-missing").With("days", days);
    }
}
