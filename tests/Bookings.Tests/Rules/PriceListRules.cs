using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

public sealed class PriceListRules
{
    private static readonly DateOnly Start = new(2027, 1, 1);

    [Fact]
    public void Every_night_is_priced_exactly_once_and_the_total_is_their_sum_to_the_cent() =>
        Prop.ForAll(AnyStay.ToArbitrary(), stay =>
        {
            var quote = new PriceList(Room(), stay.Rules).Ask(stay.Party, stay.Nights.Arrival, stay.Nights).Value;
            return quote.Nights.Select(night => night.Day).SequenceEqual(Enumerable.Range(0, stay.Nights.Count).Select(stay.Nights.Arrival.AddDays))
                && quote.Total.AmountMinor == quote.Nights.Sum(night => night.Price.AmountMinor)
                && quote.Nights.All(night => night.Price.AmountMinor == ByHand(stay, night.Day));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_night_is_missing_exactly_when_no_rule_covers_it_and_the_refusal_names_it() =>
        Prop.ForAll(AnyStay.ToArbitrary(), stay =>
        {
            var bare = Enumerable.Range(0, stay.Nights.Count).Select(stay.Nights.Arrival.AddDays).Where(day => !stay.Rules.Any(rule => rule.Covers(day))).ToList();
            var refusal = new PriceList(Room(hasBasePrice: false), stay.Rules).Ask(stay.Party, stay.Nights.Arrival, stay.Nights).Refusal;
            return bare.Count == 0 ? refusal is null : refusal!.Code == "price-missing" && ((IEnumerable<DateOnly>)refusal.Details["days"]!).SequenceEqual(bare);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_rule_about_the_fewest_days_wins()
    {
        var weekend = Rule("Weekend", 2, weekdays: Weekdays.Friday | Weekdays.Saturday);
        var summer = Rule("Summer", 3, new(2027, 6, 1), new(2027, 8, 31), yearly: true);
        var fair = Rule("Fair", 4, new(2027, 7, 2), new(2027, 7, 4));
        var prices = new PriceList(Room(), [weekend, summer, fair]);

        Names(prices, new(2027, 5, 27), 3).Should().Equal(null, "Weekend", "Weekend");
        Names(prices, new(2027, 7, 1), 5).Should().Equal("Summer", "Fair", "Fair", "Fair", "Summer");
        Names(prices, new(2028, 7, 2), 2).Should().OnlyContain(name => name == "Summer");
    }

    [Fact]
    public void A_season_may_pass_the_end_of_the_year_and_knows_leap_days()
    {
        var winter = Rule("Winter", 2, new(2026, 12, 20), new(2027, 1, 6), yearly: true);
        var leap = Rule("Leap", 3, new(2024, 2, 29), new(2024, 2, 29), yearly: true);

        new DateOnly[] { new(2030, 12, 19), new(2030, 12, 20), new(2031, 1, 6), new(2031, 1, 7) }.Select(winter.Covers).Should().Equal(false, true, true, false);
        new DateOnly[] { new(2028, 2, 28), new(2028, 2, 29), new(2028, 3, 1), new(2027, 3, 1) }.Select(leap.Covers).Should().Equal(false, true, false, false);
        (winter.Reach, leap.Reach).Should().Be((18 * 7, 7));
    }

    [Fact]
    public void The_strictest_least_stay_of_the_nights_holds()
    {
        var eve = Rule("New Year", 9, new(2027, 12, 31), new(2027, 12, 31));
        eve.MinNights = 3;
        var prices = new PriceList(Room(), [eve]);

        prices.Ask(1, new(2027, 12, 30), new Nights(new(2027, 12, 30), new(2028, 1, 1))).Refusal!.Code.Should().Be("too-few-nights");
        prices.Ask(1, new(2027, 12, 29), new Nights(new(2027, 12, 29), new(2028, 1, 1))).Value.Total.AmountMinor.Should().Be(100 + 100 + 900);
        prices.Ask(1, new(2027, 12, 30), new Nights(new(2027, 12, 30), new(2027, 12, 31))).Value.Total.AmountMinor.Should().Be(100);
    }

    private static long ByHand(Stay stay, DateOnly day)
    {
        var rule = stay.Rules.Where(one => one.Covers(day)).OrderBy(one => one.Reach).ThenBy(one => one.IsYearly).ThenByDescending(one => one.Id).FirstOrDefault();
        return rule is null ? 100 : rule.PriceMinor * (rule.IsPerPerson ? stay.Party : 1);
    }

    private static IEnumerable<string?> Names(PriceList prices, DateOnly arrival, int nights) =>
        prices.Ask(1, arrival, new Nights(arrival, arrival.AddDays(nights))).Value.Nights.Select(night => night.Rule);

    private static Service Room(bool hasBasePrice = true) => new() { Kind = ServiceKind.Stay, Name = "Room", Currency = "EUR", PriceMinor = 100, HasBasePrice = hasBasePrice };

    private static PriceRule Rule(string name, int hundreds, DateOnly? from = null, DateOnly? until = null, bool yearly = false, Weekdays weekdays = Weekdays.All) =>
        new() { ServiceId = Guid.Empty, Name = name, From = from, Until = until, IsYearly = yearly, Weekdays = weekdays, PriceMinor = hundreds * 100 };

    private sealed record Stay(Nights Nights, int Party, IReadOnlyList<PriceRule> Rules);

    private static Gen<PriceRule> AnyRule =>
        from first in Gen.Choose(0, 400)
        from length in Gen.Choose(0, 120)
        from yearly in Gen.Elements(true, false)
        from open in Gen.Elements(true, false)
        from weekdays in Gen.Choose(1, 127)
        from price in Gen.Choose(0, 1_000_003)
        from perPerson in Gen.Elements(true, false)
        select new PriceRule
        {
            ServiceId = Guid.Empty,
            Name = "Rule",
            From = open && !yearly ? null : Start.AddDays(first),
            Until = Start.AddDays(first + length),
            IsYearly = yearly,
            Weekdays = (Weekdays)weekdays,
            PriceMinor = price,
            IsPerPerson = perPerson,
        };

    private static Gen<Stay> AnyStay =>
        from arrival in Gen.Choose(0, 700)
        from nights in Gen.Choose(1, 60)
        from party in Gen.Choose(1, 9)
        from rules in AnyRule.ListOf()
        select new Stay(new(Start.AddDays(arrival), Start.AddDays(arrival + nights)), party, rules.ToList());
}
