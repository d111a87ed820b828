using System.Globalization;
using System.Numerics;
using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching;

/// <summary>A few bytes of a value, enough to see that most pairs have nothing to do with each other.</summary>
/// <param name="Bag">Its letters; those before the @ of an address; the digits of a date.</param>
/// <param name="Mark">Hash of its coarser form, or a bit for each of its words.</param>
/// <param name="Length">Letters, up to 255.</param>
/// <param name="IsPlain">One word, and not a mere initial.</param>
/// <param name="Forms">A bit for each group of short forms the name belongs to.</param>
internal readonly record struct Sketch(ulong Bag, int Mark, byte Length, bool IsPlain, ulong Forms)
{
    public static Sketch Of(FieldKind kind, in Value value)
    {
        var bag = kind switch
        {
            FieldKind.BirthDate => Digits(value.Text),
            FieldKind.Email => Similarity.Bag(Comparison.LocalPart(value.Text)),
            _ => value.Bag,
        };
        var mark = kind switch
        {
            FieldKind.GivenName => (int)Hashing.Of(value.Sound),
            FieldKind.Street or FieldKind.Place or FieldKind.Words => value.Words.Aggregate(0, (bits, word) => bits | 1 << word),
            _ => (int)value.Parts.Wide,
        };
        var plain = value.Text.Length > 1 && !value.Text.Contains(' ', StringComparison.Ordinal);
        return new(bag, mark, (byte)Math.Min(255, value.Text.Length), plain, value.Groups.Aggregate(0UL, (bits, group) => bits | 1UL << group));
    }

    public static bool AreFar(FieldKind kind, in Sketch one, in Sketch other)
    {
        switch (kind)
        {
            case FieldKind.GivenName or FieldKind.FamilyName:
                return AreFarNames(in one, in other);
            case FieldKind.Street or FieldKind.Place or FieldKind.Words:
                return (one.Mark & other.Mark) == 0 && BitOperations.PopCount(one.Bag ^ other.Bag) > 4 && Similarity.Bound(one.Length, other.Length, one.Bag, other.Bag) < 0.85;
            case FieldKind.HouseNumber:
                return one.IsPlain && other.IsPlain && BitOperations.PopCount(one.Bag ^ other.Bag) > 2;
            case FieldKind.BirthDate:
                return one.Length == 8 && other.Length == 8 && Comparison.Date((uint)one.Bag, (uint)other.Bag) == Level.Different && BitOperations.PopCount(one.Bag ^ other.Bag) > 8;
            case FieldKind.PostalCode:
                return one.Mark != other.Mark && BitOperations.PopCount(one.Bag ^ other.Bag) > 2;
            case FieldKind.Phone:
                return one.IsPlain && other.IsPlain && one.Mark != other.Mark && BitOperations.PopCount(one.Bag ^ other.Bag) > 2;
            case FieldKind.Identifier:
                return BitOperations.PopCount(one.Bag ^ other.Bag) > 4;
            case FieldKind.Email:
                return one.IsPlain && other.IsPlain && one.Mark != other.Mark && BitOperations.PopCount(one.Bag ^ other.Bag) > 8;
            default:
                return kind is FieldKind.Category or FieldKind.Generation or FieldKind.Sole;
        }
    }

    private static bool AreFarNames(in Sketch one, in Sketch other) =>
        one.IsPlain && other.IsPlain && (one.Forms & other.Forms) == 0 && one.Mark != other.Mark && (one.Bag & ~other.Bag) != 0 && (other.Bag & ~one.Bag) != 0
        && Similarity.Bound(one.Length, other.Length, one.Bag, other.Bag) < 0.85 && BitOperations.PopCount(one.Bag ^ other.Bag) > 4;

    /// <summary>A digit in each four bits.</summary>
    private static ulong Digits(string text) => text.Length <= 16 && ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var digits) ? digits : 0;
}
