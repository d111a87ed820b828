using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>What the hotel's system tells: by webhook, when asked, and in the nightly comparison.</summary>
public sealed class NewsFromThere
{
    [Theory]
    [InlineData("old@smyth.example")]
    [InlineData("")]
    [InlineData("anna.483@guest.booking.com")]
    [Trait("Criterion", "S0-45")]
    public async Task An_old_blank_or_alias_email_there_reverts_nothing_here_and_is_corrected_there(string theirs)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "old@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        anna = await bench.Changes(anna with { Email = "anna@smyth.example" });
        await bench.Comes(anna, OperationState.InStep);

        bench.Hotel.Change(bench.Hotel.Guests[0], "Email", theirs.Length == 0 ? null : theirs);
        await Ring(bench, connection, bench.Hotel.Guests[0]);

        await Eventually.IsTrue(() => Task.FromResult((string?)bench.Hotel.Guests[0]["Email"] == "anna@smyth.example"), "ours is there again");
        await bench.Quiet();
        bench.People.All.Should().ContainSingle().Which.Should().BeEquivalentTo(new { anna.Email, anna.Version });
        (await Differences(bench)).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-45")]
    public async Task A_second_guest_there_with_an_old_blank_or_alias_email_makes_no_second_profile(Db db)
    {
        await using var bench = await Bench.Start(db);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "old@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        anna = await bench.Changes(anna with { Email = "anna@smyth.example" });
        await bench.Comes(anna, OperationState.InStep);

        foreach (var email in new[] { "old@smyth.example", null, "anna.483@guest.booking.com" })
            await Ring(bench, connection, bench.Hotel.Add("Anna", "Smyth", email));
        await bench.Quiet();

        bench.People.All.Should().ContainSingle();
        (await Differences(bench)).Should().HaveCount(3).And.OnlyContain(difference => difference.Field == DifferingField.Guest && difference.CustomerId == anna.Id);
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_nobody_knows_becomes_a_customer_once_and_is_linked(Db db)
    {
        await using var bench = await Bench.Start(db);
        await using var second = await bench.StartAnother();
        var connection = await bench.Connect();
        var address = await Address(bench, connection);
        var guest = bench.Hotel.Add("Þóra", "Jónsdóttir", "thora@example.is", "+354 555 0101");

        for (var time = 0; time < 4; time++)
            await Receive(time % 2 == 0 ? bench : second, address, Told(guest));
        await bench.Quiet();

        var made = bench.People.All.Should().ContainSingle().Subject;
        (made.FirstName, made.Email, made.Phone).Should().Be(("Þóra", "thora@example.is", "+354 555 0101"));
        (await bench.Ask<ListLinks, IReadOnlyList<ListLinks.LinkItem>>(list => list.Handle(made.Id, default))).Should().ContainSingle().Which.ExternalId.Should().Be(FakeMewsHotel.Id(guest));
        bench.Hotel.Guests.Should().ContainSingle();
    }

    [Fact]
    public async Task Our_own_changes_coming_back_change_nothing_and_are_not_sent_again()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        anna = await bench.Changes(anna with { Phone = "+351912000111" });
        await bench.Comes(anna, OperationState.InStep);
        var written = bench.Mews.RequestsOf("accounts/update").Count;

        for (var time = 0; time < 3; time++)
            await Ring(bench, connection, bench.Hotel.Guests[0]);
        await bench.Quiet();

        bench.People[anna.Id].Version.Should().Be(anna.Version);
        bench.Mews.RequestsOf("accounts/update").Should().HaveCount(written);
        (await Differences(bench)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_field_of_ours_changed_there_stands_side_by_side_and_goes_either_way()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);

        bench.Hotel.Change(guest, "Phone", "+351912999999");
        await Ring(bench, connection, guest);
        await bench.Quiet();
        var difference = (await Differences(bench)).Should().ContainSingle().Subject;
        (difference.Field, difference.Ours, difference.Theirs).Should().Be((DifferingField.Phone, "+351912000111", "+351912999999"));

        await bench.Ask<Differences, Answer<Kernel.Done>>(differences => differences.Send(difference.Id, default));
        await Eventually.IsTrue(() => Task.FromResult((string?)guest["Phone"] == "+351912000111"), "ours is there");
        await bench.Quiet();

        bench.Hotel.Change(guest, "Phone", "+351912888888");
        await Ring(bench, connection, guest);
        await bench.Quiet();
        await bench.Ask<Differences, Answer<Kernel.Done>>(async differences => await differences.Take((await differences.List(anna.Id, default)).Single().Id, default));
        bench.People[anna.Id].Phone.Should().Be("+351912888888");
        (await Differences(bench)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Pms")]
    [InlineData("Newest")]
    public async Task A_field_that_is_theirs_or_was_changed_only_there_is_taken_over(string says)
    {
        var owner = Enum.Parse<FieldOwner>(says);
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);
        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(owner, owner, owner, owner), null, default));

        bench.Hotel.Change(guest, "Email", "anna@newmail.example");
        await Ring(bench, connection, guest);
        await bench.Quiet();

        bench.People[anna.Id].Email.Should().Be("anna@newmail.example");
        ((string?)guest["Email"]).Should().Be("anna@newmail.example");
        (await Differences(bench)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_theirs_is_not_overwritten_by_a_push_either()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);
        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(default, default, FieldOwner.Pms, default), null, default));
        bench.Hotel.Change(guest, "Phone", "+351912999999");

        await bench.Changes(anna with { LastName = "Smyth-Lee" });
        await bench.Quiet();

        ((string?)guest["LastName"], (string?)guest["Phone"]).Should().Be(("Smyth-Lee", "+351912999999"));
        bench.People[anna.Id].Phone.Should().Be("+351912999999");
    }

    [Fact]
    public async Task Who_does_not_know_the_address_or_sends_nonsense_leaves_nothing_behind()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var connection = await bench.Connect();
        var (id, token) = await Address(bench, connection);

        (await Receive(bench, (id, "wrong"), """{"Events":[]}""")).Refusal!.Code.Should().Be("not-found");
        (await Receive(bench, (Guid.NewGuid(), token), """{"Events":[]}""")).Refusal!.Code.Should().Be("not-found");
        foreach (var body in new[] { "", "<html>", "[]", "null", """{"Events":"yes"}""", """{"Events":[{"Discriminator":"CustomerUpdated","Value":{"Id":""" })
            (await Receive(bench, (id, token), body)).Refusal!.Code.Should().Be("webhook-unreadable");
        (await Receive(bench, (id, token), null)).Refusal!.Code.Should().Be("webhook-too-long");
        (await Receive(bench, (id, token), """{"Events":[{"Discriminator":"ServiceOrderUpdated","Value":{"Id":"1"}},{"Discriminator":null}]}""")).Value.Stored.Should().Be(0);

        (await bench.Inside(services => services.GetRequiredService<SyncDb>().News.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task News_for_a_closed_connection_is_stored_and_taken_in_when_it_opens()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);
        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(default, default, FieldOwner.Pms, default), null, default));
        await bench.Ask<PauseConnection, Answer<ConnectionItem>>(pause => pause.Handle(connection, pause: true, default));

        bench.Hotel.Change(guest, "Phone", "+351912999999");
        await Ring(bench, connection, guest);
        await bench.Quiet();
        bench.People[anna.Id].Phone.Should().Be("+351912000111");

        await bench.Ask<PauseConnection, Answer<ConnectionItem>>(pause => pause.Handle(connection, pause: false, default));
        await Eventually.IsTrue(() => Task.FromResult(bench.People[anna.Id].Phone == "+351912999999"), "it was taken in");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_fetch_that_fails_for_a_while_loses_no_news(int times)
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);
        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(default, default, FieldOwner.Pms, default), null, default));
        bench.Mews.Fail(MewsFault.Status(500), "customers/getAll", times);

        bench.Hotel.Change(guest, "Phone", "+351912999999");
        await Ring(bench, connection, guest);

        await Eventually.IsTrue(() => Task.FromResult(bench.People[anna.Id].Phone == "+351912999999"), "it was taken in", seconds: 40);
    }

    [Fact]
    public async Task What_no_webhook_told_is_found_by_asking_and_by_comparing_every_night()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var (connection, anna, guest) = await InStep(bench);
        await bench.Ask<ConnectionRules, Answer<ConnectionRules.Rules>>(rules => rules.Change(connection, new(default, default, FieldOwner.Pms, default), null, default));

        bench.Hotel.Change(guest, "Phone", "+351912999999");
        await Job<PollForChanges>(bench);
        await bench.Quiet();
        bench.People[anna.Id].Phone.Should().Be("+351912999999");

        guest["Phone"] = "+351912777777";
        await Job<PollForChanges>(bench);
        await bench.Quiet();
        bench.People[anna.Id].Phone.Should().Be("+351912999999", "this change hides from those who ask");
        await Job<ReconcileNightly>(bench);
        bench.People[anna.Id].Phone.Should().Be("+351912777777");
    }

    private static async Task<(Guid Connection, CustomerCard Customer, JsonObject Guest)> InStep(Bench bench)
    {
        var connection = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example") with { Phone = "+351912000111" });
        await bench.Comes(anna, OperationState.InStep);
        return (connection, anna, bench.Hotel.Guests[0]);
    }

    private static async Task Ring(Bench bench, Guid connection, JsonObject guest) => (await Receive(bench, await Address(bench, connection), Told(guest))).Value.Stored.Should().Be(1);

    private static async Task<(Guid Connection, string Token)> Address(Bench bench, Guid connection) =>
        (connection, (await bench.Ask<ConnectionRules, Answer<ConnectionRules.NewsAddress>>(rules => rules.NewAddress(connection, default))).Value.Address.Split('/')[^1]);

    private static Task<Answer<ReceiveWebhook.Result>> Receive(Bench bench, (Guid Connection, string Token) address, string? body) =>
        bench.Ask<ReceiveWebhook, Answer<ReceiveWebhook.Result>>(receive => receive.Handle(address.Connection, address.Token, body, default));

    private static string Told(JsonObject guest) => new JsonObject
    {
        ["EnterpriseId"] = "harbour",
        ["Events"] = new JsonArray(new JsonObject { ["Discriminator"] = "CustomerUpdated", ["Value"] = new JsonObject { ["Id"] = FakeMewsHotel.Id(guest) } }),
    }.ToJsonString();

    private static Task<IReadOnlyList<Differences.Item>> Differences(Bench bench) => bench.Ask<Differences, IReadOnlyList<Differences.Item>>(differences => differences.List(null, default));

    private static Task<bool> Job<TJob>(Bench bench) where TJob : IJob => bench.Inside(async services =>
    {
        await services.GetRequiredService<TJob>().Run(new JobProgress((_, _) => Task.CompletedTask, TimeProvider.System), default);
        return true;
    });
}
