using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Features;

/// <summary>Messages in the words of the API and of the front desk.</summary>
internal static class MessageText
{
    public static string Code(this MessageState state) => state.ToString().ToLowerInvariant();

    public static string Code(this MessageKind kind) => kind.ToString().ToLowerInvariant();

    public static string Title(this MessageKind kind) => kind switch
    {
        MessageKind.Confirmation => "Confirmation",
        MessageKind.Change => "Change of booking",
        MessageKind.Cancellation => "Cancellation",
        MessageKind.Itinerary => "Confirmation of the itinerary",
        MessageKind.Reminder => "Reminder",
        MessageKind.Advertising => "Advertising",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Title(this MessageState state) => state switch
    {
        MessageState.Queued => "Waiting",
        MessageState.Sent => "Sent",
        MessageState.Failed => "Failed",
        MessageState.Bounced => "Came back",
        MessageState.Suppressed => "Not sent",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Missed(int count) => count == 1 ? "1 missed message" : $"{count} missed messages";

    public static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";

    /// <summary>Null where there is nothing to warn of.</summary>
    public static string? Warning(this Told told) => told switch
    {
        Told.No => "The customer has not been told.",
        Told.NotTheLatest => "The customer has not been told about the latest change.",
        _ => null,
    };
}
