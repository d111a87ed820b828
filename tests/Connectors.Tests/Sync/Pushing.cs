using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class Pushing
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-44")]
    public async Task A_corrected_email_reaches_the_hotel_and_is_read_back(Db db)
    {
        await using var bench = await Bench.Start(db);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.InStep);
        (await bench.Connection(connection)).Health.Should().Be(ConnectionHealth.Working);

        anna = await bench.Changes(anna with { Email = "anna@smyth.example", EmailState = EmailState.Unverified });

        var operation = await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("anna@smyth.example");
        operation.ConfirmedVersion.Should().Be(2);
        operation.ExternalId.Should().Be(FakeMewsHotel.Id(bench.Hotel.Guests[0]));
        bench.Mews.Requests[^1].Operation.Should().Be("customers/getAll", "the last word is what was read back");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-27")]
    [Trait("Criterion", "S0-44")]
    public async Task A_guest_without_an_email_is_made_without_one_and_the_placeholder_never_leaves(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();

        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.InStep);

        bench.Hotel.Guests.Should().ContainSingle().Which["Email"].Should().BeNull();
        bench.Mews.Requests.Should().NotContain(request => request.Body.Contains("placeholder.invalid", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(EmailState.Relay, "anna.483@guest.booking.com")]
    [InlineData(EmailState.Bounced, "anna@smith.example")]
    [InlineData(EmailState.Placeholder, null)]
    [InlineData(EmailState.Unverified, "anna@reception.localhost")]
    [Trait("Criterion", "S0-45")]
    public async Task An_address_that_is_no_contact_never_replaces_the_one_the_hotel_has(EmailState state, string? address)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);

        anna = await bench.Changes(anna with { Email = address, EmailState = state, Phone = "+351912000111" });
        await bench.Comes(anna, OperationState.InStep);

        var guest = bench.Hotel.Guests.Should().ContainSingle().Subject;
        guest["Email"]!.GetValue<string>().Should().Be("anna@smyth.example");
        guest["Phone"]!.GetValue<string>().Should().Be("+351912000111");
    }

    [Theory, OnEveryDatabase]
    public async Task A_mere_entry_of_the_address_book_is_not_sent_until_it_books(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"), hasBooking: false);
        await bench.Quiet();
        bench.Mews.Requests.Should().BeEmpty();

        bench.People.Book(anna);
        await bench.Tell(new BookingMade(Guid.CreateVersion7(), anna.Id), anna.Id);

        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_booking_cancelled_before_its_turn_leaves_nothing_in_the_hotel_and_nothing_waiting()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        await bench.Ask<PauseConnection, Answer<ConnectionItem>>(pause => pause.Handle(connection, pause: true, default));
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.Waiting);

        bench.People.CancelAll(anna);
        await bench.Ask<PauseConnection, Answer<ConnectionItem>>(pause => pause.Handle(connection, pause: false, default));
        await bench.Quiet();

        (await bench.Operation(anna)).Should().BeNull();
        bench.Hotel.Guests.Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_the_hotel_knows_by_email_and_name_is_linked_and_only_the_difference_written(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var known = bench.Hotel.Add("ANNA", "Smýth", "anna@smyth.example", "+351 912 000 111");

        var anna = await bench.Arrives(People.New("Anna", "Smyth", "Anna@Smyth.example") with { Phone = "+351912000111" });
        var operation = await bench.Comes(anna, OperationState.InStep);

        operation.ExternalId.Should().Be(FakeMewsHotel.Id(known));
        bench.Mews.RequestsOf("customers/add").Should().BeEmpty();
        var written = bench.Mews.RequestsOf("accounts/update").Should().ContainSingle().Which.Json["AccountUpdates"]![0]!["Customer"]!.AsObject();
        written.Where(field => field.Value is not null).Select(field => field.Key).Should().BeEquivalentTo("FirstName", "LastName");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-44")]
    public async Task The_same_email_under_another_name_is_for_staff_to_decide_and_nothing_is_written(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var family = bench.Hotel.Add("Bo", "Bergström", "family@example.com");

        var anna = await bench.Arrives(People.New("Anna", "Bergström", "family@example.com"));
        var operation = await bench.Comes(anna, OperationState.NeedsStaff);

        operation.Code.Should().Be("possible-duplicate");
        operation.Message.Should().Contain("Bo Bergström").And.Contain("same person");
        operation.OtherGuestId.Should().Be(FakeMewsHotel.Id(family));
        bench.Hotel.Guests.Should().ContainSingle().Which["FirstName"]!.GetValue<string>().Should().Be("Bo");

        await bench.Ask<LinkGuest, Answer<OperationItem>>(link => link.Handle(operation.Id, new(null), default));
        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle().Which["FirstName"]!.GetValue<string>().Should().Be("Anna");
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_merged_in_the_hotel_is_followed_to_the_one_that_was_kept(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        var kept = bench.Hotel.Add("Anna", "Smyth");
        var gone = bench.Hotel.Guests[0];
        (gone["IsActive"], gone["MergeTargetId"]) = (false, FakeMewsHotel.Id(kept));

        anna = await bench.Changes(anna with { Phone = "+351912000222" });
        var operation = await bench.Comes(anna, OperationState.InStep);

        operation.ExternalId.Should().Be(FakeMewsHotel.Id(kept));
        (kept["Phone"]!.GetValue<string>(), kept["Email"]!.GetValue<string>()).Should().Be(("+351912000222", "anna@smyth.example"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guest_deleted_in_the_hotel_is_made_again_only_for_a_booking_to_come(bool hasBooking)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests[0]["IsActive"] = false;
        bench.People.Know(anna, hasBooking);

        anna = await bench.Changes(anna with { Phone = "+351912000222" });
        await bench.Quiet();

        bench.Hotel.Guests.Count(guest => guest["IsActive"]!.GetValue<bool>()).Should().Be(hasBooking ? 1 : 0);
        ((await bench.Operation(anna))?.State).Should().Be(hasBooking ? OperationState.InStep : null);
    }

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_change_the_hotel_accepts_and_does_not_show_is_called_a_difference()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        bench.Mews.Fail(MewsFault.Unchanged, "accounts/update");

        anna = await bench.Changes(anna with { Email = "new@smyth.example" });
        await bench.Quiet();

        var operation = await bench.Operation(anna);
        operation!.State.Should().Be(OperationState.Differs);
        operation.Message.Should().Be("Mews took the change but still shows another email.");
        operation.ConfirmedVersion.Should().Be(1);

        bench.Mews.Recover();
        await bench.Ask<RetryOperations, Answer<OperationItem>>(retry => retry.One(operation.Id, default));
        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("new@smyth.example");
    }

    [Fact]
    public async Task What_only_the_hotel_knows_of_an_address_stays()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var known = bench.Hotel.Add("Jo", "Lee", "jo@lee.example");
        known["AddressId"] = Guid.NewGuid().ToString();
        known["Address"] = new JsonObject { ["Line1"] = "1 Pier Rd", ["Line2"] = "Apt 4", ["City"] = "Santa Cruz", ["PostalCode"] = "95060", ["CountryCode"] = "US", ["CountrySubdivisionCode"] = "US-CA" };

        var jo = await bench.Arrives(People.New("Jo", "Lee", "jo@lee.example") with { Address = new PostalAddress("1 Pier Rd", null, "Santa Cruz", "California", "US") });
        await bench.Comes(jo, OperationState.InStep);
        bench.Mews.RequestsOf("addresses/update").Should().BeEmpty();

        jo = await bench.Changes(jo with { Address = new PostalAddress("2 Bay St", "95062", "Santa Cruz", "CA", "US") });
        await bench.Comes(jo, OperationState.InStep);
        known["Address"]!.ToJsonString().Should().Contain("2 Bay St").And.Contain("US-CA").And.NotContain("Apt 4");
    }

    [Fact]
    public async Task A_customer_deleted_here_stays_as_they_are_in_the_hotel()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);

        bench.People.Forget(anna);
        await bench.Tell(new CustomerChanged(anna.Id, 2), anna.Id);
        await bench.Quiet();

        (await bench.Operation(anna)).Should().BeNull();
        bench.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("anna@smyth.example");
    }
}
