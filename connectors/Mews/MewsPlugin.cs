using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;
using BookingPlatform.Mews.Api;
using Refit;

namespace BookingPlatform.Mews;

/// <summary>Mews through its Connector API.</summary>
public sealed class MewsPlugin : IConnectorPlugin
{
    internal const string Address = "address";
    internal const string ClientToken = "client-token";
    internal const string AccessToken = "access-token";
    internal const string ChainId = "chain-id";
    internal const string EnterpriseId = "enterprise-id";

    private static readonly string[] Harmless =
        ["Id", "AccountId", "AddressId", "ChainId", "ChainIds", "CustomerId", "CustomerIds", "EnterpriseId", "Client", "Discriminator", "Classifications", "ActivityStates", "Count",
        "ReservationId", "SourceAccountIds", "TargetAccountId", "AccountType"];

    /// <inheritdoc />
    public string Key => "mews";

    /// <inheritdoc />
    public string DisplayName => "Mews";

    /// <inheritdoc />
    public Version Version { get; } = typeof(MewsPlugin).Assembly.GetName().Version!;

    /// <inheritdoc />
    public IReadOnlyList<SettingField> Settings { get; } =
    [
        new(Address, "API address", SettingKind.Url) { Default = "https://api.mews.com", Help = "https://api.mews.com, or https://api.mews-demo.com for the shared demo, which must never see real guests." },
        new(ClientToken, "Client token", SettingKind.Secret) { Help = "Names this software to Mews. Mews gives it to the software's operator." },
        new(AccessToken, "Access token", SettingKind.Secret) { Help = "In Mews: Main menu > Marketplace > My subscriptions > this integration." },
        new(ChainId, "Chain id", SettingKind.Text) { Required = false, Help = "Only for an access token that covers several properties." },
        new(EnterpriseId, "Property id", SettingKind.Text) { Required = false, Help = "Only for an access token that covers several properties." },
    ];

    /// <inheritdoc />
    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.CreateGuest | PmsFeatures.UpdateGuest | PmsFeatures.AddNote
            | PmsFeatures.Merge | PmsFeatures.Reassign | PmsFeatures.Ban | PmsFeatures.Webhooks | PmsFeatures.Changes,
        GuestIdentity = GuestIdentity.Profile,
        FindBy = GuestKeys.Email | GuestKeys.Name,
        MaxNoteLength = Features.AddNote.Longest,
        ByHand = new Dictionary<PmsFeatures, string>
        {
            [PmsFeatures.Unmerge] = "Mews cannot take a merge back: make the second profile anew and move its reservations to it.",
            [PmsFeatures.NoShow] = "In Mews open the reservation, choose Cancel and give No-show as the reason.",
            [PmsFeatures.UndoNoShow] = "In Mews open the cancelled reservation and choose Undo cancellation, or make it anew where that is no longer offered.",
        },
    };

    /// <summary>Mews counts 200 requests in any 30 seconds per access token: 50 + 30 × 4 = 170 leaves room for another program with the same token.</summary>
    public RateLimit RateLimit { get; } = new(Burst: 50, PerSecond: 4);

    /// <inheritdoc />
    public IPmsConnector Create(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = context.Settings;
        var credentials = new MewsCredentials(settings[ClientToken], settings[AccessToken], settings.Find(ChainId));
        var redactor = new Redactor([credentials.ClientToken, credentials.AccessToken], Harmless);
        var session = new MewsSession(Api(context, redactor), credentials, new MewsCalls(redactor, context.Clock), context.Clock);
        return new MewsConnector(session, settings.Find(EnterpriseId));
    }

    private static IMewsApi Api(ConnectorContext context, Redactor redactor) => RestService.For<IMewsApi>(
        new PmsHttp { Address = context.Settings[Address], IsRead = IsRead, Redactor = redactor, RequestIdHeader = "Request-Id" }.Client(context),
        MewsJson.Settings);

    // Every operation is a POST; reads are told by their names.
    private static bool IsRead(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath is var path && (path.EndsWith("/getAll", StringComparison.Ordinal) || path.EndsWith("/get", StringComparison.Ordinal));
}
