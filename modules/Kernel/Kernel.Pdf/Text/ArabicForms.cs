using System.Globalization;
using System.Text;

namespace BookingPlatform.Kernel.Pdf.Text;

/// <summary>
/// Joins Arabic letters by Unicode's presentation forms (blocks FB50 and FE70): enough for Arabic, Persian and Urdu, and in every face that has the letters.
/// </summary>
internal static class ArabicForms
{
    private const int Lam = 0x0644;
    private const int Tatweel = 0x0640;
    private const int NonJoiner = 0x200C;

    /// <summary>Letter, its isolated form, how many forms: alone; alone and final; or alone, final, initial and medial, one after another.</summary>
    private static readonly (int Letter, int Form, int Forms)[] Letters =
    [
        (0x0621, 0xFE80, 1), (0x0622, 0xFE81, 2), (0x0623, 0xFE83, 2), (0x0624, 0xFE85, 2), (0x0625, 0xFE87, 2), (0x0626, 0xFE89, 4), (0x0627, 0xFE8D, 2),
        (0x0628, 0xFE8F, 4), (0x0629, 0xFE93, 2), (0x062A, 0xFE95, 4), (0x062B, 0xFE99, 4), (0x062C, 0xFE9D, 4), (0x062D, 0xFEA1, 4), (0x062E, 0xFEA5, 4),
        (0x062F, 0xFEA9, 2), (0x0630, 0xFEAB, 2), (0x0631, 0xFEAD, 2), (0x0632, 0xFEAF, 2), (0x0633, 0xFEB1, 4), (0x0634, 0xFEB5, 4), (0x0635, 0xFEB9, 4),
        (0x0636, 0xFEBD, 4), (0x0637, 0xFEC1, 4), (0x0638, 0xFEC5, 4), (0x0639, 0xFEC9, 4), (0x063A, 0xFECD, 4), (0x0641, 0xFED1, 4), (0x0642, 0xFED5, 4),
        (0x0643, 0xFED9, 4), (0x0644, 0xFEDD, 4), (0x0645, 0xFEE1, 4), (0x0646, 0xFEE5, 4), (0x0647, 0xFEE9, 4), (0x0648, 0xFEED, 2), (0x0649, 0xFEEF, 2),
        (0x064A, 0xFEF1, 4), (0x0679, 0xFB66, 4), (0x067E, 0xFB56, 4), (0x0686, 0xFB7A, 4), (0x0688, 0xFB88, 2), (0x0691, 0xFB8C, 2), (0x0698, 0xFB8A, 2),
        (0x06A9, 0xFB8E, 4), (0x06AF, 0xFB92, 4), (0x06BA, 0xFB9E, 2), (0x06BE, 0xFBAA, 4), (0x06C1, 0xFBA6, 4), (0x06CC, 0xFBFC, 4), (0x06D2, 0xFBAE, 2),
    ];

    private static readonly Dictionary<int, (int Form, int Forms)> ByLetter = Letters.ToDictionary(one => one.Letter, one => (one.Form, one.Forms));

    /// <summary>Lam and alef are always written as one.</summary>
    private static readonly Dictionary<int, int> LamAlef = new() { [0x0622] = 0xFEF5, [0x0623] = 0xFEF7, [0x0625] = 0xFEF9, [0x0627] = 0xFEFB };

    /// <summary>One sign on paper and the characters it stands for.</summary>
    internal readonly record struct Sign(Rune Shown, string Text);

    /// <summary>In the order of writing; what is no Arabic letter stays as it is.</summary>
    public static IReadOnlyList<Sign> Join(IReadOnlyList<Rune> line)
    {
        var signs = new List<Sign>(line.Count);
        for (var at = 0; at < line.Count; at++)
        {
            var letter = line[at].Value;
            var next = at + 1 < line.Count ? line[at + 1].Value : 0;
            if (letter == Lam && LamAlef.TryGetValue(next, out var both))
            {
                signs.Add(new Sign(new Rune(both + (JoinsBefore(line, at) ? 1 : 0)), $"{line[at]}{line[at + 1]}"));
                at++;
            }
            else
                signs.Add(new Sign(ByLetter.TryGetValue(letter, out var forms) ? Form(line, at, forms) : line[at], line[at].ToString()));
        }

        return signs;
    }

    private static Rune Form(IReadOnlyList<Rune> line, int at, (int Form, int Forms) letter)
    {
        var before = letter.Forms > 1 && JoinsBefore(line, at);
        var after = letter.Forms == 4 && JoinsAfter(line, at);
        return new Rune(letter.Form + (before, after) switch
        {
            (false, false) => 0,
            (true, false) => 1,
            (false, true) => 2,
            _ => 3,
        });
    }

    private static bool JoinsBefore(IReadOnlyList<Rune> line, int at)
    {
        do at--; while (at >= 0 && IsMark(line[at]));
        return at >= 0 && (line[at].Value == Tatweel || ByLetter.TryGetValue(line[at].Value, out var letter) && letter.Forms == 4);
    }

    private static bool JoinsAfter(IReadOnlyList<Rune> line, int at)
    {
        do at++; while (at < line.Count && IsMark(line[at]));
        return at < line.Count && (line[at].Value == Tatweel || ByLetter.TryGetValue(line[at].Value, out var letter) && letter.Forms > 1);
    }

    private static bool IsMark(Rune rune) => rune.Value != NonJoiner && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
}
