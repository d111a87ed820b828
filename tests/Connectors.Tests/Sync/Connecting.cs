using System.Text;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class Connecting
{
    [Theory, OnEveryDatabase]
    public async Task Settings_are_stored_encrypted_and_secrets_are_never_shown_again(Db db)
    {
        await using var bench = await Bench.Start(db);

        var shown = await bench.Connection(await bench.Connect());

        shown.Settings.Should().Equal(new Dictionary<string, string> { ["address"] = bench.Mews.Address });
        shown.SecretsSet.Should().Equal("client-token", "access-token");
        var stored = await bench.Inside(services => services.GetRequiredService<SyncDb>().Connections.Select(connection => connection.Settings).SingleAsync());
        Encoding.UTF8.GetString(stored).Should().NotContain("TOKEN").And.NotContain(FakeMews.AccessToken).And.NotContain(bench.Mews.Address);
    }

    [Fact]
    public async Task Each_wrong_setting_is_said_at_its_field()
    {
        await using var bench = await Bench.Start(Db.Sqlite);

        var answer = await Add(bench, "mews", " ", new() { ["address"] = "ftp://mews", ["client-token"] = "", ["colour"] = "red" });

        answer.Refusal!.Errors.Keys.Should().BeEquivalentTo("name", "settings.address", "settings.client-token", "settings.access-token", "settings.colour");
        (await Add(bench, "opera", "Hotel", [])).Refusal!.Errors.Keys.Should().Equal("plugin");
        (await bench.Ask<ListConnections, IReadOnlyList<ConnectionItem>>(list => list.All(default))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_secret_left_blank_stays_but_not_for_another_address()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var id = await bench.Connect();

        var renamed = await Change(bench, id, new("Harbour", new() { ["address"] = bench.Mews.Address, ["client-token"] = "", ["access-token"] = null }));
        var redirected = await Change(bench, id, new("Harbour", new() { ["address"] = "https://collector.example" }));

        renamed.Value.Name.Should().Be("Harbour");
        (await bench.Ask<TestConnection, Answer<TestConnection.Result>>(test => test.Handle(id, default))).Value.Works.Should().BeTrue();
        redirected.Refusal!.Errors.Keys.Should().BeEquivalentTo("settings.client-token", "settings.access-token");
    }

    [Fact]
    public async Task An_address_in_a_private_network_is_refused_where_the_operator_has_not_allowed_it()
    {
        await using var bench = await Bench.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:AllowPrivateNetworks"] = "false" });

        var answer = await Add(bench, "mews", "Hotel", bench.MewsSettings());

        answer.Refusal!.Errors["settings.address"].Single().Should().Contain("private network");
        bench.Mews.Requests.Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task A_paused_connection_keeps_what_is_to_be_sent_and_sends_the_newest_afterwards(Db db)
    {
        await using var bench = await Bench.Start(db);
        var id = await bench.Connect();
        await Pause(bench, id, pause: true);

        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        anna = await bench.Changes(anna with { Email = "anna@smyth.example", EmailState = EmailState.Unverified });
        await bench.Quiet();
        bench.Mews.Requests.Should().BeEmpty();
        (await bench.Operation(anna))!.State.Should().Be(OperationState.Waiting);

        await Pause(bench, id, pause: false);
        await bench.Comes(anna, OperationState.InStep);
        bench.Mews.RequestsOf("customers/add").Should().ContainSingle();
    }

    [Fact]
    public async Task New_credentials_set_free_what_waited_for_them()
    {
        await using var bench = await Bench.Start(Db.Sqlite, new Dictionary<string, string?> { ["Connectors:FirstProbe"] = "01:00:00", ["Connectors:LongestProbe"] = "01:00:00" });
        var id = await bench.Connect(accessToken: "ACCESS-WRONG");
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.Waiting);
        await Eventually.IsTrue(async () => (await bench.Connection(id)).Health == ConnectionHealth.Refused, "the connection is refused");

        await Change(bench, id, new("Harbour Hotel", bench.MewsSettings()));

        await bench.Comes(anna, OperationState.InStep);
    }

    [Fact]
    public async Task A_test_says_in_words_why_it_failed()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var id = await bench.Connect(accessToken: "ACCESS-WRONG");

        var result = (await bench.Ask<TestConnection, Answer<TestConnection.Result>>(test => test.Handle(id, default))).Value;

        result.Should().BeEquivalentTo(new { Works = false, PropertyName = (string?)null });
        result.Message.Should().Contain("does not accept our tokens").And.NotContain("ACCESS-WRONG");
    }

    [Theory, OnEveryDatabase]
    public async Task A_connection_removed_takes_its_links_and_operations_along_and_leaves_the_hotel_as_it_is(Db db)
    {
        await using var bench = await Bench.Start(db);
        var id = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        await bench.Comes(anna, OperationState.InStep);

        await bench.Ask<RemoveConnection, Answer<Kernel.Done>>(remove => remove.Handle(id, null, default));

        (await bench.Operation(anna)).Should().BeNull();
        (await bench.Ask<ListLinks, IReadOnlyList<ListLinks.LinkItem>>(list => list.Handle(anna.Id, default))).Should().BeEmpty();
        bench.Hotel.Guests.Should().ContainSingle();
        await bench.Changes(anna with { Phone = "+351912000222" });
        await bench.Quiet();
    }

    [Fact]
    public async Task Another_business_sees_none_of_it()
    {
        await using var bench = await Bench.Start(Db.Sqlite);
        var id = await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth"));
        var operation = await bench.Comes(anna, OperationState.InStep);

        await bench.AsStranger(async services =>
        {
            (await services.GetRequiredService<ListConnections>().All(default)).Should().BeEmpty();
            (await services.GetRequiredService<ListConnections>().One(id, default)).Refusal!.Code.Should().Be("not-found");
            (await services.GetRequiredService<RetryOperations>().One(operation.Id, default)).Refusal!.Code.Should().Be("not-found");
            (await services.GetRequiredService<ListLinks>().Handle(anna.Id, default)).Should().BeEmpty();
        });
    }

    private static Task<Answer<ConnectionItem>> Add(Bench bench, string plugin, string name, Dictionary<string, string?> settings) =>
        bench.Ask<AddConnection, Answer<ConnectionItem>>(add => add.Handle(new(plugin, name, settings), default));

    private static Task<Answer<ConnectionItem>> Change(Bench bench, Guid id, ChangeConnection.Request request) =>
        bench.Ask<ChangeConnection, Answer<ConnectionItem>>(change => change.Handle(id, request, null, default));

    private static Task<Answer<ConnectionItem>> Pause(Bench bench, Guid id, bool pause) =>
        bench.Ask<PauseConnection, Answer<ConnectionItem>>(feature => feature.Handle(id, pause, default));
}
