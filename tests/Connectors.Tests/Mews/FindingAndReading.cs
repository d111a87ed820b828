using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

public sealed class FindingAndReading : MewsStory
{
    [Fact]
    public async Task A_guest_is_found_by_email_in_any_case()
    {
        var anna = Fake.Hotel.Add("Anna", "Bergström", "anna@example.com", "+46 8 555 01");
        Fake.Hotel.Add("Bo", "Ek", "bo@example.com");

        var found = await Mews.FindGuests(new GuestQuery { Email = " Anna@Example.com " }, Ct);

        found.Value.Guests.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Id = IdOf(anna),
            Name = new GuestName("Anna", "Bergström"),
            Email = "anna@example.com",
            Phone = "+46 8 555 01",
            EmailIsRelay = false,
        });
        found.Value.More.Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_with_the_email_is_an_empty_list_and_not_a_failure()
    {
        (await Mews.FindGuests(new GuestQuery { Email = "anna@example.com" }, Ct)).Value.Guests.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_at_all_in_the_answer_reads_as_an_empty_list()
    {
        Fake.Fail(MewsFault.NoContent);

        (await Mews.FindGuests(new GuestQuery { Email = "anna@example.com" }, Ct)).Value.Guests.Should().BeEmpty();
    }

    [Fact]
    public async Task Guests_are_found_by_name_and_a_full_page_says_that_there_may_be_more()
    {
        foreach (var number in Enumerable.Range(1, 3))
            Fake.Hotel.Add("John", "Smith", $"john{number}@example.com");
        Fake.Hotel.Add("Jane", "Smith");

        var found = await Mews.FindGuests(new GuestQuery { Name = new GuestName("John", "Smith"), Limit = 2 }, Ct);

        found.Value.Guests.Should().HaveCount(2).And.OnlyContain(g => g.Name.First == "John");
        found.Value.More.Should().BeTrue();
    }

    [Fact]
    public async Task Deleted_guests_are_not_found()
    {
        Fake.Hotel.Add("Anna", "Bergström", "anna@example.com")["IsActive"] = false;

        (await Mews.FindGuests(new GuestQuery { Email = "anna@example.com" }, Ct)).Value.Guests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_phone_number_is_a_key_that_this_connector_does_not_have()
    {
        (await Mews.FindGuests(new GuestQuery { Phone = "+46855501" }, Ct)).Failure.Should().BeOfType<PmsFailure.NotSupported>();
        Fake.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_query_without_a_key_is_a_mistake_of_the_caller()
    {
        await Mews.Invoking(m => m.FindGuests(new GuestQuery(), Ct)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    [Trait("Criterion", "S0-45")]
    public async Task A_travel_agencys_relay_address_is_told_apart()
    {
        var guest = Fake.Hotel.Add("Li", "Wei", "li.5k2@guest.example-ota.com");
        guest["HasOtaEmail"] = true;

        (await Mews.ReadGuest(IdOf(guest), Ct)).Value.EmailIsRelay.Should().BeTrue();
    }

    [Fact]
    public async Task A_guest_is_read_with_address_notes_and_time_of_change()
    {
        var guest = Fake.Hotel.Add("José", "Núñez");
        guest["Address"] = new JsonObject { ["Line1"] = "Gran Vía 1", ["City"] = "Madrid", ["CountryCode"] = "ES", ["CountrySubdivisionCode"] = "ES-MD" };
        guest["Notes"] = "Quiet room\n[ref cust-7k3m9]";
        guest["UpdatedUtc"] = "2026-11-20T22:30:00Z";

        var read = (await Mews.ReadGuest(IdOf(guest), Ct)).Value;

        read.Address.Should().Be(new PostalAddress { Line1 = "Gran Vía 1", City = "Madrid", CountryCode = "ES", RegionCode = "ES-MD" });
        read.Notes.Should().Be("Quiet room");
        read.Reference.Should().Be("cust-7k3m9");
        read.UpdatedUtc.Should().Be(new DateTime(2026, 11, 20, 22, 30, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Members_that_Mews_added_to_its_enums_and_objects_do_not_disturb()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        guest["Title"] = "Mx";
        guest["Classifications"] = new JsonArray("Returning", "SpaceTourist");
        guest["ActivityState"] = "Hibernating";
        guest["BrandNewField"] = new JsonObject { ["Deep"] = 1 };
        guest.Remove("HasOtaEmail");

        (await Mews.ReadGuest(IdOf(guest), Ct)).Value.Name.Should().Be(new GuestName("Ann", "Lee"));
    }

    [Fact]
    public async Task A_field_of_another_type_does_not_make_the_guest_unreadable()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        guest["Phone"] = 420123456789;
        guest["Notes"] = new JsonArray("a", "b");

        var read = (await Mews.ReadGuest(IdOf(guest), Ct)).Value;

        read.Phone.Should().Be("420123456789");
        read.Notes.Should().BeNull();
    }

    [Fact]
    public async Task A_guest_nobody_knows_is_gone()
    {
        var answer = await Mews.ReadGuest(new ExternalGuestId(Guid.NewGuid().ToString()), Ct);

        answer.Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().BeNull();
    }

    [Fact]
    public async Task A_merged_guest_is_gone_and_names_the_survivor()
    {
        var survivor = Fake.Hotel.Add("Ann", "Lee");
        var victim = Fake.Hotel.Add("Ann", "Leigh");
        victim["IsActive"] = false;
        victim["MergeTargetId"] = FakeMewsHotel.Id(survivor);

        (await Mews.ReadGuest(IdOf(victim), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().Be(IdOf(survivor));
    }

    [Fact]
    public async Task A_token_for_several_properties_names_its_chain_in_every_search()
    {
        var chain = Guid.NewGuid().ToString();
        var mews = Connect(more: ("chain-id", chain));

        await mews.FindGuests(new GuestQuery { Email = "anna@example.com" }, Ct);

        Fake.Requests.Should().ContainSingle().Which.Json["ChainIds"]!.AsArray().Single()!.GetValue<string>().Should().Be(chain);
    }
}
