using BookingPlatform.Customers.Merging;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests.Merging;

public sealed class UnitedTexts
{
    [Fact, Trait("Criterion", "S2-32")]
    public void Each_is_said_once_in_the_order_of_the_records() =>
        UnitedText.Of(["Nuts", null, "nuts\nDebt", "Debt"], "\n", 500).Should().Be("Nuts\nDebt");

    [Fact]
    public void One_alone_stays_as_it_was_written() => UnitedText.Of([null, " a\na ", null], "\n", 500).Should().Be(" a\na ");

    [Fact]
    public void Of_none_comes_none() => UnitedText.Of([null, null], "\n", 500).Should().BeNull();

    [Fact, Trait("Criterion", "S2-32")]
    public void Where_they_do_not_fit_the_short_one_stays_whole_and_no_one_disappears()
    {
        var united = UnitedText.Of([new string('a', 500), "Debt", new string('b', 500)], "\n", 500)!;

        united.Length.Should().BeLessThanOrEqualTo(500);
        var lines = united.Split('\n');
        lines[1].Should().Be("Debt");
        lines[0].Should().StartWith(new string('a', 200)).And.EndWith("…");
        lines[2].Should().StartWith(new string('b', 200)).And.EndWith("…");
    }
}
