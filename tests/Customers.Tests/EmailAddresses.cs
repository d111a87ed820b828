using BookingPlatform.Customers.Email;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Customers.Tests;

public sealed class EmailAddresses
{
    [Theory]
    [InlineData("anna@example.com", "anna@example.com")]
    [InlineData("  Anna@X.com ", "anna@x.com")]
    [InlineData("o'brien+spa@example.co.uk", "o'brien+spa@example.co.uk")]
    [InlineData("info@MÜNCHEN.de", "info@xn--mnchen-3ya.de")]
    [InlineData("用户@例子.公司", "用户@xn--fsqu00a.xn--55qx5d")]
    [Trait("Criterion", "S0-34")]
    public void Case_white_space_and_the_form_of_the_domain_do_not_matter(string typed, string key) =>
        EmailAddress.Read(typed, out _)!.Key.Should().Be(key);

    [Theory, Trait("Criterion", "S0-19")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@example")]
    [InlineData("anna@@example.com")]
    [InlineData("anna..b@example.com")]
    [InlineData(".anna@example.com")]
    [InlineData("an na@example.com")]
    [InlineData("anna@exa mple.com")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@example.com.")]
    [InlineData("anna@192.168.0.1")]
    [InlineData("anna@[192.168.0.1]")]
    [InlineData("\"anna b\"@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@example.com\r\nBcc: all@example.com")]
    [InlineData("anna\0@example.com")]
    [InlineData("anna@example.com,bob@example.com")]
    [InlineData("anna@nowhere.invalid")]
    [InlineData("\ud83d@example.com")]
    public void What_is_no_address_is_malformed_with_a_reason(string typed)
    {
        var finding = EmailFinding.FromText(typed);

        finding.Kind.Should().Be(EmailKind.Malformed);
        finding.Fault.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Lengths_are_those_of_the_standard()
    {
        EmailAddress.Read($"{new string('a', 64)}@example.com", out _).Should().NotBeNull();
        EmailAddress.Read($"{new string('a', 65)}@example.com", out _).Should().BeNull();
        EmailAddress.Read($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.com", out _).Should().BeNull();
    }

    [Theory, Trait("Criterion", "S0-42")]
    [InlineData("anna@gnail.com", "anna@gmail.com")]
    [InlineData("anna@gmial.com", "anna@gmail.com")]
    [InlineData("anna@gmail.con", "anna@gmail.com")]
    [InlineData("anna@gmailcom", "anna@gmail.com")]
    [InlineData("anna@hotnail.con", "anna@hotmail.com")]
    [InlineData("anna@yaho.com", "anna@yahoo.com")]
    [InlineData("anna@web.dd", null)]
    [InlineData("anna@gmail.com", null)]
    [InlineData("anna@mail.com", null)]
    [InlineData("anna@harbour.example", null)]
    [InlineData("anna@snail.com", null)]
    public void A_mistyped_provider_is_suggested(string typed, string? meant) =>
        EmailFinding.FromText(typed).Suggestion.Should().Be(meant);

    [Theory, Trait("Criterion", "S0-42")]
    [InlineData("info@example.com")]
    [InlineData("No-Reply@example.com")]
    [InlineData("recepção@example.pt")]
    [InlineData("rezeption2@example.de")]
    [InlineData("front.desk@example.com")]
    [InlineData("info+spa@example.com")]
    public void The_mailbox_of_a_desk_is_recognised(string typed) => EmailFinding.FromText(typed).Kind.Should().Be(EmailKind.Role);

    [Theory]
    [InlineData("mwil.123456@guest.booking.com", EmailKind.Relay)]
    [InlineData("x@eu.guest.airbnb.com", EmailKind.Relay)]
    [InlineData("anna@booking.com", EmailKind.Ok)]
    [InlineData("anna@myguest.booking.com", EmailKind.Ok)]
    [InlineData("infante@example.pt", EmailKind.Ok)]
    public void Relays_are_told_by_their_domain(string typed, object kind) => EmailFinding.FromText(typed).Kind.Should().Be((EmailKind)kind);
}
