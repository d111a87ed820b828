using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using BookingPlatform.OperaCloud.Api;
using BookingPlatform.OperaCloud.Features;
using Refit;
using static BookingPlatform.OperaCloud.OperaSettings;

namespace BookingPlatform.OperaCloud;

/// <summary>Oracle OPERA Cloud through the Oracle Hospitality Integration Platform (OHIP).</summary>
public sealed class OperaPlugin : IConnectorPlugin
{
    private static readonly string[] Harmless = ["id", "type", "idContext", "nameType", "statusCode", "profileType", "limit", "o:errorCode"];

    /// <inheritdoc />
    public string Key => "opera-cloud";

    /// <inheritdoc />
    public string DisplayName => "OPERA Cloud";

    /// <inheritdoc />
    public Version Version { get; } = typeof(OperaPlugin).Assembly.GetName().Version!;

    /// <inheritdoc />
    public IReadOnlyList<SettingField> Settings { get; } =
    [
        new(Address, "Gateway address", SettingKind.Url) { Help = "Of your tenant, from the Oracle Hospitality Developer Portal under Environments." },
        new(HotelId, "Hotel code", SettingKind.Text) { Help = "The property's code in OPERA Cloud." },
        new(ExternalSystem, "External system code", SettingKind.Text) { Help = "The code of this platform as an interface in OPERA. It marks the guests we make and keeps our own changes from coming back." },
        new(AppKey, "Application key", SettingKind.Secret) { Help = "From the Developer Portal, under Applications." },
        new(ClientId, "Client id", SettingKind.Text) { Help = "From the Developer Portal, under Environments." },
        new(ClientSecret, "Client secret", SettingKind.Secret) { Help = "From the Developer Portal, under Environments." },
        new(SignIn, "Signs in with", SettingKind.Choice)
        {
            Default = ByClient,
            Help = "The environment's authentication scheme in the Developer Portal: OCIM is client credentials, SSD an integration user.",
            Choices = new Dictionary<string, string> { [ByClient] = "Client credentials", [ByUser] = "Integration user" },
        },
        new(EnterpriseId, "Enterprise id", SettingKind.Text) { Required = false, Help = "Only for client credentials." },
        new(Scope, "Scope", SettingKind.Text) { Required = false, Default = UsualScope, Help = "Only for client credentials." },
        new(Username, "Integration user", SettingKind.Text) { Required = false, Help = "Only for an integration user." },
        new(Password, "User's password", SettingKind.Secret) { Required = false, Help = "Only for an integration user." },
        new(EmailType, "Email type", SettingKind.Text) { Required = false, Default = "EMAIL", Help = "Of new ones, from the hotel's list of communication types." },
        new(PhoneType, "Phone type", SettingKind.Text) { Required = false, Default = "HOME", Help = "Of new ones, from the hotel's list of communication types." },
        new(AddressType, "Address type", SettingKind.Text) { Required = false, Default = "HOME", Help = "Of new ones, from the hotel's list of address types." },
        new(NoteType, "Note type", SettingKind.Text) { Required = false, Default = "GEN", Help = "Of new ones, from the hotel's list of profile note types." },
    ];

    /// <inheritdoc />
    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.CreateGuest | PmsFeatures.UpdateGuest | PmsFeatures.AddNote | PmsFeatures.Merge | PmsFeatures.Reassign | PmsFeatures.Ban
            | PmsFeatures.Changes,
        GuestIdentity = GuestIdentity.Profile,
        FindBy = GuestKeys.Email | GuestKeys.Name,
        Fields = GuestFields.Name | GuestFields.Email | GuestFields.Phone | GuestFields.Address,
        MaxNoteLength = AddNote.Longest,
        ByHand = new Dictionary<PmsFeatures, string>
        {
            [PmsFeatures.Unmerge] = "OPERA Cloud cannot take a merge back: make the second profile anew and move its reservations to it.",
            [PmsFeatures.NoShow] = "OPERA Cloud marks no-shows itself at the end of the day. To do it sooner, open the reservation, choose Cancel and give the hotel's no-show reason.",
            [PmsFeatures.UndoNoShow] = "In OPERA Cloud open the reservation and choose Reinstate.",
        },
    };

    /// <summary>A gateway lets 50 requests a second through for all its clients together; 5 leaves the others theirs.</summary>
    public RateLimit RateLimit { get; } = new(Burst: 5, PerSecond: 5);

    /// <inheritdoc />
    public IPmsConnector Create(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = new OperaSettings(context.Settings);
        var redactor = new Redactor(settings.Secrets, Harmless);
        var http = new PmsHttp
        {
            Address = settings.Gateway,
            IsRead = request => request.Method == HttpMethod.Get || request.RequestUri!.AbsolutePath.EndsWith("/searches", StringComparison.Ordinal),
            Redactor = redactor,
            Headers = settings.Headers,
            TokenRequest = settings.TokenRequest,
        };
        var api = RestService.For<IOperaApi>(http.Client(context), OperaJson.Settings);
        return new OperaConnector(new OperaSession(api, new OperaCalls(redactor, context.Clock), settings));
    }
}
