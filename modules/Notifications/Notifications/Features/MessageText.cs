using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Features;

/// <summary>Messages in the words of the API and of the front desk.</summary>
internal static class MessageText
{
    public static string Code(this MessageState state) => state.ToString().ToLowerInvariant();

    public static string Code(this MessageKind kind) => kind.ToString().ToLowerInvariant();

    public static string Title(MessageKind kind) => kind switch
    {
        MessageKind.Confirmation => "Confirmation",
        MessageKind.Change => "Change of booking",
        MessageKind.Cancellation => "Cancellation",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
