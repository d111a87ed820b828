using System.Buffers.Binary;

namespace BookingPlatform.Kernel.Pdf.Fonts;

/// <summary>Reads the table <c>cmap</c>: format 12 where there is one, else format 4, which ends at U+FFFF.</summary>
internal static class CharacterMap
{
    public static IReadOnlyDictionary<int, ushort> Read(ReadOnlySpan<byte> cmap)
    {
        var (best, format) = (0, 0);
        for (var table = 0; table < Short(cmap, 2); table++)
        {
            var at = Int(cmap, 8 + (8 * table));
            if (Short(cmap, at) is var found and (4 or 12) && found > format)
                (best, format) = (at, found);
        }

        return format == 12 ? Groups(cmap[best..]) : Segments(cmap[best..]);
    }

    private static Dictionary<int, ushort> Groups(ReadOnlySpan<byte> table)
    {
        var map = new Dictionary<int, ushort>();
        for (var group = 0; group < Int(table, 12); group++)
        {
            var at = 16 + (12 * group);
            var (first, last, glyph) = (Int(table, at), Int(table, at + 4), Int(table, at + 8));
            for (var rune = first; rune <= last; rune++)
                map[rune] = (ushort)(glyph + rune - first);
        }

        return map;
    }

    private static Dictionary<int, ushort> Segments(ReadOnlySpan<byte> table)
    {
        var map = new Dictionary<int, ushort>();
        var bytes = Short(table, 6);
        var (ends, starts, deltas, offsets) = (14, 16 + bytes, 16 + (2 * bytes), 16 + (3 * bytes));
        for (var segment = 0; segment < bytes; segment += 2)
        {
            var (first, last) = (Short(table, starts + segment), Short(table, ends + segment));
            for (var rune = first; rune <= last && rune != 0xFFFF; rune++)
            {
                var offset = Short(table, offsets + segment);
                var stored = offset == 0 ? rune : Short(table, offsets + segment + offset + (2 * (rune - first)));
                if (stored != 0 && (ushort)(stored + Short(table, deltas + segment)) is var glyph and not 0)
                    map[rune] = glyph;
            }
        }

        return map;
    }

    private static int Short(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table[at..]);

    private static int Int(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadInt32BigEndian(table[at..]);
}
