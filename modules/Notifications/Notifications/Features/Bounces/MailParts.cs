using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>As much of RFC 5322 and 2045 as reading reports needs. Anything may come in; what cannot be understood is left out, and depth and number of parts are bounded.</summary>
internal sealed partial record MailPart(IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int Deepest = 5;
    private const int MostParts = 20;

    public string Type => Headers.GetValueOrDefault("content-type", "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    public static MailPart Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        var end = lines.StartsWith('\n') ? 0 : lines.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (lines, "") : (lines[..end], lines[end..].TrimStart('\n'));
        return new MailPart(Fields(head), body);
    }

    /// <summary>The part itself and all within it.</summary>
    public IEnumerable<MailPart> All(int depth = 0)
    {
        yield return this;
        if (depth >= Deepest || !Type.StartsWith("multipart/", StringComparison.Ordinal) || Boundary().Match(Headers["content-type"]) is not { Success: true } boundary)
            yield break;
        var mark = "--" + (boundary.Groups["quoted"].Success ? boundary.Groups["quoted"] : boundary.Groups["bare"]).Value;
        foreach (var part in ("\n" + Body).Split("\n" + mark).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).Take(MostParts))
            foreach (var inner in Read(part.TrimStart(' ', '\t') is ['\n', .. var rest] ? rest : part).All(depth + 1))
                yield return inner;
    }

    /// <summary>The body in its own encoding.</summary>
    public string Decoded()
    {
        try
        {
            return Headers.GetValueOrDefault("content-transfer-encoding", "").Trim().ToLowerInvariant() switch
            {
                "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(Body)),
                "quoted-printable" => Quoted().Replace(Body.Replace("=\n", "", StringComparison.Ordinal), byteCode => ((char)Convert.ToByte(byteCode.Groups[1].Value, 16)).ToString()),
                _ => Body,
            };
        }
        catch (FormatException)
        {
            return "";
        }
    }

    /// <summary>Header fields, folded lines joined, names in lower case; of a repeated field the first.</summary>
    public static IReadOnlyDictionary<string, string> Fields(string head)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Folding().Replace(head.ReplaceLineEndings("\n"), " ").Split('\n'))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        return fields;
    }

    [GeneratedRegex(@"boundary\s*=\s*(?:""(?<quoted>[^""]+)""|(?<bare>[^;\s]+))", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Quoted();
}
