using System.Text.RegularExpressions;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class Placeholders
{
    [Fact, Trait("Criterion", "S0-23")]
    public void A_placeholder_has_the_fixed_form()
    {
        var id = Guid.Parse("0190b8f5-1c2d-7e3f-8a4b-5c6d7e8f9a0b");

        var address = PlaceholderEmail.For(id);

        address.Should().MatchRegex("^guest\\.[0-9a-hjkmnp-tv-z]{26}@placeholder\\.invalid$");
        Decode(address).Should().Be(id);
    }

    [Fact, Trait("Criterion", "S0-26")]
    public void No_two_customers_have_the_same_placeholder()
    {
        var ids = Enumerable.Range(0, 100_000).Select(_ => Guid.CreateVersion7()).ToList();

        ids.Select(PlaceholderEmail.For).Distinct().Should().HaveCount(ids.Count);
    }

    [Theory, Trait("Criterion", "S0-27"), Trait("Criterion", "S0-28")]
    [InlineData("guest.01j3wfa73d7s1r@placeholder.invalid")]
    [InlineData("  GUEST.X@PLACEHOLDER.INVALID ")]
    [InlineData("anna@mail.placeholder.invalid")]
    [InlineData("anna＠placeholder。invalid")]
    public void A_placeholder_is_never_taken_for_an_address(string typed) =>
        EmailFinding.FromText(typed).Kind.Should().Be(EmailKind.Placeholder);

    private static Guid Decode(string address)
    {
        var digits = Regex.Match(address, "\\.(.*)@").Groups[1].Value;
        var number = digits.Aggregate(UInt128.Zero, (sum, digit) => sum * 32 + (UInt128)"0123456789abcdefghjkmnpqrstvwxyz".IndexOf(digit, StringComparison.Ordinal));
        return new Guid(Convert.FromHexString(number.ToString("x32", null)), bigEndian: true);
    }
}
