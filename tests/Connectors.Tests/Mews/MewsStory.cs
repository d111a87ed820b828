using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;
using BookingPlatform.Mews;

namespace BookingPlatform.Connectors.Tests.Mews;

/// <summary>A hotel with the fake Mews and a connection to it, made anew for each test.</summary>
public abstract class MewsStory : IAsyncLifetime
{
    protected static readonly CancellationToken Ct = CancellationToken.None;
    private readonly SocketsHttpHandler http = new() { AllowAutoRedirect = false, UseCookies = false };

    protected FakeMews Fake { get; private set; } = null!;
    protected IPmsConnector Mews { get; private set; } = null!;
    protected RememberedLog Log { get; } = new();
    protected int Turns { get; private set; }

    public async Task InitializeAsync()
    {
        Fake = await FakeMews.Start();
        Mews = Connect();
    }

    public async Task DisposeAsync()
    {
        await Fake.DisposeAsync();
        http.Dispose();
    }

    /// <param name="patience">Per request, divided by the hurry; generous, so that a busy machine does not fail a test about something else.</param>
    /// <param name="accessToken">The token in the settings.</param>
    /// <param name="more">Further settings.</param>
    protected IPmsConnector Connect(TimeSpan? patience = null, string accessToken = FakeMews.AccessToken, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["address"] = Fake.Address,
            ["client-token"] = FakeMews.ClientToken,
            ["access-token"] = accessToken,
        };
        foreach (var (key, value) in more)
            settings[key] = value;

        return new MewsPlugin().Create(new ConnectorContext
        {
            Settings = new SettingValues(settings),
            Http = http,
            Clock = new HurriedClock(times: 20),
            RequestTimeout = patience ?? TimeSpan.FromMinutes(10),
            Log = Log,
            WaitForTurn = _ =>
            {
                Turns++;
                return ValueTask.CompletedTask;
            },
        });
    }

    protected static PushableEmail Email(string address) => PushableEmail.From(address, EmailStanding.Deliverable)!;

    protected static ExternalGuestId IdOf(System.Text.Json.Nodes.JsonObject customer) => new(FakeMewsHotel.Id(customer));

    protected static NewGuest Guest(string first, string last, string? email = null, string reference = "cust-7k3m9") =>
        new(reference, new GuestDetails { Name = new GuestName(first, last), Email = email is null ? null : Email(email) });
}
