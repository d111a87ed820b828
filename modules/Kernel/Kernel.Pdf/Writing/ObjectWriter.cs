using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BookingPlatform.Kernel.Pdf.Writing;

/// <summary>Writes numbered objects one after another and remembers where each begins (ISO 32000-1, 7.5). Holds only what was not flushed yet.</summary>
internal sealed class ObjectWriter(Stream target)
{
    private readonly ArrayBufferWriter<byte> waiting = new();
    private readonly List<long> places = [0];
    private long flushed;

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        places.Add(0);
        return places.Count - 1;
    }

    public void Begin() => Bytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    public int Add(string body) => Put(Reserve(), body);

    public int Put(int number, string body)
    {
        places[number] = flushed + waiting.WrittenCount;
        Bytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n"));
        return number;
    }

    public int AddStream(byte[] data, string entries = "") => PutStream(Reserve(), data, entries);

    public int PutStream(int number, byte[] data, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(data);
        places[number] = flushed + waiting.WrittenCount;
        Bytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<</Length {packed.Length}/Filter/FlateDecode{entries}>>stream\n"));
        waiting.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Bytes("\nendstream\nendobj\n");
        return number;
    }

    public void End(int catalog, int info)
    {
        var at = flushed + waiting.WrittenCount;
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count}\n0000000000 65535 f \n");
        foreach (var place in places.Skip(1))
            table.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        table.Append(CultureInfo.InvariantCulture, $"trailer<</Size {places.Count}/Root {catalog} 0 R/Info {info} 0 R>>\nstartxref\n{at}\n%%EOF\n");
        Bytes(table.ToString());
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        await target.WriteAsync(waiting.WrittenMemory, ct);
        flushed += waiting.WrittenCount;
        waiting.ResetWrittenCount();
    }

    private void Bytes(string text) => waiting.Write(Encoding.Latin1.GetBytes(text));
}

/// <summary>Numbers, names and strings as PDF writes them.</summary>
internal static class Pdf
{
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    public static string Text(string value) => $"<FEFF{Utf16(value)}>";

    public static string Utf16(string value) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value));

    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    public static string References(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(Reference));
}
