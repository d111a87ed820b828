using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace BookingPlatform.Bookings.Tests.Statements;

/// <summary>The text of a PDF as copying gives it: the codes on its pages turned into characters by the maps of its fonts.</summary>
internal static class StatementText
{
    public static string Of(byte[] pdf)
    {
        var streams = Streams(pdf).ToList();
        var maps = Fonts(pdf, streams);
        var text = new StringBuilder();
        foreach (var content in streams.Select(stream => stream.Text).Where(stream => stream.Contains(" BDC\n", StringComparison.Ordinal)))
        {
            var font = "";
            foreach (Match piece in Regex.Matches(content, @"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj|(ET)\n"))
            {
                if (piece.Groups[1].Success)
                    font = piece.Groups[1].Value;
                else if (piece.Groups[2].Success)
                    text.Append(string.Concat(piece.Groups[2].Value.Chunk(4).Select(code => maps[font][new string(code)])));
                else
                    text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, Dictionary<string, string>> Fonts(byte[] pdf, List<(int Number, string Text)> streams)
    {
        var file = Encoding.Latin1.GetString(pdf);
        var resources = Regex.Match(file, @"<</Font<<((?:/F\d+ \d+ 0 R)+)>>").Groups[1].Value;
        return Regex.Matches(resources, @"/(F\d+) (\d+) 0 R").ToDictionary(font => font.Groups[1].Value, font =>
        {
            var entries = Regex.Match(file, $@"\n{font.Groups[2].Value} 0 obj\n(.*)\n").Groups[1].Value;
            var map = int.Parse(Regex.Match(entries, @"/ToUnicode (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
            return Regex.Matches(streams.Single(stream => stream.Number == map).Text, "<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>\n").Where(pair => pair.Groups[1].Value != "0000")
                .ToDictionary(pair => pair.Groups[1].Value, pair => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(pair.Groups[2].Value)));
        });
    }

    private static IEnumerable<(int Number, string Text)> Streams(byte[] pdf)
    {
        foreach (Match stream in Regex.Matches(Encoding.Latin1.GetString(pdf), @"\n(\d+) 0 obj\n<</Length (\d+)[^\n]*stream\n"))
        {
            using var zip = new ZLibStream(new MemoryStream(pdf, stream.Index + stream.Length, int.Parse(stream.Groups[2].Value, CultureInfo.InvariantCulture)), CompressionMode.Decompress);
            using var data = new MemoryStream();
            zip.CopyTo(data);
            yield return (int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture), Encoding.Latin1.GetString(data.ToArray()));
        }
    }
}
