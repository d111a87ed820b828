using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Tests.Fakes;
using Done = BookingPlatform.Connectors.Abstractions.Done;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class BrokenPlugins
{
    private static readonly PmsCapabilities Capabilities = new()
    {
        Features = PmsFeatures.FindGuest,
        GuestIdentity = GuestIdentity.Profile,
        FindBy = GuestKeys.Email,
        ByHand = new Dictionary<PmsFeatures, string> { [PmsFeatures.NoShow] = "Open the booking in Acme and press No-show." },
    };

    [Fact]
    public async Task A_plugin_that_throws_is_a_passing_failure_of_its_hotel_system()
    {
        var guarded = new GuardedConnector(new Rude(_ => throw new FormatException("secret detail")), "Acme", Capabilities, TimeProvider.System, new RememberedLog());

        var answer = await guarded.TestConnection(default);

        answer.Failure.Should().BeOfType<PmsFailure.Transient>().Which.Message.Should().Contain("plugin for Acme").And.NotContain("secret detail");
    }

    [Fact]
    public async Task A_plugin_that_never_comes_back_is_not_waited_for_for_ever()
    {
        var guarded = new GuardedConnector(new Rude(_ => new TaskCompletionSource().Task), "Acme", Capabilities, new HurriedClock(times: 1000), new RememberedLog());

        (await guarded.TestConnection(default)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }

    [Fact]
    public async Task Stopping_is_not_taken_for_a_failure()
    {
        using var stop = new CancellationTokenSource();
        var guarded = new GuardedConnector(new Rude(async ct =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }), "Acme", Capabilities, TimeProvider.System, new RememberedLog());

        await guarded.Invoking(connector => connector.TestConnection(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task What_a_plugin_does_not_offer_is_not_asked_of_it_and_answered_with_the_steps_for_staff()
    {
        var guarded = new GuardedConnector(new Rude(_ => throw new InvalidOperationException("never asked")), "Acme", Capabilities, TimeProvider.System, new RememberedLog());

        (await guarded.MarkNoShow(new ExternalReservationId("R1"), default)).Failure.Should().BeOfType<PmsFailure.NotSupported>()
            .Which.Message.Should().Be("Acme does not let us mark a no-show. Open the booking in Acme and press No-show.");
        (await guarded.BanGuest(new ExternalGuestId("1"), new GuestBan(true, "Fire alarm"), default)).Failure.Should().BeOfType<PmsFailure.NotSupported>()
            .Which.Message.Should().Be("Acme does not let us ban a guest. Do it there by hand.");
    }

    [Theory]
    [InlineData("Anna", "Smyth", "SMYTH", "Anna", true)]
    [InlineData("José María", "García", "Jose Maria", "Garcia", true)]
    [InlineData("Anna", "Smyth", "Bo", "Smyth", false)]
    [InlineData("Anna", "Smyth", "Anna", "Smith", false)]
    [InlineData("कमल", "राम", "कमला", "राम", false)]
    [InlineData("", "", "", "", false)]
    [InlineData("太郎", "山田", "太郎", "山田", true)]
    public void Names_agree_regardless_of_case_accents_and_order_and_of_nothing_else(string first, string last, string otherFirst, string otherLast, bool agree) =>
        new GuestName(first, last).Agrees(new GuestName(otherFirst, otherLast)).Should().Be(agree);

    private sealed class Rude(Func<CancellationToken, Task> behave) : IPmsConnector
    {
        public async Task<PmsAnswer<ConnectionReport>> TestConnection(CancellationToken ct)
        {
            await behave(ct);
            return new ConnectionReport("Acme", []);
        }

        public Task<PmsAnswer<FoundGuests>> FindGuests(GuestQuery query, CancellationToken ct) => throw new NotSupportedException();

        public Task<PmsAnswer<ExternalGuest>> ReadGuest(ExternalGuestId id, CancellationToken ct) => throw new NotSupportedException();

        public Task<PmsAnswer<ExternalGuest>> CreateGuest(NewGuest guest, CancellationToken ct) => throw new NotSupportedException();

        public Task<PmsAnswer<Done>> UpdateGuest(ExternalGuestId id, GuestChange change, CancellationToken ct) => throw new NotSupportedException();

        public Task<PmsAnswer<Done>> AddNote(ExternalGuestId id, string text, CancellationToken ct) => throw new NotSupportedException();
    }
}
