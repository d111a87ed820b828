using BookingPlatform.Bookings.Domain;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

public sealed class Intervals
{
    private static readonly DateTime Start = Businesses.Utc(2027, 3, 1);

    internal static Gen<Interval> AnyInterval =>
        from @from in Gen.Choose(0, 500)
        from length in Gen.Choose(1, 200)
        select new Interval(Start.AddMinutes(@from), Start.AddMinutes(@from + length));

    [Fact]
    public void Two_times_overlap_exactly_when_they_share_a_minute() =>
        Prop.ForAll(AnyInterval.Two().ToArbitrary(), pair =>
        {
            var (a, b) = pair;
            return a.Overlaps(b) == Minutes(a).Intersect(Minutes(b)).Any() && a.Overlaps(b) == b.Overlaps(a);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_after_the_other_is_no_overlap() =>
        new Interval(Start, Start.AddHours(1)).Overlaps(new(Start.AddHours(1), Start.AddHours(2))).Should().BeFalse();

    [Fact]
    public void Merging_keeps_every_minute_once() =>
        Prop.ForAll(AnyInterval.ListOf().ToArbitrary(), intervals =>
        {
            var merged = Interval.Merge(intervals);
            return merged.SelectMany(Minutes).SequenceEqual(intervals.SelectMany(Minutes).Distinct().Order())
                && merged.Zip(merged.Skip(1)).All(pair => pair.First.Until < pair.Second.From);
        }).QuickCheckThrowOnFailure();

    internal static IEnumerable<DateTime> Minutes(Interval interval)
    {
        for (var minute = interval.From; minute < interval.Until; minute = minute.AddMinutes(1))
            yield return minute;
    }
}
