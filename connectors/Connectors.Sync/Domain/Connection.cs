using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>How a connection is doing, as far as the last calls tell.</summary>
internal enum ConnectionHealth
{
    /// <summary>Made or changed, not used since.</summary>
    New,

    Working,

    /// <summary>The PMS does not answer, or asks to be left alone. It is asked again by itself.</summary>
    Away,

    /// <summary>The PMS does not take our credentials or settings. Staff correct them; it is asked again now and then.</summary>
    Refused,
}

/// <summary>Whose value counts where the PMS and we differ.</summary>
internal enum FieldOwner
{
    /// <summary>Ours; theirs is shown as a difference and overwritten at the next change.</summary>
    Platform,

    /// <summary>Theirs.</summary>
    Pms,

    /// <summary>Whichever was changed last; where nobody can tell, people choose.</summary>
    Newest,
}

/// <summary>One property's PMS, reached through a plugin. Staff edit the row by its version; the engine writes health with single statements that leave the version alone.</summary>
internal sealed class Connection : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>The plugin's key.</summary>
    public required string Plugin { get; init; }

    public required string Name { get; set; }

    /// <summary>Encrypted; only <c>SettingsVault</c> reads it.</summary>
    public byte[] Settings { get; private set; } = [];

    /// <summary>Rises when the settings change, so that every node makes a new connector.</summary>
    public int SettingsVersion { get; private set; }

    public bool Paused { get; private set; }

    public ConnectionHealth Health { get; private set; }

    /// <summary>The property's name in the PMS, from the last good test.</summary>
    public string? PropertyName { get; private set; }

    public DateTime? LastSuccessUtc { get; private set; }

    public DateTime? LastFailureUtc { get; private set; }

    /// <summary>In plain words.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>When a closed connection is asked again.</summary>
    public DateTime? NextProbeUtc { get; private set; }

    /// <summary>Closures and vain probes since a customer was last brought in step: the more, the longer the next wait.</summary>
    public int Trouble { get; private set; }

    /// <summary>Different customers that failed one after the other without a success between.</summary>
    public int FailuresInARow { get; private set; }

    public Guid? LastFailedOperation { get; private set; }

    public FieldOwner NameOwner { get; set; }

    public FieldOwner EmailOwner { get; set; }

    public FieldOwner PhoneOwner { get; set; }

    public FieldOwner AddressOwner { get; set; }

    /// <summary>Whoever is blocked from booking online is banned there too. Off unless staff want it: a ban there also keeps the desk from booking.</summary>
    public bool BlocksBan { get; set; }

    /// <summary>Guests who appear there become customers here.</summary>
    public bool TakesGuests { get; set; } = true;

    /// <summary>SHA-256 of the secret in the address that the PMS sends its news to; null while there is no such address.</summary>
    public string? NewsSecret { get; set; }

    /// <summary>Up to where changes were asked for; the connector's own mark.</summary>
    public string? NewsMark { get; private set; }

    public DateTime? LastNewsUtc { get; private set; }

    public required DateTime CreatedAtUtc { get; init; }

    public int Version { get; set; }

    /// <summary>Whether customers are pushed now. While they are not, their operations are parked.</summary>
    public bool IsOpen => !Paused && Health is (ConnectionHealth.New or ConnectionHealth.Working);

    public FieldOwner OwnerOf(DifferingField field) => field switch
    {
        DifferingField.Name => NameOwner,
        DifferingField.Email => EmailOwner,
        DifferingField.Phone => PhoneOwner,
        DifferingField.Address => AddressOwner,
        _ => FieldOwner.Platform,
    };

    public void Pause() => Paused = true;

    /// <summary>Goes on, and finds out how the PMS is by trying.</summary>
    public void Resume()
    {
        Paused = false;
        StartAfresh();
    }

    public void ChangeSettings(byte[] encrypted)
    {
        (Settings, SettingsVersion) = (encrypted, SettingsVersion + 1);
        StartAfresh();
    }

    private void StartAfresh() => (Health, NextProbeUtc, Trouble, FailuresInARow, LastFailedOperation) = (ConnectionHealth.New, null, 0, 0, null);
}
