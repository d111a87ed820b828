using System.Buffers.Binary;

namespace BookingPlatform.Kernel.Pdf.Fonts;

/// <summary>A face with the used glyphs only, numbered anew from 0 (the empty box) in the order of their first use.</summary>
internal sealed class Subset(Face face)
{
    private const int MoreParts = 0x20;
    private readonly List<ushort> kept = [0];
    private readonly Dictionary<ushort, ushort> numbers = new() { [0] = 0 };

    /// <summary>The new number of a glyph, which is kept from now on.</summary>
    public ushort Keep(ushort glyph)
    {
        if (numbers.TryGetValue(glyph, out var number))
            return number;
        number = (ushort)kept.Count;
        numbers.Add(glyph, number);
        kept.Add(glyph);
        return number;
    }

    public byte[] Write()
    {
        var (outlines, loca) = Outlines();
        var head = face.Table("head");
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = face.Table("hhea");
        BinaryPrimitives.WriteInt16BigEndian(hhea.AsSpan(34), (short)kept.Count);
        var maxp = face.Table("maxp");
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)kept.Count);
        var tables = face.HintingTables.ToDictionary(tag => tag, face.Table);
        (tables["glyf"], tables["loca"], tables["head"], tables["hhea"], tables["maxp"], tables["hmtx"]) = (outlines, loca, head, hhea, maxp, Metrics());
        return FontFile.Write(tables);
    }

    /// <summary>The list grows while it is read: a composite glyph brings its parts along.</summary>
    private (byte[] Outlines, byte[] Loca) Outlines()
    {
        var (outlines, loca) = (new BigEndian(), new BigEndian());
        for (var at = 0; at < kept.Count; at++)
        {
            loca.Int(outlines.Length);
            outlines.Bytes(Renumbered(face.Outline(kept[at]))).Pad();
        }

        loca.Int(outlines.Length);
        return (outlines.ToArray(), loca.ToArray());
    }

    private byte[] Renumbered(ReadOnlySpan<byte> outline)
    {
        var copy = outline.ToArray();
        if (copy.Length < 12 || BinaryPrimitives.ReadInt16BigEndian(copy) >= 0)
            return copy;
        for (int at = 10, flags = MoreParts; (flags & MoreParts) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            var part = copy.AsSpan(at + 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, Keep(BinaryPrimitives.ReadUInt16BigEndian(part)));
            at += LengthOfPart(flags);
        }

        return copy;
    }

    /// <summary>Flags, glyph, two offsets of one or two bytes each, then a scale of none, one, two or four numbers.</summary>
    private static int LengthOfPart(int flags) =>
        4 + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);

    private byte[] Metrics()
    {
        var metrics = new BigEndian();
        foreach (var glyph in kept)
        {
            var (advance, bearing) = face.Metrics(glyph);
            metrics.Short(advance).Short(bearing);
        }

        return metrics.ToArray();
    }
}
