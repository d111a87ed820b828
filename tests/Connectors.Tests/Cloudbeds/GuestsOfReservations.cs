using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;

namespace BookingPlatform.Connectors.Tests.Cloudbeds;

/// <summary>Cloudbeds' guests hang on reservations, and its refusals look like successes: what follows from that.</summary>
public sealed class GuestsOfReservations : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly GuestChange Correction = new() { Email = PushableEmail.From("ann.lee@newmail.example", EmailStanding.Deliverable) };
    private FakeCloudbeds fake = null!;
    private CloudbedsBench bench = null!;
    private IPmsConnector cloudbeds = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeCloudbeds.Start();
        bench = new CloudbedsBench(fake);
        cloudbeds = bench.Connect();
    }

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_correction_reaches_every_stay_to_come_of_the_person_and_no_other_person()
    {
        var (linked, next, over) = (fake.Add("Ann", "Lee", "ann@example.com"), fake.Add("Ann", "Lee", "ann@example.com"), fake.Add("Ann", "Lee", "ann@example.com"));
        var (bo, joanne) = (fake.Add("Bo", "Lee", "ann@example.com"), fake.Add("Ann", "Lee", "joann@example.com"));
        fake.Reservations[Of(over, "reservationID")]["status"] = "checked_out";

        (await cloudbeds.UpdateGuest(Id(linked), Correction, Ct)).Failure.Should().BeNull();

        new[] { linked, next }.Select(g => Of(g, "email")).Should().AllBe("ann.lee@newmail.example");
        (Of(over, "email"), Of(bo, "email"), Of(joanne, "email")).Should().Be(("ann@example.com", "ann@example.com", "joann@example.com"));
        fake.RequestsOf("putGuest")[^1].Form["guestID"].Should().Be(Of(linked, "guestID"), "the linked one is written last");
        fake.RequestsOf("putGuest")[^1].Form.Keys.Should().BeEquivalentTo(["guestID", "guestEmail"], "only what changed is written");
    }

    [Fact]
    public async Task A_push_that_breaks_off_finds_the_rest_again()
    {
        var guests = Enumerable.Range(0, 4).Select(_ => fake.Add("Ann", "Lee", "ann@example.com")).ToList();
        foreach (var fault in new[] { VendorFault.Status(500), VendorFault.LostAnswer, VendorFault.Unchanged })
        {
            fake.Recover();
            fake.Fail(fault, "putGuest", times: 1);
            (await cloudbeds.UpdateGuest(Id(guests[0]), Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        }

        (await cloudbeds.UpdateGuest(Id(guests[0]), Correction, Ct)).Failure.Should().BeNull();

        guests.Select(g => Of(g, "email")).Should().AllBe("ann.lee@newmail.example");
    }

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_200_that_says_no_is_a_refusal_in_the_words_of_Cloudbeds()
    {
        var ann = fake.Add("Ann", "Lee", "ann@example.com");
        fake.Fail(VendorFault.Answer(200, """{"success":false,"message":"Email is not valid"}"""), "putGuest");

        var refusal = (await cloudbeds.UpdateGuest(Id(ann), Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Business>().Subject;

        refusal.Message.Should().Be("Cloudbeds refused this. Cloudbeds says: Email is not valid.");
        Of(ann, "email").Should().Be("ann@example.com");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"success":null}""")]
    [InlineData("""{"success":"perhaps"}""")]
    public async Task A_200_that_says_neither_yes_nor_no_is_none(string answer)
    {
        var ann = fake.Add("Ann", "Lee", "ann@example.com");
        fake.Fail(VendorFault.Answer(200, answer), "putGuest");

        (await cloudbeds.UpdateGuest(Id(ann), Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
    }

    [Fact]
    public async Task Guests_are_found_beyond_the_first_page_and_an_empty_list_may_be_a_list()
    {
        foreach (var number in Enumerable.Range(1, 100))
            fake.Add("Ann", $"Party {number}", "group@example.com");
        fake.Add("Zoë", "Last", "group@example.com");

        (await cloudbeds.FindGuests(new GuestQuery { Email = "group@example.com", Name = new GuestName("Zoë", "Last") }, Ct)).Value.Guests.Should().ContainSingle();
        (await cloudbeds.FindGuests(new GuestQuery { Email = "nobody@example.com" }, Ct)).Value.Guests.Should().BeEmpty();

        foreach (var request in fake.RequestsOf("getGuestList"))
            request.First("pageSize").Should().Be("100");
    }

    [Theory]
    [InlineData("Booking 4111111111111111 paid", false)]
    [InlineData("Voucher 4111111111111112", true)]
    [InlineData("Voucher 411111111111", true)]
    [InlineData("Voucher 4111 1111 1111 1111", true)]
    public async Task A_number_that_could_be_a_payment_card_is_refused_before_it_is_sent(string note, bool taken)
    {
        var ann = fake.Add("Ann", "Lee");

        var answer = await cloudbeds.AddNote(Id(ann), note, Ct);

        answer.Succeeded.Should().Be(taken);
        fake.RequestsOf("postGuestNote").Should().HaveCount(taken ? 1 : 0);
        if (!taken)
            answer.Failure.Should().BeOfType<PmsFailure.Business>().Which.Message.Should().Contain("payment card").And.NotContain("4111");
    }

    [Fact]
    public async Task A_merged_guest_names_the_survivor_and_an_erased_one_is_gone()
    {
        var (merged, erased) = (fake.Add("Ann", "Lee"), fake.Add("Bo", "Ek"));
        (merged["isMerged"], merged["newGuestID"], erased["isAnonymized"]) = (true, "9001", true);

        (await cloudbeds.ReadGuest(Id(merged), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().Be(new ExternalGuestId("9001"));
        (await cloudbeds.ReadGuest(Id(erased), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().BeNull();
    }

    [Fact]
    public async Task An_address_is_written_whole_with_its_state_as_Cloudbeds_writes_it()
    {
        var ann = fake.Add("Ann", "Lee", "ann@example.com");
        (ann["address2"], ann["city"]) = ("Floor 3", "Old Town");
        var change = new GuestChange { Address = new PostalAddress { Line1 = "1 Main St", City = "San José", PostalCode = "95113", RegionCode = "US-CA", CountryCode = "US" } };

        (await cloudbeds.UpdateGuest(Id(ann), change, Ct)).Failure.Should().BeNull();

        (Of(ann, "state"), Of(ann, "address2")).Should().Be(("CA", ""));
        change.NotYetIn((await cloudbeds.ReadGuest(Id(ann), Ct)).Value).Should().Be(GuestFields.None);
    }

    [Fact]
    public async Task A_reservation_goes_to_another_main_guest_once_and_only_where_a_room_is_assigned()
    {
        var (ann, theirs, roomless) = (fake.Add("Ann", "Lee"), fake.Add("Bo", "Ek"), fake.Add("Cy", "Ek", room: null));
        var id = new ExternalReservationId(Of(theirs, "reservationID"));

        (await cloudbeds.ReassignReservation(id, Id(ann), Ct)).Failure.Should().BeNull();
        (await cloudbeds.ReassignReservation(id, Id(ann), Ct)).Failure.Should().BeNull();
        (await cloudbeds.ReassignReservation(new ExternalReservationId(Of(roomless, "reservationID")), Id(ann), Ct)).Failure.Should().BeOfType<PmsFailure.Business>().Which.Message.Should().Contain("Assign a room");

        fake.Reservations[id.Value]["guestList"]![Of(ann, "guestID")]!["isMainGuest"]!.GetValue<bool>().Should().BeTrue();
        fake.RequestsOf("postGuestsToRoom").Should().ContainSingle();
    }

    [Fact]
    public async Task A_no_show_is_marked_once_and_a_success_that_changed_nothing_is_none()
    {
        var id = new ExternalReservationId(Of(fake.Add("Ann", "Lee"), "reservationID"));
        fake.Fail(VendorFault.Unchanged, "putReservation", times: 1);

        (await cloudbeds.MarkNoShow(id, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        (await cloudbeds.MarkNoShow(id, Ct)).Failure.Should().BeNull();
        (await cloudbeds.MarkNoShow(id, Ct)).Failure.Should().BeNull();

        FakeVendor.Text(fake.Reservations[id.Value], "status").Should().Be("no_show");
        fake.RequestsOf("putReservation").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_key_that_may_not_see_guests_is_told_apart_and_a_wrong_property_is_a_wrong_setting()
    {
        fake.Fail(VendorFault.Answer(200, """{"success":false,"message":"Insufficient scope"}"""), "getGuestList");
        (await cloudbeds.TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Auth>().Which.Message.Should().Contain("Harbour Hotel").And.Contain("may not see guests");

        fake.Fail(VendorFault.Answer(200, """{"success":false,"message":"Property not found"}"""), "getHotelDetails");
        (await cloudbeds.TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>().Which.Message.Should().Contain("property id");
    }

    [Fact]
    public async Task The_vendors_own_limit_is_a_passing_failure()
    {
        fake.RequestsPerSecond = 3;
        var ann = fake.Add("Ann", "Lee");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cloudbeds.AddNote(Id(ann), "Hello", Ct)));

        answers.Select(a => a.Failure).Where(f => f is not null).Should().NotBeEmpty().And.AllBeOfType<PmsFailure.Transient>();
    }

    private static ExternalGuestId Id(JsonObject guest) => new(Of(guest, "guestID"));

    private static string Of(JsonObject guest, string property) => FakeVendor.Text(guest, property) ?? "";
}
