using BookingPlatform.Customers.Phones;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class PhoneNumbers
{
    [Theory]
    [InlineData("PT", "912 345 678", "+351912345678")]
    [InlineData("PT", "+351 912-345-678", "+351912345678")]
    [InlineData("PT", "00351912345678", "+351912345678")]
    [InlineData("GB", "020 7946 0018", "+442079460018")]
    [InlineData("PT", "+44 (0)20 7946 0018", "+442079460018")]
    [InlineData("IT", "06 1234 5678", "+390612345678")]
    [InlineData("US", "(212) 555-0123", "+12125550123")]
    [InlineData("US", "1-212-555-0123", "+12125550123")]
    [InlineData("US", "011 351 912 345 678", "+351912345678")]
    [InlineData("RU", "8 912 345-67-89", "+79123456789")]
    [InlineData("HU", "06 20 123 4567", "+36201234567")]
    [InlineData("DE", "0171/1234567", "+491711234567")]
    [InlineData("JP", "０９０-１２３４-５６７８", "+819012345678")]
    [InlineData("EG", "٠١٠ ١٢٣٤ ٥٦٧٨", "+201012345678")]
    public void A_number_that_is_understood_has_one_form(string country, string typed, string e164) =>
        PhoneNumber.ToE164(typed, country).Should().Be(e164);

    [Theory]
    [InlineData("PT", "0171 1234567")]
    [InlineData("PT", "912 345 678 ext. 4")]
    [InlineData("PT", "+999 123 456 789")]
    [InlineData("PT", "ask the neighbour")]
    [InlineData("PT", "12")]
    [InlineData("PT", "")]
    [InlineData("PT", null)]
    [InlineData("AQ", "912345678")]
    public void A_number_that_is_not_understood_is_left_alone(string country, string? typed) =>
        PhoneNumber.ToE164(typed, country).Should().BeNull();

    [Fact]
    public void The_national_part_is_known_for_searching() =>
        PhoneNumber.NationalPart("+351912345678").Should().Be("912345678");
}
