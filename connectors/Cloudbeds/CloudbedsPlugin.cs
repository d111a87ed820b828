using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Cloudbeds.Features;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Cloudbeds;

/// <summary>Cloudbeds through its PMS API 1.3.</summary>
public sealed class CloudbedsPlugin : IConnectorPlugin
{
    internal const string Address = "address";
    internal const string ApiKey = "api-key";
    internal const string Property = "property-id";

    /// <inheritdoc />
    public string Key => "cloudbeds";

    /// <inheritdoc />
    public string DisplayName => "Cloudbeds";

    /// <inheritdoc />
    public Version Version { get; } = typeof(CloudbedsPlugin).Assembly.GetName().Version!;

    /// <inheritdoc />
    public IReadOnlyList<SettingField> Settings { get; } =
    [
        new(Address, "API address", SettingKind.Url) { Default = "https://api.cloudbeds.com", Help = "Without a path; the connector adds the version." },
        new(ApiKey, "API key", SettingKind.Secret) { Help = "Begins with cbat_. In Cloudbeds: Account > Apps & Marketplace > API credentials, with the rights to read and write guests and reservations." },
        new(Property, "Property id", SettingKind.Text) { Required = false, Help = "Only for a key that covers several properties: the number in the address bar of Cloudbeds." },
    ];

    /// <inheritdoc />
    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.UpdateGuest | PmsFeatures.AddNote | PmsFeatures.Reassign | PmsFeatures.NoShow | PmsFeatures.UndoNoShow
            | PmsFeatures.Webhooks | PmsFeatures.Changes,
        GuestIdentity = GuestIdentity.PerReservation,
        FindBy = GuestKeys.Email | GuestKeys.Name,
        Fields = GuestFields.Name | GuestFields.Email | GuestFields.Phone | GuestFields.Address,
        MaxNoteLength = AddNote.Longest,
        ByHand = new Dictionary<PmsFeatures, string>
        {
            [PmsFeatures.CreateGuest] = "In Cloudbeds a guest hangs on a reservation: make the reservation there with the guest's name and email.",
            [PmsFeatures.Merge] = "In Cloudbeds open Guests, tick both profiles, choose Merge and decide field by field which value stays.",
            [PmsFeatures.Unmerge] = "In Cloudbeds open the guest's profile, go to Merged profiles and choose Unmerge.",
            [PmsFeatures.Ban] = "In Cloudbeds open the guest's profile and set its guest status to one that your staff know as banned.",
        },
    };

    /// <summary>Cloudbeds counts 5 requests in any second per property and may suspend who asks more: 1 + 1 × 4 stays at it.</summary>
    public RateLimit RateLimit { get; } = new(Burst: 1, PerSecond: 4);

    /// <inheritdoc />
    public IPmsConnector Create(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = context.Settings;
        var redactor = new Redactor([settings[ApiKey]], ["guestID", "reservationID", "propertyID", "success"]);
        var http = new PmsHttp
        {
            Address = settings[Address],
            IsRead = request => request.Method == HttpMethod.Get,
            Redactor = redactor,
            Headers = new Dictionary<string, string> { ["x-api-key"] = settings[ApiKey] },
        };
        var api = RestService.For<ICloudbedsApi>(http.Client(context), CloudbedsJson.Settings);
        return new CloudbedsConnector(new CloudbedsSession(api, new CloudbedsCalls(redactor, context.Clock), settings.Find(Property), context.Clock));
    }
}
