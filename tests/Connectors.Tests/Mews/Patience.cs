using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

/// <summary>What is repeated, what is not, and when a failing service is left alone.</summary>
public sealed class Patience : MewsStory
{
    private static readonly GuestQuery Ann = new() { Email = "ann@example.com" };

    [Fact]
    public async Task A_read_is_repeated_until_the_service_recovers()
    {
        Fake.Hotel.Add("Ann", "Lee", "ann@example.com");
        Fake.Fail(MewsFault.Status(500), times: 1);
        Fake.Fail(MewsFault.CutShort, times: 1);

        (await Mews.FindGuests(Ann, Ct)).Value.Guests.Should().ContainSingle();

        Fake.Requests.Should().HaveCount(3);
        Turns.Should().Be(3, "every request that leaves takes its turn");
    }

    [Fact]
    public async Task A_write_is_never_repeated_blindly()
    {
        Fake.Fail(MewsFault.Status(500), "customers/add");

        await Mews.CreateGuest(Guest("Ann", "Lee"), Ct);

        Fake.RequestsOf("customers/add").Should().ContainSingle();
    }

    [Theory]
    [InlineData("2", 3)]
    [InlineData("6", 1)]
    public async Task A_short_wait_is_waited_here_and_a_long_one_is_left_to_the_queue(string seconds, int requests)
    {
        Fake.Fail(MewsFault.RetryAfter(429, seconds));

        await Mews.FindGuests(Ann, Ct);

        Fake.Requests.Should().HaveCount(requests);
    }

    [Fact]
    public async Task The_asked_wait_is_kept()
    {
        Fake.Fail(MewsFault.RetryAfter(429, "4"), times: 1);
        var started = TimeProvider.System.GetTimestamp();

        await Mews.FindGuests(Ann, Ct);

        // A timer may ring up to a tick of the system's clock too early.
        TimeProvider.System.GetElapsedTime(started).Should().BeGreaterThan((TimeSpan.FromSeconds(4) / 20) - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again()
    {
        Fake.Fail(MewsFault.Status(500));
        foreach (var _ in Enumerable.Range(0, 4))
            await Mews.FindGuests(Ann, Ct);
        var sent = Fake.Requests.Count;

        var answer = await Mews.AddNote(new ExternalGuestId("fadd5bb6-b428-45d5-94f8-fd0d89fece6d"), "Hello", Ct);

        Fake.Requests.Should().HaveCount(sent, "the circuit is open");
        var failure = answer.Failure.Should().BeOfType<PmsFailure.Transient>().Subject;
        failure.MayHaveHappened.Should().BeFalse();
        failure.RetryAfter.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Refusals_do_not_open_the_circuit()
    {
        Fake.Fail(MewsFault.Status(403));
        foreach (var _ in Enumerable.Range(0, 30))
            await Mews.FindGuests(Ann, Ct);

        Fake.Requests.Should().HaveCount(30);
    }
}
