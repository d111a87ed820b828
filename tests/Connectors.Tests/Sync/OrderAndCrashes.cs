using System.Globalization;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Mews;
using BookingPlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Done = BookingPlatform.Connectors.Abstractions.Done;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class OrderAndCrashes
{
    [Theory, OnEveryDatabase]
    public async Task Quick_changes_are_sent_as_one_and_the_hotel_never_sees_an_older_one_after_a_newer(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);

        for (var number = 2; number <= 40; number++)
            anna = await bench.Changes(anna with { Phone = $"+35191200{number:000}" });
        await bench.Comes(anna, OperationState.InStep);
        await bench.Quiet();

        var written = bench.Mews.RequestsOf("accounts/update")
            .Select(request => request.Json["AccountUpdates"]![0]!["Customer"]!["Telephone"]!["Value"]!.GetValue<string>())
            .Select(phone => int.Parse(phone[^3..], CultureInfo.InvariantCulture))
            .ToList();
        written.Should().BeInAscendingOrder().And.HaveCountLessThan(39);
        written[^1].Should().Be(40);
    }

    [Theory, OnEveryDatabase]
    public async Task Several_nodes_bring_many_customers_in_step_and_make_nobody_twice(Db db)
    {
        await using var first = await Bench.Start(db);
        await using var second = await first.StartAnother();
        await using var third = await first.StartAnother();
        await first.Connect();

        var guests = new List<CustomerCard>();
        for (var number = 0; number < 15; number++)
            guests.Add(await first.Arrives(People.New("Anna", $"Smyth {number}")));
        for (var number = 0; number < 15; number++)
            guests[number] = await second.Changes(guests[number] with { Phone = $"+351912000{number:000}" });

        foreach (var guest in guests)
            await third.Comes(guest, OperationState.InStep);
        first.Hotel.Guests.Select(guest => $"{guest["LastName"]} {guest["Phone"]}").Should().BeEquivalentTo(guests.Select(guest => $"{guest.LastName} {guest.Phone}"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_node_that_dies_between_writing_and_noting_it_leaves_no_second_guest(Db db)
    {
        var dying = new DiesAfterCreating();
        await using var first = await Bench.Start(db, plugin: dying);
        await first.Connect();
        var anna = await first.Arrives(People.New("Anna", "Smyth"));
        await dying.HasCreated.WaitAsync(TimeSpan.FromSeconds(30));
        await first.DisposeAsync();

        await using var second = await first.StartAnother();
        anna = await second.Changes(anna with { Email = "anna@smyth.example", EmailState = EmailState.Unverified });

        await second.Comes(anna, OperationState.InStep);
        second.Mews.RequestsOf("customers/add").Should().ContainSingle();
        second.Hotel.Guests.Should().ContainSingle().Which["Email"]!.GetValue<string>().Should().Be("anna@smyth.example");
    }

    [Theory, OnEveryDatabase]
    public async Task A_node_that_was_too_slow_does_not_write_its_failure_over_what_the_next_one_confirmed(Db db)
    {
        await using var bench = await Bench.Start(db);
        await bench.Connect();
        var anna = await bench.Arrives(People.New("Anna", "Smyth", "anna@smyth.example"));
        await bench.Comes(anna, OperationState.InStep);
        await bench.Quiet();
        bench.Mews.Fail(VendorFault.Never, "accounts/update", times: 1);
        anna = await bench.Changes(anna with { Phone = "+351912000111" });
        await Eventually.IsTrue(() => Task.FromResult(bench.Mews.RequestsOf("accounts/update").Count == 1), "the update is on its way");

        await bench.Inside(services => AnotherNodeConfirms(services, anna));
        await bench.Quiet();
        await Task.Delay(TimeSpan.FromSeconds(2));

        (await bench.Operation(anna))!.State.Should().Be(OperationState.InStep);
    }

    private static async Task<bool> AnotherNodeConfirms(IServiceProvider services, CustomerCard customer)
    {
        var work = services.GetRequiredService<Work>();
        await work.BeginAsync(CancellationToken.None);
        await services.GetRequiredService<SyncDb>().Operations.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OperationState.InStep).SetProperty(row => row.ConfirmedVersion, customer.Version));
        await services.GetRequiredService<KernelDb>().Outbox.ExecuteDeleteAsync();
        await work.SaveAsync(CancellationToken.None);
        return true;
    }

    /// <summary>The hotel makes the guest, and the node never hears of it: as if it were killed at that moment.</summary>
    private sealed class DiesAfterCreating : IConnectorPlugin
    {
        private readonly MewsPlugin mews = new();
        private readonly TaskCompletionSource created = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasCreated => created.Task;

        public string Key => mews.Key;

        public string DisplayName => mews.DisplayName;

        public Version Version => mews.Version;

        public IReadOnlyList<SettingField> Settings => mews.Settings;

        public PmsCapabilities Capabilities => mews.Capabilities;

        public RateLimit RateLimit => mews.RateLimit;

        public IPmsConnector Create(ConnectorContext context) => new Dying(mews.Create(context), created);

        private sealed class Dying(IPmsConnector inner, TaskCompletionSource created) : IPmsConnector
        {
            public Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct) => inner.TestConnection(ct);

            public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => inner.FindGuests(query, ct);

            public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => inner.ReadGuest(id, ct);

            public async Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct)
            {
                await inner.CreateGuest(guest, ct);
                created.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
                throw new InvalidOperationException("A dead node says nothing.");
            }

            public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => inner.UpdateGuest(id, change, ct);

            public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => inner.AddNote(id, text, ct);
        }
    }
}
