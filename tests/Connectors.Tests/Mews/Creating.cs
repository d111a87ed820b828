using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

public sealed class Creating : MewsStory
{
    [Fact]
    public async Task A_guest_is_made_and_read_back_as_written()
    {
        var wanted = new GuestDetails
        {
            Name = new GuestName("Þóra", "Jónsdóttir"),
            Email = Email("thora@example.is"),
            Phone = "+354 555 0101",
            Address = new PostalAddress { Line1 = "Laugavegur 1", City = "Reykjavík", PostalCode = "101", CountryCode = "IS" },
            Notes = "Arrives late",
        };

        var made = await Mews.CreateGuest(new NewGuest("cust-1", wanted), Ct);

        var read = (await Mews.ReadGuest(made.Value.Id, Ct)).Value;
        GuestChange.Between(read, wanted).IsEmpty.Should().BeTrue();
        read.Reference.Should().Be("cust-1");
    }

    [Fact]
    public async Task An_existing_guest_is_never_overwritten()
    {
        await Mews.CreateGuest(Guest("Ann", "Lee", "ann@example.com"), Ct);

        Fake.RequestsOf("customers/add").Should().ContainSingle().Which.Json["OverwriteExisting"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task A_guest_without_an_email_is_made_without_one()
    {
        var made = await Mews.CreateGuest(Guest("Ann", "Lee"), Ct);

        made.Value.Email.Should().BeNull();
        Fake.RequestsOf("customers/add").Single().Json.Should().NotContainKey("Email");
    }

    [Fact]
    public async Task A_guest_with_one_name_only_is_made_without_a_first_name()
    {
        (await Mews.CreateGuest(Guest("", "Suharto"), Ct)).Value.Name.Should().Be(new GuestName("", "Suharto"));
    }

    [Fact]
    public async Task An_email_somebody_else_has_is_a_possible_duplicate_and_nothing_is_written()
    {
        var other = Fake.Hotel.Add("Anna", "Bergström", "family@example.com");

        var answer = await Mews.CreateGuest(Guest("Bo", "Bergström", "Family@example.com"), Ct);

        var refusal = answer.Failure.Should().BeOfType<PmsFailure.Business>().Subject;
        refusal.Code.Should().Be(BusinessCode.PossibleDuplicate);
        refusal.OtherGuest.Should().Be(IdOf(other));
        Fake.RequestsOf("customers/add").Should().BeEmpty();
        Fake.Hotel.Guests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_guest_who_took_the_email_a_moment_ago_is_a_possible_duplicate_too()
    {
        Fake.Hotel.Add("Anna", "Bergström", "anna@example.com");
        Fake.Fail(MewsFault.NoContent, "customers/getAll", times: 1);

        var answer = await Mews.CreateGuest(Guest("Anna", "Berg", "anna@example.com"), Ct);

        answer.Failure.Should().BeOfType<PmsFailure.Business>().Which.Code.Should().Be(BusinessCode.PossibleDuplicate);
        Fake.Hotel.Guests.Should().ContainSingle().Which["LastName"]!.GetValue<string>().Should().Be("Bergström");
    }

    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData(null, null)]
    [InlineData(null, "ann@example.com")]
    public async Task A_lost_answer_does_not_make_a_second_guest(string? emailAtFirst, string? emailLater)
    {
        var tried = DateTime.UtcNow;
        Fake.Fail(MewsFault.LostAnswer, "customers/add", times: 1);
        var first = await Mews.CreateGuest(Guest("Ann", "Lee", emailAtFirst), Ct);

        var second = await Mews.CreateGuest(Guest("Ann", "Lea", emailLater) with { FirstTriedUtc = tried }, Ct);

        first.Failure.Should().BeOfType<PmsFailure.Transient>().Which.MayHaveHappened.Should().BeTrue();
        second.Value.Id.Should().Be(IdOf(Fake.Hotel.Guests.Should().ContainSingle().Subject));
    }

    [Fact]
    public async Task Without_the_time_of_the_first_attempt_a_lost_answer_would_make_two()
    {
        Fake.Fail(MewsFault.LostAnswer, "customers/add", times: 1);
        await Mews.CreateGuest(Guest("Ann", "Lee"), Ct);

        await Mews.CreateGuest(Guest("Ann", "Lee"), Ct);

        Fake.Hotel.Guests.Should().HaveCount(2, "this is the control: the story above can fail");
    }

    [Fact]
    public async Task Two_people_of_one_name_become_two_guests_even_after_a_lost_answer()
    {
        var tried = DateTime.UtcNow;
        var first = await Mews.CreateGuest(Guest("John", "Smith", reference: "cust-1"), Ct);

        var second = await Mews.CreateGuest(Guest("John", "Smith", reference: "cust-2") with { FirstTriedUtc = tried }, Ct);

        second.Value.Id.Should().NotBe(first.Value.Id);
    }

    [Fact]
    public async Task Our_guest_is_found_among_more_new_guests_than_fit_on_a_page()
    {
        var tried = DateTime.UtcNow;
        foreach (var number in Enumerable.Range(1, 1000))
            Fake.Hotel.Add("Coach", $"Party {number}");
        Fake.Fail(MewsFault.LostAnswer, "customers/add", times: 1);
        await Mews.CreateGuest(Guest("Ann", "Lee"), Ct);

        var second = await Mews.CreateGuest(Guest("Ann", "Lee") with { FirstTriedUtc = tried }, Ct);

        second.Succeeded.Should().BeTrue();
        Fake.Hotel.Guests.Should().HaveCount(1001);
    }
}
