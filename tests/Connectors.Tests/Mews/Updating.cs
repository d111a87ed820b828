using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

public sealed class Updating : MewsStory
{
    private static readonly PostalAddress Lisbon = new() { Line1 = "Rua Augusta 2", City = "Lisboa", PostalCode = "1100-048", CountryCode = "PT" };

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_corrected_email_reaches_Mews_and_nothing_else_is_sent()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee", phone: "+351 555");

        var answer = await Mews.UpdateGuest(IdOf(guest), new GuestChange { Email = Email("ann@example.com") }, Ct);

        answer.Succeeded.Should().BeTrue();
        var sent = Fake.Requests.Should().ContainSingle().Which.Json["AccountUpdates"]![0]!["Customer"]!.AsObject();
        sent.Select(field => field.Key).Should().Equal("Email");
        guest["Email"]!.GetValue<string>().Should().Be("ann@example.com");
        guest["Phone"]!.GetValue<string>().Should().Be("+351 555");
    }

    [Fact]
    public async Task Name_phone_and_notes_are_written_together()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee", "ann@example.com");
        var change = new GuestChange { Name = new GuestName("Anne", "Leigh"), Phone = "+44 20 7946 0000", Notes = "Vegetarian" };

        await Mews.UpdateGuest(IdOf(guest), change, Ct);

        change.NotYetIn((await Mews.ReadGuest(IdOf(guest), Ct)).Value).Should().Be(GuestFields.None);
        Fake.RequestsOf("accounts/update").Should().ContainSingle();
    }

    [Fact]
    public async Task A_first_address_is_written_with_the_customer()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");

        await Mews.UpdateGuest(IdOf(guest), new GuestChange { Address = Lisbon }, Ct);

        (await Mews.ReadGuest(IdOf(guest), Ct)).Value.Address.Should().Be(Lisbon);
        Fake.RequestsOf("customers/update").Should().ContainSingle().Which.Json.Should().NotContainKey("Classifications");
    }

    [Fact]
    public async Task An_address_on_file_is_changed_in_place_and_its_old_lines_are_cleared()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        guest["AddressId"] = Guid.NewGuid().ToString();
        guest["Address"] = new JsonObject { ["Line1"] = "Old Street 1", ["Line2"] = "Flat 3", ["City"] = "London" };

        await Mews.UpdateGuest(IdOf(guest), new GuestChange { Address = Lisbon }, Ct);

        (await Mews.ReadGuest(IdOf(guest), Ct)).Value.Address.Should().Be(Lisbon);
        Fake.RequestsOf("addresses/update").Should().ContainSingle();
        Fake.RequestsOf("customers/update").Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_change_sends_nothing()
    {
        (await Mews.UpdateGuest(new ExternalGuestId(Guid.NewGuid().ToString()), new GuestChange(), Ct)).Succeeded.Should().BeTrue();

        Fake.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    public async Task An_email_that_another_guest_has_is_a_possible_duplicate_whatever_the_status(int status)
    {
        Fake.Hotel.EmailConflictStatus = status;
        var owner = Fake.Hotel.Add("Anna", "Lee", "ann@example.com");
        var guest = Fake.Hotel.Add("Ann", "Lee");

        var answer = await Mews.UpdateGuest(IdOf(guest), new GuestChange { Email = Email("ann@example.com") }, Ct);

        var refusal = answer.Failure.Should().BeOfType<PmsFailure.Business>().Subject;
        refusal.Code.Should().Be(BusinessCode.PossibleDuplicate);
        refusal.OtherGuest.Should().Be(IdOf(owner));
        refusal.Message.Should().Contain("Anna Lee");
        guest["Email"].Should().BeNull();
    }

    [Fact]
    public async Task A_refusal_for_another_reason_keeps_the_words_of_Mews()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        Fake.Fail(MewsFault.Status(403, "The guest is checked in."), "accounts/update");

        var answer = await Mews.UpdateGuest(IdOf(guest), new GuestChange { Email = Email("ann@example.com") }, Ct);

        var refusal = answer.Failure.Should().BeOfType<PmsFailure.Business>().Subject;
        refusal.Code.Should().Be(BusinessCode.Refused);
        refusal.Message.Should().Contain("The guest is checked in.");
    }

    [Fact]
    public async Task A_change_that_crossed_another_is_tried_again_later()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        Fake.Fail(MewsFault.Status(409), "accounts/update");

        (await Mews.UpdateGuest(IdOf(guest), new GuestChange { Phone = "+1 555" }, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }

    [Fact]
    public async Task A_guest_merged_meanwhile_is_gone_and_names_the_survivor()
    {
        var survivor = Fake.Hotel.Add("Ann", "Lee");
        var victim = Fake.Hotel.Add("Ann", "Leigh");
        victim["IsActive"] = false;
        victim["MergeTargetId"] = FakeMewsHotel.Id(survivor);

        var answer = await Mews.UpdateGuest(IdOf(victim), new GuestChange { Email = Email("ann@example.com") }, Ct);

        answer.Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().Be(IdOf(survivor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_success_that_changed_nothing_shows_when_read_back(bool working)
    {
        var guest = Fake.Hotel.Add("Ann", "Lee", "old@example.com");
        var change = new GuestChange { Email = Email("new@example.com") };
        if (!working)
            Fake.Fail(MewsFault.Unchanged, "accounts/update");

        (await Mews.UpdateGuest(IdOf(guest), change, Ct)).Succeeded.Should().BeTrue();

        change.NotYetIn((await Mews.ReadGuest(IdOf(guest), Ct)).Value).Should().Be(working ? GuestFields.None : GuestFields.Email);
    }
}
