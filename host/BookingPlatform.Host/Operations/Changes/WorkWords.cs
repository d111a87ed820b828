using BookingPlatform.Kernel.Outbox;

namespace BookingPlatform.Host.Operations.Changes;

/// <summary>The work behind the scenes in words for people who never read a program: what a queue does, and what to do when it is stuck.</summary>
internal static class WorkWords
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["confirmation-mail"] = "Confirmation of a booking",
        ["change-mail"] = "Mail about a changed booking",
        ["cancellation-mail"] = "Mail about a cancelled booking",
        ["itinerary-mail"] = "Mail with an itinerary",
        ["assignment-mail"] = "Mail after a booking changed hands",
        ["mail-out"] = "Mail to the mail server",
        ["password-mail"] = "Mail with a link for a password",
        ["guest-secret-mail"] = "Mail with a guest's code or link",
        ["staff-password-mail"] = "Mail with a link for staff",
        ["match-customer"] = "Looking for the same person twice",
        ["match-import"] = "Looking for doubles in an import",
        ["match-merged"] = "Looking for doubles after a merge",
        ["match-unmerged"] = "Looking for doubles after an undone merge",
        ["merge-late-rows"] = "Late rows of a merge",
        ["pms-push"] = "A guest to the hotel system",
        ["pms-probe"] = "Asking whether the hotel system is back",
        ["pms-release"] = "Guests that waited for the hotel system",
        ["pms-news"] = "News from the hotel system",
        ["webhook-out"] = "A call to another program",
    };

    private static readonly (string Start, string Title)[] Families =
    [
        ("pms-fan-out-", "Telling the hotel system of a change"),
        ("pms-errand-", "An errand for the hotel system"),
        ("webhook-", "Telling other programs of a change"),
    ];

    public static string TitleOf(string listener) => Titles.TryGetValue(listener, out var title) ? title
        : Families.FirstOrDefault(family => listener.StartsWith(family.Start, StringComparison.Ordinal)).Title ?? listener;

    public static WorkState StateOf(OutboxItem item, IReadOnlySet<string> heldBack) => item.State is OutboxState.Dead ? WorkState.GivenUp
        : heldBack.Contains(item.Listener) ? WorkState.HeldBack
        : item.Cause is null ? WorkState.OnItsWay : WorkState.TriedAgain;

    public static string NameOf(WorkState state) => state switch
    {
        WorkState.OnItsWay => "On its way",
        WorkState.TriedAgain => "Tried again by itself",
        WorkState.HeldBack => "Held back",
        _ => "Given up",
    };

    public static string Count(string number, int count) => count == 1 ? "1 change" : $"{number} changes";

    /// <summary>What to do next, in a sentence.</summary>
    public static string Advice(WorkState state, string listener, string? error) => state switch
    {
        WorkState.OnItsWay => "Nothing to do: it goes by itself within seconds. If it stays here, look whether a node is running, under Jobs.",
        WorkState.HeldBack => "Somebody holds this queue back. Let it go on when the reason is gone; nothing is lost meanwhile.",
        WorkState.TriedAgain => $"Nothing to do yet: it is tried again by itself. {Cause(listener, error)}",
        _ => $"{Cause(listener, error)} Then retry. If it no longer matters, discard it and say why.",
    };

    private static string Cause(string listener, string? error)
    {
        var text = error ?? "";
        bool Says(params string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        return listener switch
        {
            _ when Says("knows no listener") => "A node runs an older version of the platform: end the update on all nodes.",
            _ when Says("JsonException", "NullReference", "InvalidCast", "ArgumentException", "KeyNotFound") => "This is a fault in the program: tell whoever runs the platform, with the number of the change.",
            _ when Says("DbUpdate", "Npgsql", "Sqlite", "SqlException", "deadlock", "timeout expired") => "The database did not let it through: look at the health page and at the free space of its disk.",
            _ when listener.EndsWith("-mail", StringComparison.Ordinal) || listener == "mail-out" => "Check the mail server under Settings, Messages.",
            _ when listener.StartsWith("pms-", StringComparison.Ordinal) => "Check the connection under Settings, Hotel systems.",
            _ when listener.StartsWith("webhook", StringComparison.Ordinal) => "Ask the other program's people whether it takes our calls.",
            _ when Says("HttpRequest", "Socket", "timed out", "Timeout", "refused", "unreachable") => "The other side could not be reached: see whether it is up.",
            _ => "Read the reason, and put right what it names.",
        };
    }
}
