using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Mews;

/// <summary>Mews carries its tokens in every body: neither they nor a guest may reach a log.</summary>
public sealed class Secrets : MewsStory
{
    private const string Canary = "Zebediah-Canary";

    [Fact]
    public async Task No_log_line_has_a_token_or_a_guest_in_it()
    {
        var wanted = new GuestDetails
        {
            Name = new GuestName(Canary, "Quux"),
            Email = Email("zebediah.canary@example.com"),
            Phone = "+1 555 867 5309",
            Address = new PostalAddress { Line1 = "Canary Wharf 1" },
            Notes = "Canary notes",
        };
        var made = await Mews.CreateGuest(new NewGuest("cust-1", wanted), Ct);
        await Mews.UpdateGuest(made.Value.Id, new GuestChange { Email = Email("second.canary@example.com"), Address = wanted.Address }, Ct);
        await Mews.AddNote(made.Value.Id, "Canary note", Ct);
        await Mews.FindGuests(new GuestQuery { Name = wanted.Name }, Ct);
        await Mews.TestConnection(Ct);
        foreach (var fault in new[] { MewsFault.Echo(400), MewsFault.Echo(500), MewsFault.TruncatedJson, MewsFault.CutShort })
        {
            Fake.Recover();
            Fake.Fail(fault);
            await Mews.CreateGuest(new NewGuest("cust-1", wanted), Ct);
        }

        var log = string.Join('\n', Log.Lines);
        log.Should().NotContainAny(FakeMews.ClientToken, FakeMews.AccessToken, Canary, "Quux", "canary@", "867 5309", "8675309", "Wharf", "notes", "Canary note");
        log.Should().Contain("customers/add", "this is the control: requests are logged");
        log.Should().Contain("\"AccessToken\":\"•••\"", "this is the control: bodies are logged, redacted");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task An_error_that_repeats_our_tokens_is_shown_without_them(int status)
    {
        Fake.Fail(MewsFault.Echo(status));

        var failure = (await Mews.FindGuests(new GuestQuery { Email = "ann@example.com" }, Ct)).Failure!;

        failure.Message.Should().Contain("Cannot accept ••• and •••").And.NotContain(FakeMews.AccessToken);
    }

    [Fact]
    public void Printing_settings_shows_keys_only()
    {
        new SettingValues([KeyValuePair.Create("access-token", FakeMews.AccessToken)]).ToString().Should().Be("access-token");
    }
}
