namespace BookingPlatform.Host.Accounts;

/// <summary>Tells a browser and its system in words, for its owner to recognise a session by: "Firefox on Windows".</summary>
internal static class DeviceWords
{
    /// <summary>The more particular first: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.</summary>
    private static readonly (string Mark, string Word)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Word)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string Of(string userAgent) => $"{Word(Browsers, userAgent, "A browser")} on {Word(Systems, userAgent, "another system")}";

    private static string Word((string Mark, string Word)[] words, string userAgent, string otherwise) =>
        words.FirstOrDefault(word => userAgent.Contains(word.Mark, StringComparison.Ordinal)) is { Word: { } found } ? found : otherwise;
}
