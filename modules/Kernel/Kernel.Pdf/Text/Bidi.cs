using System.Text;

namespace BookingPlatform.Kernel.Pdf.Text;

/// <summary>
/// The order in which the characters of one line stand on paper: the Unicode Bidirectional Algorithm (UAX #9, Unicode 15) without explicit
/// embeddings and paired brackets, which names, days and prices do not need. O(n).
/// </summary>
internal static class Bidi
{
    /// <summary>Whether a text reads from right to left: so does its first letter (rules P2 and P3).</summary>
    public static bool ReadsFromRight(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var type = BidiClasses.Of(rune);
            if (type is BidiClass.Left)
                return false;
            if (type is BidiClass.Right or BidiClass.ArabicLetter)
                return true;
        }

        return false;
    }

    /// <summary>The level of each character: even ones are read from the left, odd ones from the right.</summary>
    /// <param name="line">Characters in the order of writing.</param>
    /// <param name="fromRight">The paragraph's own direction.</param>
    public static int[] Levels(IReadOnlyList<Rune> line, bool fromRight)
    {
        var types = line.Select(BidiClasses.Of).ToArray();
        var main = fromRight ? BidiClass.Right : BidiClass.Left;
        ResolveNumbers(types, main);
        ResolveNeutrals(types, main);
        var level = fromRight ? 1 : 0;
        var levels = types.Select(type => Level(type, level)).ToArray();
        for (var at = line.Count - 1; at >= 0 && Rune.IsWhiteSpace(line[at]); at--)
            levels[at] = level;
        return levels;
    }

    /// <summary>Places in the order of the paper, left to right: each run of a level is turned round, highest first (rule L2).</summary>
    public static int[] Order(int[] levels)
    {
        var order = Enumerable.Range(0, levels.Length).ToArray();
        var highest = levels.DefaultIfEmpty().Max();
        for (var level = highest; level > 0; level--)
        {
            for (var start = 0; start < levels.Length; start++)
            {
                var end = start;
                while (end < levels.Length && levels[end] >= level)
                    end++;
                if (end > start)
                    Array.Reverse(order, start, end - start);
                start = end;
            }
        }

        return order;
    }

    /// <summary>Rules W1 to W7: marks follow their letter, numbers keep together with their signs.</summary>
    private static void ResolveNumbers(BidiClass[] types, BidiClass main)
    {
        for (var at = 0; at < types.Length; at++)
        {
            if (types[at] is BidiClass.Mark)
                types[at] = at == 0 ? main : types[at - 1];
        }

        var strong = main;
        for (var at = 0; at < types.Length; at++)
        {
            if (types[at] is BidiClass.Left or BidiClass.Right or BidiClass.ArabicLetter)
                strong = types[at];
            else if (types[at] is BidiClass.Number && strong is BidiClass.ArabicLetter)
                types[at] = BidiClass.ArabicNumber;
        }

        JoinSigns(types);
        strong = main;
        for (var at = 0; at < types.Length; at++)
        {
            types[at] = types[at] is BidiClass.ArabicLetter ? BidiClass.Right : types[at];
            if (types[at] is BidiClass.Left or BidiClass.Right)
                strong = types[at];
            else if (types[at] is BidiClass.Number && strong is BidiClass.Left)
                types[at] = BidiClass.Left;
        }
    }

    private static void JoinSigns(BidiClass[] types)
    {
        for (var at = 1; at + 1 < types.Length; at++)
        {
            var (before, after) = (types[at - 1], types[at + 1]);
            if (before == after && (types[at], before) is (BidiClass.NumberSign or BidiClass.NumberSeparator, BidiClass.Number) or (BidiClass.NumberSeparator, BidiClass.ArabicNumber))
                types[at] = before;
        }

        for (var at = 0; at < types.Length; at++)
        {
            if (types[at] is not BidiClass.NumberTerminator)
                continue;
            var end = at;
            while (end < types.Length && types[end] is BidiClass.NumberTerminator)
                end++;
            var touches = (at > 0 && types[at - 1] is BidiClass.Number) || (end < types.Length && types[end] is BidiClass.Number);
            Array.Fill(types, touches ? BidiClass.Number : BidiClass.Neutral, at, end - at);
            at = end - 1;
        }

        for (var at = 0; at < types.Length; at++)
        {
            if (types[at] is BidiClass.NumberSign or BidiClass.NumberSeparator)
                types[at] = BidiClass.Neutral;
        }
    }

    /// <summary>Rules N1 and N2: what stands between two of one direction takes it, else the paragraph's.</summary>
    private static void ResolveNeutrals(BidiClass[] types, BidiClass main)
    {
        for (var at = 0; at < types.Length; at++)
        {
            if (types[at] is not BidiClass.Neutral)
                continue;
            var end = at;
            while (end < types.Length && types[end] is BidiClass.Neutral)
                end++;
            var before = at == 0 ? main : Direction(types[at - 1]);
            var after = end == types.Length ? main : Direction(types[end]);
            Array.Fill(types, before == after ? before : main, at, end - at);
            at = end - 1;
        }
    }

    /// <summary>Numbers count as read from the right when it comes to what stands beside them.</summary>
    private static BidiClass Direction(BidiClass type) => type is BidiClass.Left ? BidiClass.Left : BidiClass.Right;

    /// <summary>Rules I1 and I2.</summary>
    private static int Level(BidiClass type, int main) => (type, main) switch
    {
        (BidiClass.Left, 0) => 0,
        (BidiClass.Right, 0) or (BidiClass.Right, 1) => 1,
        _ => 2,
    };
}
