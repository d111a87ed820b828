using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Notifications.Tests.Papers;

/// <summary>A PDF read back by its table of objects, as a viewer does it: an object that is not where the table says fails the test.</summary>
internal sealed partial class ParsedPdf
{
    private readonly Dictionary<int, (string Entries, byte[] Data)> objects = [];

    public ParsedPdf(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        Trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        var table = int.Parse(StartOfTable().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var lines = text[table..].Split('\n');
        if (lines[0] != "xref")
            throw new InvalidDataException("startxref does not point to the table.");
        var count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        for (var number = 1; number < count; number++)
            objects.Add(number, Read(text, file, number, int.Parse(lines[2 + number][..10], CultureInfo.InvariantCulture)));
    }

    public string Trailer { get; }

    public string Catalog => Of("Catalog").Single();

    public IReadOnlyList<string> Pages => Of("Page").ToList();

    /// <summary>Tags of all structure elements.</summary>
    public IReadOnlyList<string> Tags => Of("StructElem").Select(element => Tag().Match(element).Groups[1].Value).ToList();

    public string Entries(int number) => objects[number].Entries;

    /// <summary>The text a reader gets by copying, page by page, in the order of the paper: codes turned into characters by each font's own map.</summary>
    public IReadOnlyList<string> Texts() => Pages.Select(TextOf).ToList();

    public string AllText() => string.Join('\n', Texts());

    public IEnumerable<string> Of(string type) => objects.Values.Select(one => one.Entries).Where(entries => entries.StartsWith($"<</Type/{type}/", StringComparison.Ordinal));

    /// <summary>What is drawn on a page.</summary>
    public string ContentOf(string page) =>
        string.Concat(Reference().Matches(Contents().Match(page).Groups[1].Value).Select(one => Encoding.Latin1.GetString(objects[Number(one)].Data)));

    private string TextOf(string page)
    {
        var resources = Entries(Number(Regex.Match(page, @"/Resources (\d+) 0 R")));
        var fonts = Regex.Matches(resources, @"/(F\d+) (\d+) 0 R").ToDictionary(font => font.Groups[1].Value, font => MapOf(int.Parse(font.Groups[2].Value, CultureInfo.InvariantCulture)));
        var (text, font) = (new StringBuilder(), "");
        foreach (Match piece in Shown().Matches(ContentOf(page)))
        {
            if (piece.Groups["font"].Success)
                font = piece.Groups["font"].Value;
            else if (piece.Groups["codes"].Success)
                text.Append(string.Concat(piece.Groups["codes"].Value.Chunk(4).Select(code => fonts[font][new string(code)])));
            else
                text.Append('\n');
        }

        return text.ToString();
    }

    private Dictionary<string, string> MapOf(int font)
    {
        var map = Encoding.ASCII.GetString(objects[Number(Regex.Match(Entries(font), @"/ToUnicode (\d+) 0 R"))].Data);
        return Regex.Matches(map, "<([0-9A-F]{4})> <([0-9A-F]+)>\n").Where(pair => pair.Groups[2].Value.Length % 4 == 0 && pair.Groups[1].Value != "0000")
            .ToDictionary(pair => pair.Groups[1].Value, pair => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(pair.Groups[2].Value)));
    }

    private static (string, byte[]) Read(string text, byte[] file, int number, int at)
    {
        if (!text.AsSpan(at).StartsWith($"{number} 0 obj\n"))
            throw new InvalidDataException($"Object {number} is not at {at}.");
        var body = text.IndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', body);
        var entries = text[body..end];
        if (!entries.EndsWith("stream", StringComparison.Ordinal))
            return (text[body..text.IndexOf("\nendobj", body, StringComparison.Ordinal)], []);
        var length = int.Parse(Regex.Match(entries, @"/Length (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        using var zip = new ZLibStream(new MemoryStream(file, end + 1, length), CompressionMode.Decompress);
        using var data = new MemoryStream();
        zip.CopyTo(data);
        return (entries, data.ToArray());
    }

    private static int Number(Match reference) => int.Parse(reference.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"/S/(\w+)/P")]
    private static partial Regex Tag();

    [GeneratedRegex(@"/Contents\[([^\]]*)\]")]
    private static partial Regex Contents();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/(?<font>F\d+) [\d.]+ Tf|<(?<codes>[0-9A-F]+)> Tj|(?<end>ET)\n")]
    private static partial Regex Shown();
}
