using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace BookingPlatform.Kernel.Pdf.Fonts;

/// <summary>WOFF 1.0 is a font file whose tables are compressed one by one (W3C Recommendation of 2012); PDF wants it plain.</summary>
internal static class Woff
{
    private const int HeaderLength = 44;
    private const int EntryLength = 20;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("wOFF"u8);

    public static byte[] Unpack(ReadOnlySpan<byte> woff)
    {
        var tables = BinaryPrimitives.ReadUInt16BigEndian(woff[12..]);
        var found = new Dictionary<string, byte[]>(tables);
        for (var table = 0; table < tables; table++)
        {
            var entry = woff.Slice(HeaderLength + (EntryLength * table), EntryLength);
            var packed = woff.Slice(Number(entry, 4), Number(entry, 8));
            found.Add(System.Text.Encoding.ASCII.GetString(entry[..4]), Inflate(packed, Number(entry, 12)));
        }

        return FontFile.Write(found);
    }

    private static int Number(ReadOnlySpan<byte> entry, int at) => BinaryPrimitives.ReadInt32BigEndian(entry[at..]);

    private static byte[] Inflate(ReadOnlySpan<byte> packed, int length)
    {
        if (packed.Length == length)
            return packed.ToArray();
        var plain = new byte[length];
        using var zip = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        zip.ReadExactly(plain);
        return plain;
    }
}

/// <summary>Puts tables together to a TrueType file (OpenType 1.9, "Organization of an OpenType font").</summary>
internal static class FontFile
{
    public static byte[] Write(IReadOnlyDictionary<string, byte[]> tables)
    {
        var file = new BigEndian();
        var power = BitOperations.Log2((uint)tables.Count);
        file.Int(0x00010000).Short(tables.Count).Short(16 << power).Short(power).Short((tables.Count * 16) - (16 << power));
        var at = 12 + (16 * tables.Count);
        var sorted = tables.OrderBy(table => table.Key, StringComparer.Ordinal).ToList();
        foreach (var (tag, data) in sorted)
        {
            file.Bytes(System.Text.Encoding.ASCII.GetBytes(tag)).Int(Checksum(data)).Int(at).Int(data.Length);
            at += (data.Length + 3) & ~3;
        }

        foreach (var (_, data) in sorted)
            file.Bytes(data).Pad();
        return file.ToArray();
    }

    private static int Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at < data.Length; at += 4)
        {
            Span<byte> word = [0, 0, 0, 0];
            data[at..Math.Min(at + 4, data.Length)].CopyTo(word);
            sum += BinaryPrimitives.ReadUInt32BigEndian(word);
        }

        return (int)sum;
    }
}

/// <summary>Font files have the high byte first.</summary>
internal sealed class BigEndian
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public int Length => bytes.WrittenCount;

    public BigEndian Short(int value) => Bytes([(byte)(value >> 8), (byte)value]);

    public BigEndian Int(int value) => Short(value >> 16).Short(value);

    public BigEndian Bytes(ReadOnlySpan<byte> data)
    {
        bytes.Write(data);
        return this;
    }

    /// <summary>Tables and outlines begin at multiples of four.</summary>
    public void Pad()
    {
        while (Length % 4 != 0)
            Bytes([0]);
    }

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();
}
