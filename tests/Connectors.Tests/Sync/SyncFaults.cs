using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>A hotel system that misbehaves in every way of the issue: each has its state and its sentence, nothing is lost, and when it is well again there is one guest with the newest values.</summary>
public sealed class SyncFaults
{
    public static TheoryData<string> Passing => ["429 with Retry-After", "429 without", "500", "503 with Retry-After", "web page", "half an answer", "cut short", "empty", "never", "answer lost"];

    private static VendorFault Fault(string name) => name switch
    {
        "429 with Retry-After" => MewsFault.RetryAfter(429, "1"),
        "503 with Retry-After" => MewsFault.RetryAfter(503, "1"),
        "429 without" => MewsFault.Status(429),
        "500" => MewsFault.Status(500),
        "web page" => MewsFault.Html,
        "half an answer" => MewsFault.TruncatedJson,
        "cut short" => MewsFault.CutShort,
        "empty" => MewsFault.NoContent,
        "never" => MewsFault.Never,
        _ => MewsFault.LostAnswer,
    };

    [Theory, MemberData(nameof(Passing))]
    [Trait("Criterion", "S0-44")]
    public async Task A_guest_to_be_made_waits_while_the_hotel_fails_and_is_made_once(string fault)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        await bench.Connect();
        bench.Mews.Fail(Fault(fault), "customers/add", times: 4);

        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        anna = await bench.Changes(anna with { Phone = "+351912000222" });
        await bench.Comes(anna, OperationState.InStep);

        var guest = bench.Hotel.Guests.Should().ContainSingle().Subject;
        (guest["Email"]!.GetValue<string>(), guest["Phone"]!.GetValue<string>()).Should().Be(("anna@smyth.example", "+351912000222"));
    }

    [Theory, MemberData(nameof(Passing))]
    [Trait("Criterion", "S0-44")]
    public async Task A_correction_waits_with_a_plain_sentence_while_the_hotel_fails_and_arrives_when_it_is_well(string fault)
    {
        await using var bench = await Bench.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:FirstRetry"] = "00:00:00.5" });
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.InStep);
        bench.Mews.Fail(Fault(fault), "accounts/update");

        anna = await bench.Changes(anna with { Email = "anna@smyth.example", EmailState = EmailState.Unverified });
        if (fault != "answer lost")
        {
            var waiting = await Explained(bench, anna);
            waiting.FailureClass.Should().Be(FailureClass.Transient);
            waiting.Message.Should().Contain("Mews").And.Contain("again");
            waiting.NextTryAt.Should().NotBeNull();
            waiting.ConfirmedVersion.Should().Be(1);
        }

        anna = await bench.Changes(anna with { Email = "anna.smyth@newmail.example" });
        bench.Mews.Recover();
        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("anna.smyth@newmail.example");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-44")]
    public async Task A_hotel_that_answers_401_closes_the_connection_and_everybody_waits_for_it(Db db)
    {
        await using var bench = await Bench.Start(db, new Dictionary<string, string?> { ["Connectors:FirstProbe"] = "01:00:00", ["Connectors:LongestProbe"] = "01:00:00" });
        var connection = await bench.Connect();
        bench.Mews.Fail(MewsFault.Status(401));

        var guests = new List<CustomerCard>();
        for (var number = 1; number <= 12; number++)
            guests.Add(await bench.Arrives(People.New("Anna", $"Smyth {number}", $"anna{number}@smyth.example")));
        await Eventually.IsTrue(async () => (await Task.WhenAll(guests.Select(bench.Operation))).All(operation => operation is { WaitsForConnection: true }), "all wait for the connection");

        var closed = await bench.Connection(connection);
        closed.Health.Should().Be(ConnectionHealth.Refused);
        closed.LastFailure.Should().Contain("does not accept our tokens");
        closed.NextProbeAt.Should().BeAfter(DateTime.UtcNow);
        bench.Mews.Requests.Count.Should().BeLessThan(12, "whoever came later did not knock in vain");

        bench.Mews.Recover();
        (await bench.Ask<TestConnection, Answer<TestConnection.Result>>(test => test.Handle(connection, default))).Value.PropertyName.Should().Be("Harbour Hotel");
        foreach (var guest in guests)
            await bench.Comes(guest, OperationState.InStep);
        bench.Hotel.Guests.Should().HaveCount(12);
        (await bench.Connection(connection)).Health.Should().Be(ConnectionHealth.Working);
    }

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_hotel_that_answers_401_for_a_while_is_asked_again_by_itself()
    {
        await using var bench = await Bench.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:FirstProbe"] = "00:00:00.01" });
        await bench.Connect();
        bench.Mews.Fail(MewsFault.Status(401), times: 3);

        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));

        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().ContainSingle();
    }

    [Fact]
    [Trait("Criterion", "S0-44")]
    public async Task A_hotel_that_refuses_one_change_with_403_leaves_it_to_staff_and_serves_the_others()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        bench.Mews.Fail(MewsFault.Status(403, "The country code is not allowed."), "accounts/update", times: 1);

        anna = await bench.Changes(anna with { Phone = "+351912000222" });
        var operation = await bench.Comes(anna, OperationState.NeedsStaff);

        operation.FailureClass.Should().Be(FailureClass.Business);
        operation.Message.Should().Be("Mews refused this. Mews says: The country code is not allowed.");
        operation.NextTryAt.Should().BeNull();
        (await bench.Connection(connection)).Health.Should().NotBe(ConnectionHealth.Refused);
        await bench.Comes(await bench.Arrives(People.New("Bo", "Lee", "bo@lee.example")), OperationState.InStep);

        await bench.Ask<RetryOperations, Answer<RetryOperations.Result>>(retry => retry.All(new(connection, OperationState.NeedsStaff), default));
        await bench.Comes(anna, OperationState.InStep);
        bench.Hotel.Guests.Should().HaveCount(2);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hotel_that_is_down_is_left_alone_by_the_others_and_all_catch_up_when_it_is_back(Db db)
    {
        await using var bench = await Bench.Start(db);
        var connection = await bench.Connect();
        var guests = new List<CustomerCard>();
        for (var number = 1; number <= 8; number++)
            guests.Add(await bench.Arrives(People.New("Anna", $"Smyth {number}")));
        foreach (var guest in guests)
            await bench.Comes(guest, OperationState.InStep);
        bench.Mews.Fail(MewsFault.Status(503));

        for (var number = 0; number < 8; number++)
            guests[number] = await bench.Changes(guests[number] with { Email = $"anna{number}@smyth.example", EmailState = EmailState.Unverified });
        await Eventually.IsTrue(async () => (await Task.WhenAll(guests.Select(bench.Operation))).All(operation => operation is { WaitsForConnection: true }), "all wait for the connection");
        (await bench.Connection(connection)).Health.Should().Be(ConnectionHealth.Away);

        bench.Mews.Recover();
        foreach (var guest in guests)
            await bench.Comes(guest, OperationState.InStep);
        bench.Hotel.Guests.Select(guest => (string?)guest["Email"]).Should().BeEquivalentTo(guests.Select(guest => guest.Email));
    }

    [Fact]
    public async Task One_customer_who_always_fails_neither_closes_the_connection_nor_is_tried_for_ever()
    {
        await using var bench = await Bench.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:Attempts"] = "5" });
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        bench.Mews.Fail(MewsFault.Status(500), "accounts/update", times: 5);

        anna = await bench.Changes(anna with { Phone = "+351912000222" });
        var operation = await bench.Comes(anna, OperationState.Failed);

        operation.Attempts.Should().Be(5);
        operation.Message.Should().Contain("fault of its own");
        (await bench.Connection(connection)).Health.Should().NotBe(ConnectionHealth.Away);
        await bench.Ask<RetryOperations, Answer<OperationItem>>(retry => retry.One(operation.Id, default));
        await bench.Comes(anna, OperationState.InStep);
    }

    private static async Task<OperationItem> Explained(Bench bench, CustomerCard customer)
    {
        OperationItem? operation = null;
        await Eventually.IsTrue(async () => (operation = await bench.Operation(customer)) is { State: OperationState.Waiting, NextTryAt: not null, Message: not null }, "the customer waits with a sentence", seconds: 40);
        return operation!;
    }
}
