using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Tests.Contract;

public sealed class Pushing
{
    private static readonly ExternalGuest InPms = new()
    {
        Id = new ExternalGuestId("1"),
        Name = new GuestName("Zoë", "Lee"),
        Email = "zoe@example.com",
        Phone = "00351 555-01",
        Address = new PostalAddress { Line1 = "Rua Augusta 2", City = "Lisboa", CountryCode = "PT" },
        Notes = "Late\r\narrival",
    };

    [Theory]
    [InlineData(EmailStanding.Placeholder)]
    [InlineData(EmailStanding.Relay)]
    [InlineData(EmailStanding.Undeliverable)]
    [Trait("Criterion", "S0-27")]
    public void An_address_that_does_not_reach_the_person_cannot_be_pushed(EmailStanding standing)
    {
        PushableEmail.From("ann@example.com", standing).Should().BeNull();
    }

    [Theory]
    [InlineData("guest.01h2x@placeholder.invalid")]
    [InlineData("guest@PLACEHOLDER.INVALID.")]
    [InlineData("root@localhost")]
    [InlineData("not an address")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@example.com\nBcc: x@example.com")]
    [Trait("Criterion", "S0-27")]
    public void A_placeholder_called_deliverable_by_mistake_is_an_error_and_not_pushed(string address)
    {
        FluentActions.Invoking(() => PushableEmail.From(address, EmailStanding.Deliverable)).Should().Throw<ArgumentException>().Which.Message.Should().NotContain(address);
    }

    [Theory]
    [InlineData(" ann@example.com ", "ann@example.com")]
    [InlineData("用户@例子.公司", "用户@例子.公司")]
    [InlineData("ann@invalid.example.com", "ann@invalid.example.com")]
    public void A_deliverable_address_can_be_pushed(string address, string pushed)
    {
        PushableEmail.From(address, EmailStanding.Deliverable)!.Address.Should().Be(pushed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void No_address_is_nothing_to_push(string? address)
    {
        PushableEmail.From(address, EmailStanding.Deliverable).Should().BeNull();
    }

    [Fact]
    public void The_change_between_equal_guests_is_empty_however_they_are_written()
    {
        var wanted = new GuestDetails
        {
            Name = new GuestName("Zoe\u0308", "Lee "),
            Email = PushableEmail.From("Zoe@Example.com", EmailStanding.Deliverable),
            Phone = "+351 55501",
            Address = new PostalAddress { Line1 = "Rua Augusta 2", Line2 = "", City = "Lisboa", CountryCode = "PT" },
            Notes = "Late\narrival",
        };

        GuestChange.Between(InPms, wanted).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void The_change_has_only_the_fields_that_differ()
    {
        var wanted = new GuestDetails { Name = InPms.Name, Email = PushableEmail.From("new@example.com", EmailStanding.Deliverable), Phone = InPms.Phone };

        GuestChange.Between(InPms, wanted).Fields.Should().Be(GuestFields.Email);
    }

    [Fact]
    public void What_we_do_not_know_is_left_alone()
    {
        GuestChange.Between(InPms, new GuestDetails { Name = InPms.Name }).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Every_field_is_compared()
    {
        var wanted = new GuestDetails
        {
            Name = new GuestName("Zoë", "Leigh"),
            Email = PushableEmail.From("new@example.com", EmailStanding.Deliverable),
            Phone = "+351 55502",
            Address = new PostalAddress { Line1 = "Rua Augusta 3", City = "Lisboa", CountryCode = "PT" },
            Notes = "Early arrival",
        };

        var change = GuestChange.Between(InPms, wanted);

        change.Fields.Should().Be(GuestFields.Name | GuestFields.Email | GuestFields.Phone | GuestFields.Address | GuestFields.Notes);
        change.NotYetIn(InPms).Should().Be(change.Fields);
        change.NotYetIn(InPms with { Name = wanted.Name, Email = "NEW@example.com", Phone = "0035155502", Address = wanted.Address, Notes = "Early arrival" })
            .Should().Be(GuestFields.None);
    }
}
