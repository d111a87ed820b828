using System.Numerics;

namespace BookingPlatform.Customers.Matching.Text;

/// <summary>How like two short texts are. Bit-parallel where the words have up to 64 letters, as names do.</summary>
public static class Similarity
{
    private const int Word = 64;

    /// <summary>
    /// Jaro's similarity with Winkler's bonus for a common start (Winkler 1990): 1 for equal texts, 0 for nothing in common.
    /// Letters count as common within half the longer length.
    /// </summary>
    /// <param name="one">Folded text.</param>
    /// <param name="other">Folded text; only the first 64 letters of each are read.</param>
    public static double JaroWinkler(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one[..Math.Min(one.Length, Word)];
        other = other[..Math.Min(other.Length, Word)];
        if (one.Length == 0 || other.Length == 0)
            return 0;
        var (mine, theirs) = Common(one, other);
        var common = BitOperations.PopCount(mine);
        if (common == 0)
            return 0;
        double turned = Transposed(one, other, mine, theirs);
        var jaro = ((double)common / one.Length + (double)common / other.Length + (common - turned / 2) / common) / 3;
        var start = Math.Min(4, one.CommonPrefixLength(other));
        return jaro + start * 0.1 * (1 - jaro);
    }

    /// <summary>The most that <see cref="JaroWinkler"/> can be, from the bags alone.</summary>
    internal static double Bound(int oneLength, int otherLength, ulong oneBag, ulong otherBag)
    {
        double common = Math.Min(oneLength - BitOperations.PopCount(oneBag & ~otherBag), otherLength - BitOperations.PopCount(otherBag & ~oneBag));
        if (common <= 0)
            return 0;
        var jaro = (common / oneLength + common / otherLength + 1) / 3;
        return jaro + 0.4 * (1 - jaro);
    }

    /// <summary>Which letters a text has: a bit for the first and, for a to z, one for the second of its kind. An edit changes at most two bits.</summary>
    internal static ulong Bag(ReadOnlySpan<char> text)
    {
        ulong bag = 0;
        foreach (var sign in text)
        {
            var place = sign is >= 'a' and <= 'z' ? sign - 'a' : sign is >= '0' and <= '9' ? 26 + (sign - '0') : -1;
            if (place < 0)
                continue;
            var bit = 1UL << place;
            bag |= (bag & bit) == 0 ? bit : place < 26 ? 1UL << (36 + place) : 0;
        }

        return bag;
    }

    /// <summary>
    /// Edits from one text to the other: insert, delete, replace, swap neighbours (optimal string alignment; Damerau 1964, in Hyyrö's bit-parallel form of 2003).
    /// </summary>
    /// <param name="one">Folded text.</param>
    /// <param name="other">Folded text; only the first 64 letters of each are read.</param>
    /// <returns>The number of edits.</returns>
    public static int Edits(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one[..Math.Min(one.Length, Word)];
        other = other[..Math.Min(other.Length, Word)];
        if (one.Length == 0 || other.Length == 0)
            return Math.Max(one.Length, other.Length);
        ulong up = ~0UL, down = 0, diagonal = 0, before = 0;
        var last = 1UL << (one.Length - 1);
        var edits = one.Length;
        foreach (var sign in other)
        {
            var equal = Places(one, sign);
            diagonal = (((~diagonal) & equal) << 1) & before;
            diagonal |= (((equal & up) + up) ^ up) | equal | down;
            var right = down | ~(diagonal | up);
            var left = diagonal & up;
            edits += (right & last) != 0 ? 1 : (left & last) != 0 ? -1 : 0;
            right = (right << 1) | 1;
            up = (left << 1) | ~(diagonal | right);
            down = right & diagonal;
            before = equal;
        }

        return edits;
    }

    private static ulong Places(ReadOnlySpan<char> text, char sign)
    {
        ulong places = 0;
        for (var at = 0; at < text.Length; at++)
            places |= (text[at] == sign ? 1UL : 0) << at;
        return places;
    }

    private static (ulong One, ulong Other) Common(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var window = Math.Max(0, Math.Max(one.Length, other.Length) / 2 - 1);
        ulong mine = 0, theirs = 0;
        for (var at = 0; at < other.Length; at++)
        {
            var from = Math.Max(0, at - window);
            var width = at + window - from + 1;
            var reach = width >= Word ? ~0UL : ((1UL << width) - 1) << from;
            var free = Places(one, other[at]) & reach & ~mine;
            mine |= free & (0 - free);
            theirs |= (free != 0 ? 1UL : 0) << at;
        }

        return (mine, theirs);
    }

    private static int Transposed(ReadOnlySpan<char> one, ReadOnlySpan<char> other, ulong mine, ulong theirs)
    {
        var turned = 0;
        for (; mine != 0; mine &= mine - 1, theirs &= theirs - 1)
            if (one[BitOperations.TrailingZeroCount(mine)] != other[BitOperations.TrailingZeroCount(theirs)])
                turned++;
        return turned;
    }
}
