using System.Globalization;

namespace BookingPlatform.Host.Operations.Changes;

/// <summary>Sentences of the pages about single changes.</summary>
internal static class WorkPageWords
{
    /// <summary>A purpose in a list to choose from; families say which of them they are.</summary>
    public static string Kind(string listener) => WorkWords.TitleOf(listener) is var title && title == listener ? listener : $"{title} ({listener})";

    /// <summary>What an act did, carried over the redirect behind it as a word and a number: <c>retried-12</c>.</summary>
    public static string? Done(string done) => done.Split('-') is [var act, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? (act, count) switch
        {
            ("retried", 0) => "Nothing was to be retried: what matched is on its way already, or has arrived.",
            ("retried", 1) => "1 change is on the way again.",
            ("retried", _) => $"{count} changes are on the way again.",
            ("removed", 0) => "Nothing was there any more: it has arrived, or somebody else was quicker.",
            ("removed", 1) => "1 change was taken off its way. The history says who did it and why.",
            ("removed", _) => $"{count} changes were taken off their way. The history says who did it and why.",
            _ => null,
        }
        : null;
}
