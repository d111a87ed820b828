using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Browser.Tests;

/// <summary>The mails of the demo, which it writes to a folder.</summary>
internal static partial class DemoMail
{
    /// <summary>The six digits of the first mail to that address that has some.</summary>
    public static async Task<string> Code(DemoInBrowser demo, string email) => Digits().Match(await To(demo, email, mail => Digits().IsMatch(mail))).Value;

    /// <summary>The path of the link to end advertising.</summary>
    public static async Task<string> WayOut(DemoInBrowser demo, string email) => WayOut().Match(await To(demo, email, mail => WayOut().IsMatch(mail))).Value;

    private static async Task<string> To(DemoInBrowser demo, string email, Func<string, bool> isIt)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"booking-platform-demo-{new Uri(demo.Address).Port}", "mail");
        for (var wait = 0; wait < 200; wait++)
        {
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Order().Select(File.ReadAllText).Where(text => text.Contains(email, StringComparison.Ordinal)).Select(Readable) : [];
            if (mails.FirstOrDefault(isIt) is { } mail)
                return mail;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("No such mail came within 20 seconds.");
    }

    /// <summary>The body of a part, which is in base64 where a business's name is not plain ASCII.</summary>
    private static string Readable(string mail) => string.Join('\n', mail.Split("\r\n\r\n").Skip(1).Select(part =>
        part.Split("\r\n--")[0].ReplaceLineEndings("") is var line && line.Length % 4 == 0 && Base64().IsMatch(line) ? Encoding.UTF8.GetString(Convert.FromBase64String(line)) : part));

    [GeneratedRegex(@"(?m)^\d{6}\s*$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"/g/[\w-]+/unsubscribe/[\w-]+")]
    private static partial Regex WayOut();

    [GeneratedRegex("^[A-Za-z0-9+/]+=*$")]
    private static partial Regex Base64();
}
