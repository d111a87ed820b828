using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;

namespace BookingPlatform.Connectors.Tests.Apaleo;

/// <summary>apaleo knows no guests, only people inside reservations and bookings: what follows from that.</summary>
public sealed class PeopleInReservations : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly GuestChange Correction = new() { Email = PushableEmail.From("ann.lee@newmail.example", EmailStanding.Deliverable) };
    private FakeApaleo fake = null!;
    private ApaleoBench bench = null!;
    private IPmsConnector apaleo = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeApaleo.Start();
        bench = new ApaleoBench(fake);
        apaleo = bench.Connect();
    }

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_correction_reaches_every_reservation_to_come_as_guest_companion_and_booker_and_no_other_person()
    {
        var (mine, other) = (fake.Add(Ann(), booker: Ann()), fake.Add(FakeApaleo.Person("Bo", "Lee", "ann@example.com")));
        other["additionalGuests"] = new JsonArray(FakeApaleo.Person("Cy", "Lee", "cy@example.com"), Ann());
        var over = fake.Add(Ann());
        over["status"] = "CheckedOut";
        var guest = await Find();

        (await apaleo.UpdateGuest(guest.Id, Correction, Ct)).Failure.Should().BeNull();

        EmailOf(mine["primaryGuest"]).Should().Be("ann.lee@newmail.example");
        EmailOf(fake.Bookings[FakeVendor.Text(mine, "bookingId")!]["booker"]).Should().Be("ann.lee@newmail.example");
        EmailOf(other["additionalGuests"]![1]).Should().Be("ann.lee@newmail.example");
        EmailOf(other["primaryGuest"]).Should().Be("ann@example.com", "Bo shares the address and is somebody else");
        EmailOf(other["additionalGuests"]![0]).Should().Be("cy@example.com");
        EmailOf(over["primaryGuest"]).Should().Be("ann@example.com", "a stay that is over is history");
    }

    [Fact]
    public async Task Fields_of_a_person_that_are_not_ours_survive_the_replacement()
    {
        var reservation = fake.Add(Ann());
        reservation["primaryGuest"]!["identificationNumber"] = "P-123";

        (await apaleo.UpdateGuest((await Find()).Id, new GuestChange { Name = new GuestName("", "Suharto") }, Ct)).Failure.Should().BeNull();

        var person = reservation["primaryGuest"]!.AsObject();
        (FakeVendor.Text(person, "identificationNumber"), FakeVendor.Text(person, "birthDate"), FakeVendor.Text(person, "lastName")).Should().Be(("P-123", "1985-09-30", "Suharto"));
        person.Should().NotContainKey("firstName");
    }

    [Fact]
    public async Task A_push_that_breaks_off_finds_the_rest_again()
    {
        var reservations = Enumerable.Range(0, 4).Select(_ => fake.Add(Ann())).ToList();
        var guest = await Find();
        fake.Fail(VendorFault.Status(500), "patch", times: 1);
        (await apaleo.UpdateGuest(guest.Id, Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
        fake.Fail(VendorFault.LostAnswer, "patch", times: 1);
        (await apaleo.UpdateGuest(guest.Id, Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();

        (await apaleo.UpdateGuest(guest.Id, Correction, Ct)).Failure.Should().BeNull();

        reservations.Select(r => EmailOf(r["primaryGuest"])).Should().AllBe("ann.lee@newmail.example");
        fake.RequestsOf("patch")[^1].LastSegment.Should().Be(guest.Id.Value.Split(':')[0], "the linked one is written last");
    }

    [Fact]
    public async Task A_reservation_that_took_the_change_and_kept_the_old_is_not_counted_as_done()
    {
        fake.Add(Ann());
        fake.Add(Ann());
        fake.Fail(VendorFault.Unchanged, "patch", times: 1);

        (await apaleo.UpdateGuest((await Find()).Id, Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_with_three_reservations_is_one_guest_and_two_of_one_address_are_two()
    {
        foreach (var _ in Enumerable.Range(0, 3))
            fake.Add(Ann());
        fake.Add(FakeApaleo.Person("Bo", "Lee", "ann@example.com"));

        (await apaleo.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Value.Guests.Select(g => g.Name.First).Should().Equal("Ann", "Bo");
        (await apaleo.FindGuests(new GuestQuery { Name = new GuestName("ann", "LEE"), Limit = 1 }, Ct)).Value.Guests.Should().ContainSingle();
    }

    [Fact]
    public async Task People_are_found_beyond_the_first_page_and_the_last_page_may_be_empty()
    {
        foreach (var number in Enumerable.Range(1, 199))
            fake.Add(FakeApaleo.Person("Ann", $"Party {number}", "group@example.com"));
        fake.Add(FakeApaleo.Person("Zoë", "Last", "group@example.com"));

        (await apaleo.FindGuests(new GuestQuery { Email = "group@example.com", Name = new GuestName("Zoë", "Last") }, Ct)).Value.Guests.Should().ContainSingle();

        fake.RequestsOf("list").Should().HaveCount(3, "two full pages, and 204 for the third");
    }

    [Theory]
    [InlineData("Canceled")]
    [InlineData("CheckedOut")]
    [InlineData("NoShow")]
    public async Task A_person_whose_stay_is_over_is_gone_so_that_the_next_stay_is_looked_for(string status)
    {
        var reservation = fake.Add(Ann(), booker: Ann());
        var guest = await Find();
        reservation["status"] = status;

        (await apaleo.ReadGuest(guest.Id, Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
        (await apaleo.ReadGuest(new ExternalGuestId($"{FakeVendor.Text(reservation, "bookingId")}:booker:0"), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
        (await apaleo.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Value.Guests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("XPGMS001-1")]
    [InlineData("XPGMS001-1:primary:-1")]
    [InlineData("XPGMS001-1:chef:0")]
    [InlineData("XPGMS001-1:additional:7")]
    public async Task An_id_that_leads_to_nobody_is_gone(string id)
    {
        fake.Add(Ann());

        (await apaleo.ReadGuest(new ExternalGuestId(id), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
    }

    [Fact]
    public async Task The_words_of_a_refusal_reach_staff()
    {
        fake.Add(Ann());
        fake.Fail(VendorFault.Answer(422, """{"messages":["Country code is not valid.","Try DE."]}"""), "patch");

        (await apaleo.UpdateGuest((await Find()).Id, Correction, Ct)).Failure.Should().BeOfType<PmsFailure.Business>()
            .Which.Message.Should().Contain("apaleo says: Country code is not valid. Try DE.");
    }

    [Fact]
    public async Task A_reservation_goes_to_another_guest_whole_and_once()
    {
        fake.Add(Ann());
        var theirs = fake.Add(FakeApaleo.Person("Bo", "Ek", "bo@example.com"));
        var (ann, id) = (await Find(), new ExternalReservationId(FakeVendor.Text(theirs, "id")!));

        (await apaleo.ReassignReservation(id, ann.Id, Ct)).Failure.Should().BeNull();
        (await apaleo.ReassignReservation(id, ann.Id, Ct)).Failure.Should().BeNull();

        JsonNode.DeepEquals(theirs["primaryGuest"], Ann()).Should().BeTrue();
        fake.RequestsOf("patch").Should().ContainSingle();
    }

    [Fact]
    public async Task A_no_show_is_marked_once_and_refused_in_apaleos_words_where_it_cannot_be()
    {
        var (late, here) = (fake.Add(Ann()), fake.Add(Ann()));
        here["status"] = "InHouse";
        var id = new ExternalReservationId(FakeVendor.Text(late, "id")!);

        (await apaleo.MarkNoShow(id, Ct)).Failure.Should().BeNull();
        (await apaleo.MarkNoShow(id, Ct)).Failure.Should().BeNull();
        (await apaleo.MarkNoShow(new ExternalReservationId(FakeVendor.Text(here, "id")!), Ct)).Failure.Should().BeOfType<PmsFailure.Business>()
            .Which.Message.Should().Contain("Only confirmed reservations");

        FakeVendor.Text(late, "status").Should().Be("NoShow");
        fake.RequestsOf("noshow").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_no_show_that_was_taken_but_did_not_happen_is_not_counted_as_done()
    {
        var id = new ExternalReservationId(FakeVendor.Text(fake.Add(Ann()), "id")!);
        fake.Fail(VendorFault.Unchanged, "noshow");

        (await apaleo.MarkNoShow(id, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }

    private static JsonObject Ann() => FakeApaleo.Person("Ann", "Lee", "ann@example.com");

    private static string? EmailOf(JsonNode? person) => FakeVendor.Text(person, "email");

    private async Task<ExternalGuest> Find() => (await apaleo.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Value.Guests[0];
}
