using BookingPlatform.Notifications.Mail;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

public sealed class MailPaceTests
{
    private readonly ShiftedClock clock = new();
    private readonly Guid business = Guid.CreateVersion7();

    [Fact]
    public void A_minutes_worth_goes_at_once_and_the_next_waits_its_turn()
    {
        var pace = Pace(perMinute: 60, toHost: 1000);

        Enumerable.Range(0, 60).Select(one => pace.Take(business, $"a@host{one}.example")).Should().OnlyContain(wait => wait == TimeSpan.Zero);
        pace.Take(business, "a@guest.example").Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        pace.Take(Guid.CreateVersion7(), "a@guest.example").Should().Be(TimeSpan.Zero, "another business does not wait for this one");
        clock.Shift(TimeSpan.FromSeconds(2));
        pace.Take(business, "a@guest.example").Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void One_mail_host_is_not_flooded_by_many_businesses()
    {
        var pace = Pace(perMinute: 1000, toHost: 10);

        Enumerable.Range(0, 10).Select(_ => pace.Take(Guid.CreateVersion7(), "a@guest.example")).Should().OnlyContain(wait => wait == TimeSpan.Zero);
        pace.Take(Guid.CreateVersion7(), "b@GUEST.example").Should().BeGreaterThan(TimeSpan.Zero);
        pace.Take(Guid.CreateVersion7(), "b@other.example").Should().Be(TimeSpan.Zero);
    }

    private MailPace Pace(int perMinute, int toHost) => new(Options.Create(new MailSettings { PerMinute = perMinute, PerMinuteToHost = toHost }), clock);
}
