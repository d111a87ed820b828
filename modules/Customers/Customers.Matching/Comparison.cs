using System.Globalization;
using System.Numerics;
using BookingPlatform.Customers.Matching.Text;
using BookingPlatform.Customers.Matching.Values;

namespace BookingPlatform.Customers.Matching;

/// <summary>Compares two different values of a field. The order of the two does not matter.</summary>
internal static class Comparison
{
    private const double Alike = 0.93;
    private const double Resembling = 0.85;

    /// <summary>The level of two values that are there and not equal.</summary>
    public static byte Compare(FieldKind kind, in Value one, in Value other)
    {
        // Jaro's greedy matching depends on the order.
        if (one.Text.Length > other.Text.Length || one.Text.Length == other.Text.Length && string.CompareOrdinal(one.Text, other.Text) > 0)
            return Compare(kind, in other, in one);
        return kind switch
        {
            FieldKind.GivenName or FieldKind.FamilyName => Name(in one, in other, kind is FieldKind.GivenName),
            FieldKind.OtherNames => OtherNames(in one, in other),
            FieldKind.BirthDate => Date(one.Text, other.Text),
            FieldKind.Email => Best(one.Text, other.Text, Email),
            FieldKind.Phone => Best(one.Text, other.Text, Phone),
            FieldKind.Identifier => Identifier(in one, in other),
            FieldKind.HouseNumber => HouseNumber(in one, in other),
            FieldKind.PostalCode => PostalCode(in one, in other),
            FieldKind.Street or FieldKind.Place or FieldKind.Words => Words(in one, in other),
            _ => Level.Different,
        };
    }

    private static byte Name(in Value one, in Value other, bool given)
    {
        if (one.Text.Length == 1)
            return one.Text[0] == other.Text[0] ? Level.Partial : Level.Different;
        if (given && Share(one.Groups, other.Groups) || HasSharedWord(in one, in other) || IsJoined(one.Text, other.Text))
            return Level.Related;
        if (given && other.Text.Length - one.Text.Length >= 2 && one.Text.Length >= 3 && other.Text.StartsWith(one.Text, StringComparison.Ordinal))
            return Level.Related;
        var alike = one.Sound.Length > 1 && one.Sound == other.Sound;
        if (!alike && Similarity.Bound(one.Text.Length, other.Text.Length, one.Bag, other.Bag) < Resembling)
            return Level.Different;
        var edits = Edits(in one, in other);
        if (edits == 1 && one.Text.Length >= 3 || edits == 2 && one.Text.Length >= 7)
            return Level.Close;
        var likeness = Similarity.JaroWinkler(one.Text, other.Text);
        if (likeness >= Alike && one.Text.Length >= 4)
            return Level.Close;
        return likeness >= Resembling || alike || edits == 2 && one.Text.Length >= 5 || one.Bag == other.Bag && one.Text.Length == other.Text.Length ? Level.Similar : Level.Different;
    }

    /// <summary>"Mary Ann" and "Maryann".</summary>
    private static bool IsJoined(string one, string other) =>
        one.Length < other.Length && other.Contains(' ', StringComparison.Ordinal) && other.Replace(" ", "", StringComparison.Ordinal) == one.Replace(" ", "", StringComparison.Ordinal);

    private static bool HasSharedWord(in Value one, in Value other)
    {
        if (one.Words.Length == 1 && other.Words.Length == 1 || one.Words.Length == 0)
            return false;
        // A particle alone ("de", "van") is nobody's name.
        return Shared(one.Words, other.Words) is var shared and > 0 && (shared > 1 || one.Text.Length > 3);
    }

    private static byte OtherNames(in Value one, in Value other)
    {
        if (Share(one.Words, other.Words))
            return Level.Related;
        foreach (var mine in one.Text.Split(' '))
            foreach (var theirs in other.Text.Split(' '))
                if ((mine.Length == 1 || theirs.Length == 1) && mine[0] == theirs[0])
                    return Level.Partial;
                else if (mine.Length > 3 && theirs.Length > 3 && Similarity.JaroWinkler(mine, theirs) >= Alike)
                    return Level.Close;
        return Level.Different;
    }

    private static byte Date(string one, string other)
    {
        if (one.Length != 8 || other.Length != 8)
            return other.StartsWith(one, StringComparison.Ordinal) ? Level.Partial : Similarity.Edits(one, other) is var few && few <= 1 ? Level.Close : few == 2 ? Level.Similar : Level.Different;
        var (mine, theirs) = (uint.Parse(one, NumberStyles.HexNumber, CultureInfo.InvariantCulture), uint.Parse(other, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return Date(mine, theirs, Similarity.Edits(one, other) <= 2);
    }

    /// <summary>Two dates, a digit in each four bits.</summary>
    /// <param name="one">0xyyyyMMdd.</param>
    /// <param name="other">The same.</param>
    /// <param name="twoEdits">Whether two edits are known to be enough, though more places differ.</param>
    public static byte Date(uint one, uint other, bool twoEdits = false)
    {
        var apart = one ^ other;
        var sameYear = apart >> 16 == 0;
        if (sameYear && (one & 0xff) == (other >> 8 & 0xff) && (one >> 8 & 0xff) == (other & 0xff))
            return Level.Related;
        var nibbles = (apart | apart >> 1 | apart >> 2 | apart >> 3) & 0x11111111;
        var places = BitOperations.PopCount(nibbles);
        if (places == 1 || places == 2 && IsSwap(one, other, BitOperations.TrailingZeroCount(nibbles)))
            return Level.Close;
        var parts = (sameYear ? 1 : 0) + ((apart & 0xff00) == 0 ? 1 : 0) + ((apart & 0xff) == 0 ? 1 : 0);
        if (places == 2 || parts == 2 || twoEdits)
            return Level.Similar;
        return sameYear ? Level.Partial : Level.Different;
    }

    private static bool IsSwap(uint one, uint other, int at) => at < 28 && (one >> at & 0xff) is var mine && (other >> at & 0xff) == ((mine >> 4) | (mine & 15) << 4);

    /// <summary>A person may have several; the nearest two count.</summary>
    private static byte Best(string one, string other, Func<string, string, byte> compare)
    {
        if (!one.Contains(' ', StringComparison.Ordinal) && !other.Contains(' ', StringComparison.Ordinal))
            return compare(one, other);
        return one.Split(' ').SelectMany(_ => other.Split(' '), compare).Min();
    }

    private static byte Phone(string one, string other) =>
        PhoneValue.IsSameLine(one, other) ? Level.Same : Similarity.Edits(one, other) <= 1 ? Level.Close : Level.Different;

    private static byte Email(string one, string other)
    {
        if (one == other)
            return Level.Same;
        var mine = LocalPart(one);
        var theirs = LocalPart(other);
        if (mine.Length >= 4 && mine.SequenceEqual(theirs))
            return Level.Related;
        var edits = Similarity.Edits(one, other);
        if (edits <= 2)
            return Level.Close;
        return edits <= 4 && Math.Min(one.Length, other.Length) >= 14 || mine.Length >= 5 && theirs.Length >= 5 && Similarity.JaroWinkler(mine, theirs) >= 0.95 ? Level.Similar : Level.Different;
    }

    internal static ReadOnlySpan<char> LocalPart(string email) => email.LastIndexOf('@') is > 0 and var at ? email.AsSpan(0, at) : email;

    private static byte Identifier(in Value one, in Value other)
    {
        if (one.Text.Length < 4)
            return Level.Different;
        var edits = Edits(in one, in other);
        return edits == 1 ? Level.Close : edits == 2 && one.Text.Length >= 6 ? Level.Similar : Level.Different;
    }

    private static byte HouseNumber(in Value one, in Value other)
    {
        if (one.Words.Length + other.Words.Length > 2 && Share(one.Words, other.Words))
            return Level.Partial;
        return Edits(in one, in other) == 1 && other.Text.Length > 1 ? Level.Close : Level.Different;
    }

    private static byte PostalCode(in Value one, in Value other)
    {
        var edits = Edits(in one, in other);
        if (edits == 1)
            return Level.Close;
        var area = AreaOf(one.Text);
        if (edits == 2 && area == AreaOf(other.Text))
            return Level.Similar;
        return area == AreaOf(other.Text) ? Level.Partial : Level.Different;
    }

    /// <summary>The part of a postcode that names a district: "tq13" of "tq13 8df", "604" of "60411".</summary>
    internal static string AreaOf(string code) => code.Length <= 3 ? code : code[..^(char.IsAsciiLetter(code[^1]) ? 3 : 2)];

    private static byte Words(in Value one, in Value other)
    {
        if (one.Words.Length > 1 || other.Words.Length > 1)
        {
            var shared = Shared(one.Words, other.Words);
            if (shared > 0 && shared == Math.Min(one.Words.Length, other.Words.Length))
                return Level.Related;
            if (Edits(in one, in other) <= 2)
                return Level.Close;
            if (shared > 0)
                return Level.Partial;
        }

        if (IsJoined(one.Text, other.Text))
            return Level.Close;
        if (Similarity.Bound(one.Text.Length, other.Text.Length, one.Bag, other.Bag) < Resembling)
            return Level.Different;
        var likeness = Similarity.JaroWinkler(one.Text, other.Text);
        return likeness >= Alike || Edits(in one, in other) == 1 && one.Text.Length >= 3 ? Level.Close : likeness >= 0.88 ? Level.Similar : Level.Different;
    }

    private static int Edits(in Value one, in Value other) =>
        BitOperations.PopCount(one.Bag ^ other.Bag) > 8 ? 9 : Similarity.Edits(one.Text, other.Text);

    private static bool Share(int[] one, int[] other) => Shared(one, other) > 0;

    private static int Shared(int[] one, int[] other)
    {
        var shared = 0;
        for (int mine = 0, theirs = 0; mine < one.Length && theirs < other.Length;)
            if (one[mine] == other[theirs])
            {
                (shared, mine, theirs) = (shared + 1, mine + 1, theirs + 1);
            }
            else if (one[mine] < other[theirs])
                mine++;
            else
                theirs++;
        return shared;
    }
}
