using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Simulated;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>The simulated hotel system keeps to the contract that Mews keeps to.</summary>
public sealed class PracticeHotel : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly string folder = Directory.CreateTempSubdirectory("bp-practice-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Guests_survive_a_restart_and_can_be_read_in_the_file()
    {
        var made = await Open().CreateGuest(Guest("cust-1", "Þóra", "Jónsdóttir", "thora@example.is"), Ct);

        var found = await Open().FindGuests(new GuestQuery { Email = "THORA@example.is" }, Ct);

        found.Value.Guests.Should().ContainSingle().Which.Should().BeEquivalentTo(made.Value);
        (await File.ReadAllTextAsync(Path.Combine(folder, "guests.json"))).Should().Contain("Þóra").And.Contain("thora@example.is");
    }

    [Fact]
    public async Task The_same_reference_makes_one_guest_and_the_same_email_is_a_possible_duplicate()
    {
        var hotel = Open();
        await hotel.CreateGuest(Guest("cust-1", "Ann", "Lee", "ann@example.com"), Ct);

        (await hotel.CreateGuest(Guest("cust-1", "Ann", "Lee", "ann@example.com"), Ct)).Succeeded.Should().BeTrue();
        (await hotel.CreateGuest(Guest("cust-2", "Bo", "Lee", "ann@example.com"), Ct)).Failure.Should().BeOfType<PmsFailure.Business>().Which.Code.Should().Be(BusinessCode.PossibleDuplicate);
        (await hotel.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Value.Guests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_change_writes_its_fields_and_no_others()
    {
        var hotel = Open();
        var id = (await hotel.CreateGuest(Guest("cust-1", "Ann", "Lee", "ann@example.com"), Ct)).Value.Id;

        await hotel.UpdateGuest(id, new GuestChange { Phone = "+351912000111" }, Ct);

        (await hotel.ReadGuest(id, Ct)).Value.Should().BeEquivalentTo(new { Email = "ann@example.com", Phone = "+351912000111", Name = new GuestName("Ann", "Lee") });
        (await hotel.ReadGuest(new ExternalGuestId("nobody"), Ct)).Failure.Should().BeOfType<PmsFailure.Gone>();
    }

    [Theory]
    [InlineData("behaviour", "unauthorized", typeof(PmsFailure.Auth))]
    [InlineData("behaviour", "busy", typeof(PmsFailure.Transient))]
    [InlineData("failure-rate", "100", typeof(PmsFailure.Transient))]
    [InlineData("delay", "60000", typeof(PmsFailure.Transient))]
    public async Task It_misbehaves_as_it_is_told_to(string setting, string value, Type failure) =>
        (await Open((setting, value)).TestConnection(Ct)).Failure.Should().BeOfType(failure).And.Subject.As<PmsFailure>().Message.Should().Contain("simulated");

    [Fact]
    public async Task It_can_accept_a_change_and_keep_the_old_data()
    {
        var id = (await Open().CreateGuest(Guest("cust-1", "Ann", "Lee"), Ct)).Value.Id;
        var hotel = Open(("behaviour", "forgetful"));

        (await hotel.UpdateGuest(id, new GuestChange { Phone = "+351912000111" }, Ct)).Succeeded.Should().BeTrue();

        (await hotel.ReadGuest(id, Ct)).Value.Phone.Should().BeNull();
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        var (one, other) = (Open(), Open());

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => (number % 2 == 0 ? one : other).CreateGuest(Guest($"cust-{number}", "Ann", $"Lee {number}"), Ct)));

        (await one.TestConnection(Ct)).Value.Details.Should().Contain("Guests on file: 30");
    }

    private IPmsConnector Open(params (string Key, string Value)[] settings)
    {
        var plugin = new SimulatedPlugin();
        var values = new SettingValues(plugin.Settings.ToDictionary(field => field.Key, field => settings.FirstOrDefault(s => s.Key == field.Key).Value ?? field.Default!));
        values.Problems(plugin.Settings).Should().BeEmpty();
        return plugin.Create(new ConnectorContext { Settings = values, Http = new HttpClientHandler(), DataFolder = folder, RequestTimeout = TimeSpan.FromMilliseconds(50) });
    }

    private static NewGuest Guest(string reference, string first, string last, string? email = null) =>
        new(reference, new GuestDetails { Name = new GuestName(first, last), Email = PushableEmail.From(email, EmailStanding.Deliverable) });
}
