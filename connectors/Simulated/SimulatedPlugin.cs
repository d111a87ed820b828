using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Simulated;

/// <summary>
/// A hotel system to practise with: it keeps its guests in a readable file, survives restarts, and can be told to be slow, to fail or to refuse us. No real
/// hotel is behind it, and it says so wherever its name is shown.
/// </summary>
public sealed class SimulatedPlugin : IConnectorPlugin
{
    internal const string PropertyName = "property-name";
    internal const string Delay = "delay";
    internal const string FailureRate = "failure-rate";
    internal const string Behaviour = "behaviour";

    /// <inheritdoc />
    public string Key => "simulated";

    /// <inheritdoc />
    public string DisplayName => "Simulated hotel system";

    /// <inheritdoc />
    public Version Version { get; } = typeof(SimulatedPlugin).Assembly.GetName().Version!;

    /// <inheritdoc />
    public IReadOnlyList<SettingField> Settings { get; } =
    [
        new(PropertyName, "Name of the practice hotel", SettingKind.Text) { Default = "Practice Hotel", Help = "No real hotel: guests are kept in a file on this server." },
        new(Delay, "Each answer takes", SettingKind.Choice)
        {
            Default = "0",
            Choices = new Dictionary<string, string> { ["0"] = "no time", ["300"] = "a third of a second", ["3000"] = "three seconds", ["60000"] = "longer than we wait" },
        },
        new(FailureRate, "Of a hundred requests fail", SettingKind.Choice)
        {
            Default = "0",
            Choices = new Dictionary<string, string> { ["0"] = "none", ["10"] = "ten", ["50"] = "fifty", ["100"] = "all" },
        },
        new(Behaviour, "Behaviour", SettingKind.Choice)
        {
            Default = Behaviours.Normal,
            Choices = new Dictionary<string, string>
            {
                [Behaviours.Normal] = "Does what it is asked",
                [Behaviours.Unauthorized] = "Answers 401: does not accept our credentials",
                [Behaviours.Busy] = "Answers 429: asks us to slow down",
                [Behaviours.Forgetful] = "Accepts changes and keeps the old data",
            },
        },
    ];

    /// <inheritdoc />
    public PmsCapabilities Capabilities { get; } = new()
    {
        Features = PmsFeatures.FindGuest | PmsFeatures.CreateGuest | PmsFeatures.UpdateGuest | PmsFeatures.AddNote
            | PmsFeatures.Merge | PmsFeatures.Ban | PmsFeatures.Changes,
        GuestIdentity = GuestIdentity.Profile,
        FindBy = GuestKeys.Email | GuestKeys.Name | GuestKeys.Phone,
        MaxNoteLength = 1000,
        ByHand = new Dictionary<PmsFeatures, string>
        {
            [PmsFeatures.Unmerge] = "The simulated hotel system cannot take a merge back, as most real ones cannot: make the second guest anew.",
            [PmsFeatures.Reassign] = "The simulated hotel system keeps no reservations: in a real one, open the reservation and choose another guest.",
            [PmsFeatures.NoShow] = "The simulated hotel system keeps no reservations: in a real one, open the reservation and mark it as a no-show.",
            [PmsFeatures.UndoNoShow] = "The simulated hotel system keeps no reservations: in a real one, open the reservation and take the no-show back.",
        },
    };

    /// <inheritdoc />
    public RateLimit RateLimit { get; } = new(Burst: 50, PerSecond: 20);

    /// <inheritdoc />
    public IPmsConnector Create(ConnectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SimulatedConnector(new GuestBook(context.DataFolder), new Temper(context), context.Settings[PropertyName], context.Clock);
    }
}

/// <summary>Values of the setting "Behaviour".</summary>
internal static class Behaviours
{
    public const string Normal = "normal";
    public const string Unauthorized = "unauthorized";
    public const string Busy = "busy";
    public const string Forgetful = "forgetful";
}
