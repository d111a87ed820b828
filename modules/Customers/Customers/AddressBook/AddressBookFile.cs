using BookingPlatform.Kernel;
using CsvHelper;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>An uploaded address book, read row by row: which encoding, delimiter and columns it has, and the rows.</summary>
internal sealed class AddressBookFile : IDisposable
{
    public const int Largest = 10 * 1024 * 1024;
    private const int LargestRow = 64 * 1024;
    private readonly CsvReader reader;
    private readonly List<(int Index, AddressBookColumn Column)> columns = [];

    private AddressBookFile(CsvReader reader, string encoding) => (this.reader, Encoding) = (reader, encoding);

    public string Encoding { get; }

    public string Delimiter => reader.Separator switch { '\t' => "tab", var sign => sign.ToString() };

    /// <summary>Recognised: heading of the file → our name of the column.</summary>
    public IReadOnlyDictionary<string, string> Columns => columns.DistinctBy(found => reader.Headers[found.Index]).ToDictionary(found => reader.Headers[found.Index], found => found.Column.Header);

    public IReadOnlyList<string> Ignored => reader.Headers.Where((heading, index) => heading.Length > 0 && columns.All(found => found.Index != index)).ToList();

    /// <summary>As a spreadsheet counts: the headings are row 1.</summary>
    public long Row => reader.RowNumber + 1;

    /// <returns>The opened file; a refusal when it is no address book.</returns>
    public static Answer<AddressBookFile> Open(byte[] bytes)
    {
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
            return Refusal.Invalid("file", "This is an Excel workbook. In Excel choose Save as, CSV UTF-8, and send that file.", "import-not-csv");
        var (encoding, name) = TextOfUnknownOrigin.Detect(bytes);
        var reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Encoding = encoding, TrimWhitespace = true, MaxRecordSize = LargestRow, IncludeValuesInExceptions = false });
        var file = new AddressBookFile(reader, name);
        if (file.ReadHeadings() is not { } refusal)
            return file;
        file.Dispose();
        return refusal;
    }

    /// <summary>The next row; null at the end.</summary>
    /// <exception cref="CsvFormatException">The row is larger than any row of an address book: a quote was not closed.</exception>
    public AddressBookRow? Next()
    {
        if (!reader.Read())
            return null;
        var row = new AddressBookRow();
        foreach (var (index, column) in columns)
            if (index < reader.FieldCount && reader.GetString(index) is { Length: > 0 } cell && string.IsNullOrEmpty(column.Get(row)))
                column.Set!(row, Spreadsheets.WithoutGuard(cell));
        return row;
    }

    public void Dispose() => reader.Dispose();

    private Refusal? ReadHeadings()
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException)
        {
            return Refusal.Invalid("file", "This is not a CSV file: its first row does not end.", "import-not-csv");
        }

        for (var index = 0; index < reader.Headers.Count; index++)
            if (AddressBookColumns.Find(reader.Headers[index]) is { Set: not null } column)
                columns.Add((index, column));
        var missing = new[] { AddressBookColumns.FirstName, AddressBookColumns.LastName }.Where(needed => columns.All(found => found.Column != needed)).Select(column => column.Header).ToList();
        return missing.Count == 0 ? null : Refusal
            .Invalid("file", $"The first row must hold headings; there is none for: {string.Join(", ", missing)}. Found: {string.Join(", ", reader.Headers.Take(30).Select(heading => heading.Length > 40 ? heading[..40] : heading))}.", "import-no-names");
    }
}
