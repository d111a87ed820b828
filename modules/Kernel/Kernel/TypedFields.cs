using System.Globalization;
using System.Text;

namespace BookingPlatform.Kernel;

/// <summary>Takes what people typed into fields, any script and any length, and says what of it cannot be kept.</summary>
/// <param name="prefix">Where the fields stand in the request: <c>customer.</c> in a booking; empty for the top.</param>
public sealed class TypedFields(string prefix)
{
    private readonly Dictionary<string, string[]> faults = [];

    public IReadOnlyDictionary<string, string[]> Faults => faults;

    public string? Required(string field, string? typed, int longest, string ifMissing)
    {
        var line = Line(field, typed, longest);
        if (line is null)
            faults.TryAdd(prefix + field, [ifMissing]);
        return line;
    }

    /// <summary>One line; null when there is nothing to see in it.</summary>
    public string? Line(string field, string? typed, int longest) => Take(field, typed, longest, lineBreaks: false);

    /// <summary>Text that may have several lines.</summary>
    public string? Text(string field, string? typed, int longest) => Take(field, typed?.ReplaceLineEndings("\n"), longest, lineBreaks: true);

    public string? Checked(string field, string? typed, Func<string, bool> isFit, string ifNot)
    {
        var line = Line(field, typed, 200);
        if (line is not null && !isFit(line))
            faults.TryAdd(prefix + field, [ifNot]);
        return line;
    }

    private string? Take(string field, string? typed, int longest, bool lineBreaks)
    {
        if (typed is null)
            return null;
        if (!IsStorable(typed, lineBreaks))
            return Fault(field, "This contains characters that cannot be stored. Type it again.");
        var text = typed.Normalize(NormalizationForm.FormC).Trim();
        if (text.Length > longest)
            return Fault(field, string.Create(CultureInfo.InvariantCulture, $"At most {longest} characters fit here; this has {text.Length}."));
        return HasInk(text) ? text : null;
    }

    private string? Fault(string field, string why)
    {
        faults.TryAdd(prefix + field, [why]);
        return null;
    }

    /// <summary>PostgreSQL cannot store NUL, UTF-8 has no half of a surrogate pair, and other control characters only hide things.</summary>
    private static bool IsStorable(string text, bool lineBreaks)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) && !(text[at] is '\t' || lineBreaks && text[at] is '\n'))
                return false;
            if (!char.IsSurrogate(text[at]))
                continue;
            if (!Rune.TryGetRuneAt(text, at, out _))
                return false;
            at++;
        }

        return true;
    }

    /// <summary>Spaces of any width, joiners and fillers leave a field as empty as it looks.</summary>
    private static bool HasInk(string text) => text.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control)
        && rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0));
}
