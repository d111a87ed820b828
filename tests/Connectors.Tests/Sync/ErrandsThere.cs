using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.NoShow.Contracts;
using BookingPlatform.Testing;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>What is done in the hotel's system besides keeping guests' data, in the same queue.</summary>
public sealed class ErrandsThere
{
    public static TheoryData<string> Faults => ["500", "429", "answer lost", "web page"];

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-53")]
    public async Task A_booking_assigned_to_another_customer_is_given_to_their_guest_there_who_is_made_first(Db db)
    {
        await using var bench = await Bench.Start(db);
        var (connection, anna) = (await bench.Connect(), await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example")));
        var old = (await bench.Comes(anna, OperationState.InStep)).ExternalId!;
        var stay = await Reserved(bench, connection, anna, "R1", old);
        var bo = People.New("Bo", "Lee", "bo@lee.example");
        bench.People.Know(bo, hasBooking: true);

        await Assign(bench, stay, bo, version: 2);

        await bench.ErrandComes(bo.Id, OperationState.InStep);
        bench.Hotel.Reservations["R1"].Should().Be((await bench.Operation(bo))!.ExternalId).And.NotBe(old);
        bench.Mews.Requests.Select(request => request.Operation).Where(operation => operation is "customers/add" or "reservations/updateCustomer")
            .Should().Equal("customers/add", "customers/add", "reservations/updateCustomer");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-53")]
    public async Task Assigned_to_and_fro_the_reservation_ends_with_the_one_who_has_the_booking(Db db)
    {
        await using var bench = await Bench.Start(db);
        await using var second = await bench.StartAnother();
        var connection = await bench.Connect();
        var guests = new List<CustomerCard>();
        foreach (var name in new[] { "Ann", "Bo", "Cy" })
            guests.Add(await bench.Arrives(People.New(name, "Lee", $"{name}@lee.example")));
        foreach (var guest in guests)
            await bench.Comes(guest, OperationState.InStep);
        var stay = await Reserved(bench, connection, guests[0], "R1", "nobody");

        for (var version = 2; version <= 13; version++)
            stay = await Assign(version % 2 == 0 ? bench : second, stay, guests[version % 3], version);

        await bench.Quiet();
        bench.Hotel.Reservations["R1"].Should().Be((await bench.Operation(guests[13 % 3]))!.ExternalId);
    }

    [Theory, MemberData(nameof(Faults))]
    [Trait("Criterion", "S0-53")]
    public async Task A_hotel_that_fails_gets_the_reservation_given_over_when_it_is_well(string fault)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var (anna, bo) = (await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example")), await bench.Arrives(People.New("Bo", "Lee", "bo@lee.example")));
        await bench.Comes(anna, OperationState.InStep);
        await bench.Comes(bo, OperationState.InStep);
        var stay = await Reserved(bench, connection, anna, "R1", "nobody");
        bench.Mews.Fail(fault switch { "500" => MewsFault.Status(500), "429" => MewsFault.RetryAfter(429, "1"), "web page" => MewsFault.Html, _ => MewsFault.LostAnswer }, "reservations/updateCustomer", times: 3);

        await Assign(bench, stay, bo, version: 2);

        await bench.ErrandComes(bo.Id, OperationState.InStep);
        bench.Hotel.Reservations["R1"].Should().Be((await bench.Operation(bo))!.ExternalId);
    }

    [Fact]
    [Trait("Criterion", "S0-53")]
    public async Task A_stay_whose_reservation_nobody_named_is_a_task_until_somebody_names_it()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var (anna, bo) = (await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example")), await bench.Arrives(People.New("Bo", "Lee", "bo@lee.example")));
        await bench.Comes(bo, OperationState.InStep);
        await bench.Comes(anna, OperationState.InStep);
        var stay = bench.People.Has(People.Stay(anna.Id));

        await Assign(bench, stay, bo, version: 2);
        var task = await bench.ErrandComes(bo.Id, OperationState.NeedsStaff);
        task.Code.Should().Be("no-reservation");
        task.Message.Should().Contain("K7QM-2XP4").And.Contain("Mews").And.Contain("Enter its number");

        bench.Hotel.Reservations["R1"] = "nobody";
        await Name(bench, connection, stay, "R1");
        await bench.ErrandComes(bo.Id, OperationState.InStep);
        bench.Hotel.Reservations["R1"].Should().Be((await bench.Operation(bo))!.ExternalId);
    }

    [Fact]
    public async Task A_no_show_is_marked_there_and_taken_back()
    {
        await using var vendor = (CloudbedsBench)await Vendors.Start("Cloudbeds");
        await using var bench = await Bench.Start(Db.Sqlite, plugin: vendor.Plugin);
        var connection = await bench.Connect(vendor);
        var fake = (FakeCloudbeds)vendor.Fake;
        var reservation = FakeVendor.Text(fake.Add("Anna", "Smyth", "anna@smyth.example"), "reservationID")!;
        var anna = People.New("Anna", "Smyth", "anna@smyth.example");
        bench.People.Know(anna, hasBooking: true);
        var stay = bench.People.Has(People.Stay(anna.Id) with { Status = BookingStatus.NoShow });
        await Name(bench, connection, stay, reservation);

        await bench.Tell(new NoShowMarked(stay.Id, anna.Id, 2), anna.Id);
        await bench.ErrandComes(anna.Id, OperationState.InStep);
        FakeVendor.Text(fake.Reservations[reservation], "status").Should().Be("no_show");

        bench.People.Has(stay with { Status = BookingStatus.Booked });
        await bench.Tell(new NoShowUndone(stay.Id, anna.Id, 3), anna.Id);
        await Eventually.IsTrue(() => Task.FromResult(FakeVendor.Text(fake.Reservations[reservation], "status") == "confirmed"), "the no-show is taken back");
    }

    [Fact]
    public async Task A_no_show_taken_back_before_its_turn_never_reaches_the_hotel()
    {
        await using var vendor = (CloudbedsBench)await Vendors.Start("Cloudbeds");
        await using var bench = await Bench.Start(Db.Sqlite, plugin: vendor.Plugin);
        var connection = await bench.Connect(vendor);
        var anna = People.New("Anna", "Smyth", "anna@smyth.example");
        bench.People.Know(anna, hasBooking: false);
        var stay = bench.People.Has(People.Stay(anna.Id) with { Status = BookingStatus.NoShow });
        await Name(bench, connection, stay, "R1");
        await Pause(bench, connection, pause: true);

        await bench.Tell(new NoShowMarked(stay.Id, anna.Id, 2), anna.Id);
        await bench.ErrandComes(anna.Id, OperationState.Waiting);
        bench.People.Has(stay with { Status = BookingStatus.Booked });
        await bench.Tell(new NoShowUndone(stay.Id, anna.Id, 3), anna.Id);
        await bench.Quiet();
        await Pause(bench, connection, pause: false);

        await bench.ErrandComes(anna.Id, OperationState.InStep);
        vendor.Fake.RequestsOf("putReservation").Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_system_cannot_do_becomes_a_task_with_its_steps_that_staff_settle()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        var stay = bench.People.Has(People.Stay(anna.Id) with { Status = BookingStatus.NoShow });

        await bench.Tell(new NoShowMarked(stay.Id, anna.Id, 2), anna.Id);

        var task = await bench.ErrandComes(anna.Id, OperationState.NeedsStaff);
        (task.Code, task.Message).Should().Be(("not-offered", "Mews does not let us mark a no-show. In Mews open the reservation, choose Cancel and give No-show as the reason."));
        (await bench.Comes(anna, OperationState.InStep)).Message.Should().BeNull("the guest's data are in step all the same");
        (await bench.Ask<SettleErrand, Answer<ErrandItem>>(settle => settle.Done(task.Id, default))).Value.Code.Should().Be("by-hand");

        bench.People.Has(stay with { Status = BookingStatus.Booked });
        await bench.Tell(new NoShowUndone(stay.Id, anna.Id, 3), anna.Id);
        (await bench.ErrandComes(anna.Id, OperationState.NeedsStaff)).Message.Should().Contain("Undo cancellation");
        (await bench.Connection(connection)).Health.Should().Be(ConnectionHealth.Working);
    }

    [Fact]
    public async Task A_ban_waits_for_its_guest_and_is_lifted_again()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        var anna = People.New("Anna", "Smyth", "anna@smyth.example");
        bench.People.Know(anna, hasBooking: false);

        (await bench.Ask<BanThere, Answer<BanThere.Result>>(ban => ban.Handle(new(anna.Id, " "), banned: true, default))).Refusal!.Errors.Keys.Should().Equal("reason");
        await bench.Ask<BanThere, Answer<BanThere.Result>>(ban => ban.Handle(new(anna.Id, "Fire alarm"), banned: true, default));
        (await bench.ErrandComes(anna.Id, OperationState.NeedsStaff)).Code.Should().Be("no-guest");

        bench.People.Book(anna);
        await bench.Tell(new BookingMade(Guid.CreateVersion7(), anna.Id), anna.Id);
        await bench.ErrandComes(anna.Id, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle().Which["Blocklist"]!.GetValue<bool>().Should().BeTrue();

        await bench.Ask<BanThere, Answer<BanThere.Result>>(ban => ban.Handle(new(anna.Id, null), banned: false, default));
        await Eventually.IsTrue(() => Task.FromResult(!bench.Hotel.Guests[0]["Blocklist"]!.GetValue<bool>()), "the ban is lifted");
    }

    [Fact]
    public async Task An_online_block_is_a_ban_there_only_where_staff_want_it_so()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);

        await bench.Tell(new CustomerBlockChanged(anna.Id, IsBlocked: true), anna.Id);
        await bench.Quiet();
        (await bench.Errands(anna.Id)).Should().BeEmpty();

        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(default, default, default, default) { BlocksBan = true }, null, default));
        await bench.Tell(new CustomerBlockChanged(anna.Id, IsBlocked: true), anna.Id);
        await bench.ErrandComes(anna.Id, OperationState.InStep);
        bench.Hotel.Guests[0]["Blocklist"]!.GetValue<bool>().Should().BeTrue();
    }

    private static async Task<BookingCard> Reserved(Bench bench, Guid connection, CustomerCard customer, string reservation, string guest)
    {
        var stay = bench.People.Has(People.Stay(customer.Id));
        bench.Hotel.Reservations[reservation] = guest;
        await Name(bench, connection, stay, reservation);
        return stay;
    }

    private static async Task Name(Bench bench, Guid connection, BookingCard booking, string reservation) =>
        (await bench.Ask<LinkReservation, Answer<LinkReservation.Item>>(link => link.Handle(new(connection, booking.Id, reservation), default))).Value.Reservation.Should().Be(reservation);

    private static async Task<BookingCard> Assign(Bench bench, BookingCard booking, CustomerCard to, int version)
    {
        var assigned = bench.People.Has(booking with { CustomerId = to.Id, Version = version });
        await bench.Tell(new BookingAssigned(booking.Id, booking.CustomerId, to.Id, version), booking.CustomerId);
        return assigned;
    }

    private static Task<Answer<ConnectionItem>> Pause(Bench bench, Guid connection, bool pause) =>
        bench.Ask<PauseConnection, Answer<ConnectionItem>>(feature => feature.Handle(connection, pause, default));
}
