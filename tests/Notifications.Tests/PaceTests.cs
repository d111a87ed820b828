using BookingPlatform.Notifications.Mail;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BookingPlatform.Notifications.Tests;

public sealed class PaceTests
{
    [Fact]
    public void A_minutes_worth_may_go_at_once_and_a_clock_that_was_set_back_holds_nothing_up()
    {
        var clock = new ShiftedClock();
        var pace = new MailPace(Options.Create(new MailSettings { PerMinute = 2, PerMinuteToHost = 100 }), clock);
        var business = Guid.NewGuid();
        clock.Shift(TimeSpan.FromHours(2));

        var ahead = Enumerable.Range(0, 3).Select(_ => pace.Take(business, "ana@reader.example")).ToList();
        clock.Shift(TimeSpan.FromHours(-2));
        var back = Enumerable.Range(0, 3).Select(_ => pace.Take(business, "ana@reader.example")).ToList();

        ahead.Should().StartWith([TimeSpan.Zero, TimeSpan.Zero]);
        ahead[2].Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        back.Should().StartWith([TimeSpan.Zero, TimeSpan.Zero]);
        back[2].Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
    }
}
