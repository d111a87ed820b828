using System.Net.Http.Headers;
using System.Text;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Apaleo.Features;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Apaleo;

/// <summary>apaleo through its Booking API.</summary>
public sealed class ApaleoPlugin : IConnectorPlugin
{
    internal const string Address = "address";
    internal const string TokenAddress = "token-address";
    internal const string ClientId = "client-id";
    internal const string ClientSecret = "client-secret";
    internal const string Property = "property-id";

    private static readonly string[] Harmless = ["id", "bookingId", "op", "path", "status", "messages"];

    /// <inheritdoc />
    public string Key => "apaleo";

    /// <inheritdoc />
    public string DisplayName => "apaleo";

    /// <inheritdoc />
    public Version Version { get; } = typeof(ApaleoPlugin).Assembly.GetName().Version!;

    /// <inheritdoc />
    public IReadOnlyList<SettingField> Settings { get; } =
    [
        new(Address, "API address", SettingKind.Url) { Default = "https://api.apaleo.com", Help = "The same for test accounts." },
        new(TokenAddress, "Sign-in address", SettingKind.Url) { Default = "https://identity.apaleo.com", Help = "Where access tokens come from." },
        new(ClientId, "Client id", SettingKind.Text) { Help = "In apaleo: Apps > Connected apps > Add a new app > Custom app, with the scopes reservations.read and reservations.manage." },
        new(ClientSecret, "Client secret", SettingKind.Secret) { Help = "Shown once when the app is added." },
        new(Property, "Property id", SettingKind.Text) { Help = "The property's short code in apaleo, for example MUC." },
    ];

    /// <inheritdoc />
    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.UpdateGuest | PmsFeatures.AddNote | PmsFeatures.Reassign | PmsFeatures.NoShow
            | PmsFeatures.Webhooks | PmsFeatures.Changes,
        GuestIdentity = GuestIdentity.PerReservation,
        FindBy = GuestKeys.Email | GuestKeys.Name,
        Fields = GuestFields.Name | GuestFields.Email | GuestFields.Phone | GuestFields.Address,
        MaxNoteLength = AddNote.Longest,
        ByHand = new Dictionary<PmsFeatures, string>
        {
            [PmsFeatures.CreateGuest] = "In apaleo guests exist only inside a reservation: make the reservation there with the guest's name and email.",
            [PmsFeatures.Merge] = "apaleo has no guest profiles to merge: in each of the guest's reservations to come, open Guests and enter the same name and email.",
            [PmsFeatures.Unmerge] = "apaleo has no guest profiles: in the reservations that belong to the other person, open Guests and enter their name and email.",
            [PmsFeatures.UndoNoShow] = "apaleo does not take a no-show back: make the reservation there anew, with the guest's name and email.",
            [PmsFeatures.Ban] = "apaleo keeps no list of banned guests: write the ban into the comment of each reservation to come, or cancel it.",
        },
    };

    /// <summary>apaleo counts 3,500 requests a minute: 50 + 60 × 40 = 2,450 leaves room for other programs of the same account.</summary>
    public RateLimit RateLimit { get; } = new(Burst: 50, PerSecond: 40);

    /// <inheritdoc />
    public IPmsConnector Create(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = context.Settings;
        var redactor = new Redactor([settings[ClientSecret]], Harmless);
        var http = new PmsHttp
        {
            Address = settings[Address],
            IsRead = request => request.Method == HttpMethod.Get,
            Redactor = redactor,
            TokenRequest = () => TokenRequest(settings),
        };
        var api = RestService.For<IApaleoApi>(http.Client(context), ApaleoJson.Settings);
        return new ApaleoConnector(new ApaleoSession(api, new ApaleoCalls(redactor, context.Clock), settings[Property], context.Clock));
    }

    private static HttpRequestMessage TokenRequest(SettingValues settings) => new(HttpMethod.Post, new Uri($"{settings[TokenAddress].TrimEnd('/')}/connect/token"))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings[ClientId]}:{settings[ClientSecret]}"))) },
        Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
    };
}
