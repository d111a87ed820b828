using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Letters;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Papers;

public sealed class LetterRules
{
    private static readonly LetterModel Model = new(new("Anna Smyth", "Anna", "Smyth", "12 Garden Street"), new("Harbour Hotel", "", "+351 21", ""), "21 Nov 2026");

    [Theory, Trait("Criterion", "S1-24")]
    [InlineData("{{guest.nme}}", "There is no placeholder {{guest.nme}}")]
    [InlineData("{{guest.notes}}", "There is no placeholder")]
    [InlineData("{{#if guest.alert}}x{{/if}}", "There is no placeholder")]
    [InlineData("{{#if date}}x", "is not closed")]
    [InlineData("x{{/if}}", "stands without")]
    [InlineData("{{else}}", "stands without")]
    [InlineData("{{{guest.name}}}", "double braces")]
    [InlineData("{{> partial}}", "double braces")]
    [InlineData("{{#each guest}}x{{/each}}", "double braces")]
    [InlineData("{{guest.name}", "double braces")]
    [InlineData("{{lookup guest \"notes\"}}", "There is no placeholder")]
    public void What_cannot_be_filled_in_is_named(string text, string fault)
    {
        LetterText.Read("body", text).IsRefused(out var refusal).Should().BeTrue();
        refusal!.Errors["body"].Single().Should().Contain(fault);
    }

    [Theory, Trait("Criterion", "S1-24")]
    [InlineData("Dear {{guest.name}}, {{ date }}", "Dear Anna Smyth, 21 Nov 2026")]
    [InlineData("{{#if business.email}}Write{{else}}Call {{business.phone}}{{/if}}", "Call +351 21")]
    [InlineData("{{guest.firstName}} <b>&</b> {one}", "Anna <b>&</b> {one}")]
    public void The_rest_is_filled_in(string text, string expected) => LetterText.Read("body", text).Value.Fill(Model).Should().Be(expected);

    [Theory, Trait("Criterion", "S1-23")]
    [InlineData("US", "1 Main St|Springfield, IL 62704|UNITED STATES")]
    [InlineData("GB", "1 Main St|Springfield|IL|62704|UNITED KINGDOM")]
    [InlineData("DE", "1 Main St|62704 Springfield|IL|GERMANY")]
    [InlineData("IT", "1 Main St|62704 Springfield IL|ITALY")]
    [InlineData("JP", "62704|IL Springfield|1 Main St|JAPAN")]
    [InlineData("HU", "Springfield|1 Main St|62704|HUNGARY")]
    [InlineData("PT", "1 Main St|62704 Springfield|IL")]
    [InlineData("ZZ", "1 Main St|62704 Springfield|IL|ZZ")]
    public void An_address_stands_in_the_order_of_its_country(string country, string lines) =>
        string.Join('|', AddressBlock.Lines(new PostalAddress("1 Main St", "62704", "Springfield", "IL", country), "PT")).Should().Be(lines);

    [Fact]
    public void A_letter_needs_a_street_and_a_town()
    {
        new PostalAddress("1 Main St", null, "Springfield", null, null).CanBePosted().Should().BeTrue();
        new PostalAddress(null, "62704", "Springfield", null, null).CanBePosted().Should().BeFalse();
        ((PostalAddress?)null).CanBePosted().Should().BeFalse();
    }
}
