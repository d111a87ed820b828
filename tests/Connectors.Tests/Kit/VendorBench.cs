using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Kit;

/// <summary>A vendor's fake with a hotel in it and a way to connect: what the kit has to know of a vendor to judge its connector.</summary>
public abstract class VendorBench(FakeVendor fake, IConnectorPlugin plugin) : IAsyncDisposable
{
    private readonly SocketsHttpHandler http = new() { AllowAutoRedirect = false, UseCookies = false };

    public FakeVendor Fake => fake;

    public IConnectorPlugin Plugin => plugin;

    public RememberedLog Log { get; } = new();

    /// <summary>Turns taken since the connection was made.</summary>
    public int Turns { get; private set; }

    /// <summary>Settings that lead to the fake.</summary>
    public abstract Dictionary<string, string> Settings { get; }

    /// <summary>The operation that looks people up, that reads one, and that writes name, email and phone.</summary>
    public abstract (string Find, string Read, string Update) Operations { get; }

    /// <summary>The operation that writes a note.</summary>
    public abstract string WriteNote { get; }

    /// <summary>Where access tokens come from; null where none are used.</summary>
    public virtual FakeTokens? Tokens => null;

    /// <summary>What a refusal with 403 means to this vendor.</summary>
    public virtual Type Forbidden => typeof(PmsFailure.Configuration);

    /// <summary>A guest who has a stay to come.</summary>
    public abstract ExternalGuestId Add(string first, string last, string? email = null, string? phone = null);

    /// <summary>An id of the right form that nobody has.</summary>
    public abstract ExternalGuestId Nobody { get; }

    /// <summary>Gives the guest enum values and fields nobody announced, and a phone number that is a number.</summary>
    public abstract void MakeOdd(ExternalGuestId id);

    /// <summary>Somebody at the desk changes the guest's telephone number.</summary>
    public abstract void Change(ExternalGuestId id, string phone);

    /// <summary>What the vendor sends when the guest changed.</summary>
    public virtual string Webhook(ExternalGuestId id) => throw new NotSupportedException("This vendor sends none.");

    /// <param name="patience">Per request, divided by the hurry; generous, so that a busy machine does not fail a test about something else.</param>
    /// <param name="settings">Other settings.</param>
    /// <param name="clock">Another clock.</param>
    public IPmsConnector Connect(TimeSpan? patience = null, Dictionary<string, string>? settings = null, TimeProvider? clock = null) => plugin.Create(new ConnectorContext
    {
        Settings = new SettingValues(settings ?? Settings),
        Http = http,
        Clock = clock ?? new HurriedClock(times: 20),
        RequestTimeout = patience ?? TimeSpan.FromMinutes(10),
        Log = Log,
        WaitForTurn = _ =>
        {
            Turns++;
            return ValueTask.CompletedTask;
        },
    });

    public async ValueTask DisposeAsync()
    {
        await fake.DisposeAsync();
        http.Dispose();
        GC.SuppressFinalize(this);
    }
}
