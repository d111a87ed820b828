using System.Globalization;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Which messages a business sends at all. Without a row: all of them.</summary>
internal sealed class MessageSwitches : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public bool Confirmations { get; set; } = true;

    public bool Changes { get; set; } = true;

    public bool Cancellations { get; set; } = true;

    /// <summary>How many hours before its start a booking is told again; several go out one after the other, none without any. A business chooses this: updating the platform starts no new mails.</summary>
    public string? ReminderHours { get; private set; }

    /// <summary>Minute of the local day from which on nothing goes out by itself; null for no quiet hours.</summary>
    public int? QuietFromMinute { get; private set; }

    public int? QuietUntilMinute { get; private set; }

    /// <summary>Counts the addresses for bounces that were given out; only the newest is good.</summary>
    public int? IntakeNumber { get; private set; }

    public int Version { get; set; }

    public IReadOnlyList<int> Reminders => (ReminderHours ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(hours => int.Parse(hours, CultureInfo.InvariantCulture)).ToList();

    public QuietHours? Quiet => QuietFromMinute is { } from && QuietUntilMinute is { } until ? new QuietHours(from, until) : null;

    /// <param name="hours">Each once, the longest first.</param>
    public void Remind(IReadOnlyCollection<int> hours) =>
        ReminderHours = hours.Count == 0 ? null : string.Join(',', hours.Distinct().OrderDescending().Select(one => one.ToString(CultureInfo.InvariantCulture)));

    public void KeepQuiet(QuietHours? hours) => (QuietFromMinute, QuietUntilMinute) = (hours?.FromMinute, hours?.UntilMinute);

    public void RenewIntake() => IntakeNumber = (IntakeNumber ?? 0) + 1;

    public bool Allow(MessageKind kind) => kind switch
    {
        MessageKind.Confirmation or MessageKind.Itinerary => Confirmations,
        MessageKind.Change => Changes,
        MessageKind.Cancellation => Cancellations,
        MessageKind.Reminder => ReminderHours is not null,
        // Whoever does not want any sends no mailing.
        MessageKind.Advertising => true,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
