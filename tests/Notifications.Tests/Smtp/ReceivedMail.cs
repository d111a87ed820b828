using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Notifications.Tests.Smtp;

/// <summary>A mail as it came over the line, and as a mail program would show it (RFC 5322, 2045, 2047).</summary>
public sealed partial record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, string Raw)
{
    public bool WasEncrypted { get; init; }

    public string? User { get; init; }

    /// <summary>A mail as .NET's client leaves it in a pickup folder, with the envelope in two headers.</summary>
    public static ReceivedMail FromFile(string path)
    {
        var raw = File.ReadAllText(path);
        return new ReceivedMail(Address(raw, "X-Sender"), [Address(raw, "X-Receiver")], raw);
    }

    private static string Address(string raw, string header) => new System.Net.Mail.MailAddress(Value(raw, header)!).Address;

    /// <summary>Header lines as they stand there, folded lines joined.</summary>
    public IReadOnlyList<string> Headers => HeadersOf(Raw);

    public string? Header(string name) => Value(Raw, name);

    public string Subject => Header("Subject") ?? "";

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    public string Calendar => Part("text/calendar");

    public string? CalendarType => Parts(Raw).Select(part => Value(part, "Content-Type")).FirstOrDefault(type => type?.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase) ?? false);

    private string Part(string type) => Parts(Raw).FirstOrDefault(part => Value(part, "Content-Type")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) ?? false) is { } part
        ? Decode(part)
        : throw new InvalidOperationException($"The mail has no {type} part.");

    private static IEnumerable<string> Parts(string raw)
    {
        var boundary = Boundary().Match(Value(raw, "Content-Type") ?? "");
        return boundary.Success
            ? raw.Split($"--{boundary.Groups[1].Value}").Skip(1).Where(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => part.TrimStart('\r', '\n')).SelectMany(Parts)
            : [raw];
    }

    private static string Decode(string part)
    {
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return Value(part, "Content-Transfer-Encoding")?.ToLowerInvariant() switch
        {
            "quoted-printable" => Unquote(body.Replace("=\r\n", "", StringComparison.Ordinal)),
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings(""))),
            _ => body,
        };
    }

    private static string[] HeadersOf(string raw) =>
        Folding().Replace(raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ").Split("\r\n");

    private static string? Value(string raw, string name) => HeadersOf(raw)
        .Where(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(header => Words(header[(name.Length + 1)..].Trim()))
        .FirstOrDefault();

    /// <summary>Encoded words; white space between two of them is none.</summary>
    private static string Words(string value) => EncodedWord().Replace(BetweenWords().Replace(value, "$1$2"), word => word.Groups[1].Value.ToUpperInvariant() == "B"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : Unquote(word.Groups[2].Value.Replace('_', ' ')));

    private static string Unquote(string quoted)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '=' && i + 2 < quoted.Length && byte.TryParse(quoted.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
            {
                bytes.Add(hex);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(quoted, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(\?=)\s+(=\?)")]
    private static partial Regex BetweenWords();
}
