using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Tests.Fakes;
using Done = BookingPlatform.Connectors.Abstractions.Done;

namespace BookingPlatform.Connectors.Tests.Sync;

public sealed class BrokenPlugins
{
    [Fact]
    public async Task A_plugin_that_throws_is_a_passing_failure_of_its_hotel_system()
    {
        var guarded = new GuardedConnector(new Rude(_ => throw new FormatException("secret detail")), "Acme", TimeProvider.System, new RememberedLog());

        var answer = await guarded.TestConnection(default);

        answer.Failure.Should().BeOfType<PmsFailure.Transient>().Which.Message.Should().Contain("plugin for Acme").And.NotContain("secret detail");
    }

    [Fact]
    public async Task A_plugin_that_never_comes_back_is_not_waited_for_for_ever()
    {
        var guarded = new GuardedConnector(new Rude(_ => new TaskCompletionSource().Task), "Acme", new HurriedClock(times: 1000), new RememberedLog());

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
        }), "Acme", TimeProvider.System, new RememberedLog());

        await guarded.Invoking(connector => connector.TestConnection(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
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
