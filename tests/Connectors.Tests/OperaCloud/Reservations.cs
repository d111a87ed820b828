using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Connectors.Tests.Kit;

namespace BookingPlatform.Connectors.Tests.OperaCloud;

/// <summary>Reservations and bans in OPERA: under a lock, once, and looked at afterwards.</summary>
public sealed class Reservations
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_guest_is_banned_and_the_ban_lifted_and_a_reservation_goes_to_another_guest_each_once()
    {
        await using var bench = await Vendors.Start("OPERA Cloud");
        var (fake, opera) = ((FakeOpera)bench.Fake, bench.Connect());
        var ann = fake.Add("Ann", "Lee");
        fake.Reservations["R1"] = "9";
        foreach (var banned in new[] { true, true, false, false })
            (await opera.BanGuest(Id(ann), new GuestBan(banned, "Fire alarm"), Ct)).Failure.Should().BeNull();
        foreach (var _ in Enumerable.Range(0, 2))
            (await opera.ReassignReservation(new ExternalReservationId("R1"), Id(ann), Ct)).Failure.Should().BeNull();

        fake.RequestsOf("update").Should().HaveCount(2);
        fake.RequestsOf("reassign").Should().ContainSingle();
        fake.Reservations["R1"].Should().Be(Id(ann).Value);
        (await opera.ReassignReservation(new ExternalReservationId("R2"), Id(ann), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
    }

    [Fact]
    [Trait("Criterion", "S0-53")]
    public async Task A_reservation_that_somebody_has_open_waits_and_is_then_written_under_a_lock_that_is_given_back()
    {
        await using var bench = await Vendors.Start("OPERA Cloud");
        var (fake, opera) = ((FakeOpera)bench.Fake, bench.Connect());
        var ann = fake.Add("Ann", "Lee");
        fake.Reservations["R1"] = "9";
        fake.OpenElsewhere.Add("R1");

        (await opera.ReassignReservation(new ExternalReservationId("R1"), Id(ann), Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.Message.Should().Contain("EMARTINS has this reservation open");
        fake.RequestsOf("reassign").Should().BeEmpty();

        fake.OpenElsewhere.Clear();
        (await opera.ReassignReservation(new ExternalReservationId("R1"), Id(ann), Ct)).Failure.Should().BeNull();
        (fake.Reservations["R1"], fake.Locks.Count).Should().Be((Id(ann).Value, 0));
    }

    [Theory]
    [InlineData("OPERA Cloud")]
    [InlineData("apaleo")]
    public async Task A_fake_that_enforces_its_limit_slows_us_down_and_nothing_is_lost(string vendor)
    {
        await using var bench = await Vendors.Start(vendor);
        var (id, pms) = (bench.Add("Ann", "Lee", "ann@example.com"), bench.Connect());
        if (bench.Fake is FakeOpera opera)
            opera.RequestsPerSecond = 5;
        if (bench.Fake is FakeApaleo apaleo)
            apaleo.RequestsPerSecond = 5;

        var failures = new List<PmsFailure?>();
        for (var request = 0; request < 40 && failures.TrueForAll(failure => failure is null); request++)
            failures.Add((await pms.UpdateGuest(id, new GuestChange { Phone = $"+351 91200000{request:00}" }, Ct)).Failure);

        failures[^1].Should().BeOfType<PmsFailure.Transient>("the limit was reached").Which.MayHaveHappened.Should().BeFalse();
    }

    private static ExternalGuestId Id(JsonObject profile) => new(FakeOpera.Id(profile));
}
