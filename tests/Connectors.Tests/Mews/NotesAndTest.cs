using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

public sealed class NotesAndTest : MewsStory
{
    [Fact]
    public async Task A_note_is_added_to_the_guest()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");

        (await Mews.AddNote(IdOf(guest), "Allergic to nuts 🥜", Ct)).Succeeded.Should().BeTrue();

        Fake.Hotel.AllNotes.Should().ContainSingle().Which["Content"]!.GetValue<string>().Should().Be("Allergic to nuts 🥜");
    }

    [Fact]
    public async Task A_lost_answer_does_not_add_the_note_twice()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        Fake.Fail(MewsFault.LostAnswer, "accountNotes/add", times: 1);
        var first = await Mews.AddNote(IdOf(guest), "Allergic to nuts", Ct);

        var second = await Mews.AddNote(IdOf(guest), "Allergic to nuts", Ct);

        first.Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
        second.Succeeded.Should().BeTrue();
        Fake.Hotel.AllNotes.Should().ContainSingle();
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_note_may_have_a_thousand_characters_and_is_never_cut(int length, bool taken)
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");

        var answer = await Mews.AddNote(IdOf(guest), new string('x', length), Ct);

        answer.Succeeded.Should().Be(taken);
        Fake.Hotel.AllNotes.Should().HaveCount(taken ? 1 : 0);
        if (!taken)
            answer.Failure.Should().BeOfType<PmsFailure.Business>().Which.Code.Should().Be(BusinessCode.TooLong);
    }

    [Fact]
    public async Task A_note_for_a_guest_who_is_not_there_is_gone()
    {
        (await Mews.AddNote(new ExternalGuestId(Guid.NewGuid().ToString()), "Hello", Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
    }

    [Fact]
    public async Task A_note_accepted_but_not_there_is_not_counted_as_done()
    {
        var guest = Fake.Hotel.Add("Ann", "Lee");
        Fake.Fail(MewsFault.Unchanged, "accountNotes/add");

        (await Mews.AddNote(IdOf(guest), "Hello", Ct)).Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
    }

    [Fact]
    public async Task A_good_connection_names_its_property()
    {
        var report = await Mews.TestConnection(Ct);

        report.Value.PropertyName.Should().Be("Harbour Hotel");
        report.Value.Details.Should().Equal("Chain: Harbour Group", "Time zone: Europe/Lisbon");
    }

    [Fact]
    public async Task A_wrong_token_is_told_with_what_to_do()
    {
        var answer = await Connect(accessToken: "WRONG-TOKEN").TestConnection(Ct);

        answer.Failure.Should().BeOfType<PmsFailure.Auth>().Which.Message.Should().Contain("Check both tokens on the connection page");
    }

    [Fact]
    public async Task Tokens_that_may_not_see_guests_are_told_apart_from_wrong_ones()
    {
        Fake.Fail(MewsFault.Status(401), "customers/getAll");

        var answer = await Mews.TestConnection(Ct);

        answer.Failure.Should().BeOfType<PmsFailure.Auth>().Which.Message.Should().Contain("Harbour Hotel").And.Contain("may not see guests");
    }

    [Fact]
    public async Task An_answer_that_is_not_a_property_is_a_wrong_setting()
    {
        Fake.Fail(MewsFault.NoContent, "configuration/get");

        (await Mews.TestConnection(Ct)).Failure.Should().BeOfType<PmsFailure.Configuration>();
    }
}
