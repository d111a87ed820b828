using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Ui;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Dashboard;

public sealed class Wording
{
    [Theory]
    [InlineData("en-GB", "PT", 8_500, "EUR", "€85.00")]
    [InlineData("pt-PT", "PT", 8_500, "EUR", "85,00 €")]
    [InlineData("ja-JP", "JP", 12_500, "JPY", "￥12,500")]
    [InlineData("en-GB", "JP", 12_500, "JPY", "￥12,500")]
    [InlineData("en-GB", "KW", 1_250, "KWD", "KWD 1.250")]
    [InlineData("en-US", "US", -123_456, "USD", "-$1,234.56")]
    [InlineData("en-GB", "PT", 8_500, "USD", "USD 85.00")]
    [InlineData("de-CH", "CH", 123_456, "CHF", "CHF 1’234.56")]
    public void Money_is_written_with_the_digits_of_its_currency_in_the_order_of_the_language(string language, string country, long minor, string currency, string text) =>
        Of(language, country).ShowMoney(new Money(minor, currency)).Replace('\u00a0', ' ').Replace('\u202f', ' ').Should().Be(text);

    [Theory]
    [InlineData("en-GB", "21 Nov 2026", "14:32")]
    [InlineData("en-US", "Nov 21, 2026", "2:32 PM")]
    [InlineData("de-DE", "21. Nov. 2026", "14:32")]
    [InlineData("ja-JP", "2026年11月21日", "14:32")]
    [InlineData("pt-PT", "21 de nov. de 2026", "14:32")]
    [InlineData("ar-SA", "21 نوفمبر 2026", "2:32 م")]
    [InlineData("th-TH", "21 พ.ย. 2026", "14:32")]
    [InlineData("fa-IR", "2026 نوامبر 21", "14:32")]
    public void Days_and_times_are_written_in_the_language_and_always_in_the_same_calendar(string language, string day, string time)
    {
        var business = Of(language, "PT");

        business.ShowDay(new DateOnly(2026, 11, 21)).Should().Be(day);
        business.ShowTime(new TimeOnly(14, 32)).Replace('\u202f', ' ').Should().Be(time);
    }

    [Fact]
    public void An_instant_is_shown_as_the_businesss_own_clock_showed_it() =>
        (Of("en-GB", "NZ") with { TimeZone = "Pacific/Auckland" }).ShowMoment(new DateTime(2026, 11, 21, 14, 32, 0, DateTimeKind.Utc)).Should().Be("22 Nov 2026, 03:32");

    private static Business Of(string language, string country) => new(Guid.NewGuid(), "b", "B", "Europe/Lisbon", "EUR", language, country);
}
