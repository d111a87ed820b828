using System.Globalization;
using System.Net;
using System.Text;

namespace BookingPlatform.Customers.Email;

/// <summary>
/// An address that mail could be sent to: the part of RFC 5321 and 5322 that real mailboxes use, letters of any script (RFC 6531), domains of any script (IDNA).
/// Quoted local parts, comments and address literals are refused: nobody has such a mailbox, and they are a way to smuggle things into headers.
/// </summary>
internal sealed record EmailAddress
{
    public const int Longest = 254;
    private const int LongestLocal = 64;
    private const string Signs = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string text, string local, string domain) => (Text, Local, Domain, Key) = (text, local, domain, $"{local.ToLowerInvariant()}@{domain}");

    /// <summary>As given, without surrounding white space.</summary>
    public string Text { get; }

    public string Local { get; }

    /// <summary>Lower case, in the ASCII form of IDNA.</summary>
    public string Domain { get; }

    /// <summary>What addresses are compared by: case and the form of the domain do not matter.</summary>
    public string Key { get; }

    /// <param name="typed">As people typed or pasted it.</param>
    /// <param name="fault">What is wrong with it, in one sentence; null when it is an address.</param>
    public static EmailAddress? Read(string typed, out string? fault)
    {
        if (HasBrokenCharacters(typed))
            return Refuse("This contains characters that no email address has.", out fault);
        var text = typed.Normalize(NormalizationForm.FormKC).Trim();
        var at = text.LastIndexOf('@');
        if (at < 0)
            return Refuse("An email address has an @ in the middle.", out fault);
        var (local, domain) = (text[..at], text[(at + 1)..]);
        if ((fault = FaultOfLocal(local)) is not null)
            return null;
        if (AsciiDomain(domain) is not { } ascii)
            return Refuse("What stands behind the @ is not a domain such as example.com.", out fault);
        return Encoding.UTF8.GetByteCount(local) + 1 + ascii.Length <= Longest && text.Length <= Longest
            ? new(text, local, ascii)
            : Refuse("The address is too long: 254 characters are the limit.", out fault);
    }

    private static EmailAddress? Refuse(string why, out string? fault)
    {
        fault = why;
        return null;
    }

    private static bool HasBrokenCharacters(string text)
    {
        for (var at = 0; at < text.Length; at += char.IsSurrogate(text[at]) ? 2 : 1)
            if (char.IsControl(text[at]) && !char.IsWhiteSpace(text[at]) || !Rune.TryGetRuneAt(text, at, out _))
                return true;
        return false;
    }

    private static string? FaultOfLocal(string local)
    {
        if (local.Length == 0)
            return "Something is missing in front of the @.";
        if (local.Any(char.IsWhiteSpace))
            return "There is a space in the address.";
        if (Encoding.UTF8.GetByteCount(local) > LongestLocal)
            return "What stands in front of the @ is too long: 64 characters are the limit.";
        if (local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
            return "There is a dot too many in front of the @.";
        return local.EnumerateRunes().All(IsMailboxSign) ? null : "There is a character in front of the @ that no email address has.";
    }

    private static bool IsMailboxSign(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || Signs.Contains((char)rune.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Null when it is no domain that could have a mail server.</summary>
    private static string? AsciiDomain(string domain)
    {
        if (domain.Length is 0 or > 253 || domain.Any(char.IsWhiteSpace) || domain.Contains("..", StringComparison.Ordinal) || domain.EndsWith('.'))
            return null;
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length >= 2 && ascii.Length <= 253 && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit) && !IPAddress.TryParse(ascii, out _) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
