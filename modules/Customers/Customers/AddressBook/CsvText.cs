using System.Text;
using CsvHelper;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>
/// The text of an uploaded file as records. One quotation mark that is opened and never closed would swallow the rest of a file: where the whole does not add up,
/// every line is a record of its own, and only the lines at fault are lost.
/// </summary>
internal sealed class CsvText : IDisposable
{
    private const int LargestRow = 64 * 1024;
    private readonly CsvReader reader;

    private CsvText(byte[] bytes, Encoding encoding, bool lineByLine)
    {
        IsLineByLine = lineByLine;
        reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions
        {
            Encoding = encoding,
            TrimWhitespace = true,
            MaxRecordSize = LargestRow,
            IncludeValuesInExceptions = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = !lineByLine,
            OnMalformedRecord = found => IsBroken |= found.Reason is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes,
        });
    }

    public bool IsLineByLine { get; }

    /// <summary>Whether the record just read breaks off inside a quotation.</summary>
    public bool IsBroken { get; private set; }

    public IReadOnlyList<string> Headings => reader.Headers;

    public char Separator => reader.Separator;

    /// <summary>As a spreadsheet counts: the headings are row 1.</summary>
    public long Row => reader.RowNumber + 1;

    /// <summary>As an editor counts.</summary>
    public long Line => reader.LineNumber;

    public static CsvText Open(byte[] bytes, Encoding encoding) => new(bytes, encoding, lineByLine: !AddsUp(bytes, encoding));

    /// <exception cref="CsvFormatException">The first row does not end.</exception>
    public void ReadHeadings() => reader.ReadHeader();

    /// <exception cref="CsvFormatException">The row is larger than any row of an address book.</exception>
    public bool Read()
    {
        IsBroken = false;
        return reader.Read();
    }

    public string Cell(int index) => index < reader.FieldCount ? reader.GetString(index) : "";

    /// <summary>The record as it would stand in a CSV file of ours.</summary>
    public string Record() => Record(Enumerable.Range(0, reader.FieldCount).Select(reader.GetString));

    public static string Record(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', '\ufffd')}\""));

    public void Dispose() => reader.Dispose();

    /// <summary>A mark that was forgotten shows at the end of the file, or by text right behind the next mark.</summary>
    private static bool AddsUp(byte[] bytes, Encoding encoding)
    {
        var addsUp = true;
        var options = new CsvReaderOptions
        {
            Encoding = encoding,
            MaxRecordSize = LargestRow,
            OnMalformedRecord = found => addsUp &= found.Reason is not (CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.TextAfterClosingQuote),
        };
        using var whole = CsvReader.Create(new MemoryStream(bytes), options);
        try
        {
            while (addsUp && whole.Read())
            {
            }
        }
        catch (CsvFormatException)
        {
            return false;
        }

        return addsUp;
    }
}
