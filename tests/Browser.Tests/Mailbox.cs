using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Browser.Tests;

/// <summary>The folder that the demo writes its mails to.</summary>
internal static partial class Mailbox
{
    /// <summary>The six digits of the first mail to that address that has some.</summary>
    public static Task<string> Code(DemoInBrowser demo, string address) => Find(demo, address, Digits());

    /// <summary>The path of the link to end advertising.</summary>
    public static Task<string> WayOut(DemoInBrowser demo, string address) => Find(demo, address, WayOut());

    /// <summary>The link that signs a guest in.</summary>
    public static Task<string> SignInLink(DemoInBrowser demo, string address) => Find(demo, address, Link());

    /// <summary>The first thing of that form in a mail to that address, once one has come.</summary>
    public static async Task<string> Find(DemoInBrowser demo, string address, Regex sought)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"booking-platform-demo-{new Uri(demo.Address).Port}", "mail");
        for (var wait = 0; wait < 200; wait++)
        {
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order().Select(File.ReadAllText).Where(text => text.Contains(address, StringComparison.Ordinal)) : [];
            if (mails.Select(mail => sought.Match(Readable(mail))).FirstOrDefault(match => match.Success) is { } found)
                return found.Value;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No such mail came to {address} within 20 seconds.");
    }

    /// <summary>The body of a part, which is in base64 where a business's name is not plain ASCII.</summary>
    private static string Readable(string mail) => string.Join('\n', mail.Split("\r\n\r\n").Skip(1).Select(part =>
        part.Split("\r\n--")[0].ReplaceLineEndings("") is var line && line.Length % 4 == 0 && Base64().IsMatch(line) ? Encoding.UTF8.GetString(Convert.FromBase64String(line)) : part));

    [GeneratedRegex("^[A-Za-z0-9+/]+=*$")]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?m)^\d{6}\s*$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"http://\S+/sign-in/[^\s""<]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"/g/[\w-]+/unsubscribe/[\w-]+")]
    private static partial Regex WayOut();
}
