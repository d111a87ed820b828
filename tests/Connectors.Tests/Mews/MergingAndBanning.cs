using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

public sealed class MergingAndBanning : MewsStory
{
    [Fact]
    public async Task Two_guests_become_one_and_repeating_it_is_a_success_without_a_second_merge()
    {
        var merge = new GuestMerge(IdOf(Fake.Hotel.Add("Ann", "Lee")), IdOf(Fake.Hotel.Add("Ann", "Leigh")));

        (await Mews.MergeGuests(merge, Ct)).Succeeded.Should().BeTrue();
        (await Mews.MergeGuests(merge, Ct)).Succeeded.Should().BeTrue();

        Fake.RequestsOf("accounts/merge").Should().ContainSingle();
        (await Mews.ReadGuest(merge.Victim, Ct)).Failure.Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().Be(merge.Survivor);
    }

    [Fact]
    public async Task A_lost_answer_to_a_merge_is_found_done_the_next_time()
    {
        var merge = new GuestMerge(IdOf(Fake.Hotel.Add("Ann", "Lee")), IdOf(Fake.Hotel.Add("Ann", "Leigh")));
        Fake.Fail(MewsFault.LostAnswer, "accounts/merge", times: 1);

        (await Mews.MergeGuests(merge, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
        (await Mews.MergeGuests(merge, Ct)).Succeeded.Should().BeTrue();
        Fake.RequestsOf("accounts/merge").Should().ContainSingle();
    }

    [Fact]
    public async Task A_merge_that_was_accepted_but_did_not_happen_is_not_counted_as_done()
    {
        var merge = new GuestMerge(IdOf(Fake.Hotel.Add("Ann", "Lee")), IdOf(Fake.Hotel.Add("Ann", "Leigh")));
        Fake.Fail(MewsFault.Unchanged, "accounts/merge");

        (await Mews.MergeGuests(merge, Ct)).Failure.Should().BeOfType<PmsFailure.Transient>();
    }

    [Fact]
    public async Task A_victim_who_went_into_somebody_else_is_gone_and_names_them()
    {
        var other = IdOf(Fake.Hotel.Add("Bo", "Ek"));
        var victim = Fake.Hotel.Add("Ann", "Leigh");
        (victim["IsActive"], victim["MergeTargetId"]) = (false, other.Value);

        (await Mews.MergeGuests(new GuestMerge(IdOf(Fake.Hotel.Add("Ann", "Lee")), IdOf(victim)), Ct)).Failure
            .Should().BeOfType<PmsFailure.Gone>().Which.MergedInto.Should().Be(other);
    }

    [Fact]
    public async Task A_reservation_goes_to_another_guest()
    {
        var ann = IdOf(Fake.Hotel.Add("Ann", "Lee"));
        Fake.Hotel.Reservations["R1"] = "somebody";

        (await Mews.ReassignReservation(new ExternalReservationId("R1"), ann, Ct)).Succeeded.Should().BeTrue();
        (await Mews.ReassignReservation(new ExternalReservationId("R2"), ann, Ct)).Failure.Should().BeOfType<PmsFailure.Business>();

        Fake.Hotel.Reservations["R1"].Should().Be(ann.Value);
    }

    [Fact]
    public async Task A_ban_sets_one_flag_and_leaves_the_reason_as_a_note_once()
    {
        var ann = Fake.Hotel.Add("Ann", "Lee");

        (await Mews.BanGuest(IdOf(ann), new GuestBan(true, "Fire alarm"), Ct)).Succeeded.Should().BeTrue();
        (await Mews.BanGuest(IdOf(ann), new GuestBan(true, "Fire alarm"), Ct)).Succeeded.Should().BeTrue();
        ann["Blocklist"]!.GetValue<bool>().Should().BeTrue();
        ann["Classifications"]!.AsArray().Should().ContainSingle("the other flags stay");
        Fake.Hotel.AllNotes.Should().ContainSingle();

        await Mews.BanGuest(IdOf(ann), new GuestBan(false, ""), Ct);
        ann["Blocklist"]!.GetValue<bool>().Should().BeFalse();
    }
}
