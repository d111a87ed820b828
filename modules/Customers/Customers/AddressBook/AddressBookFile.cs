using BookingPlatform.Customers.Email;
using BookingPlatform.Kernel;
using CsvHelper;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>An uploaded address book, read row by row: which encoding, delimiter and columns it has, and the rows.</summary>
internal sealed class AddressBookFile : IDisposable
{
    public const int Largest = 10 * 1024 * 1024;
    public const int MostRows = 200_000;
    private const int SampleRows = 20;
    private readonly CsvText text;
    private readonly AddressBookColumn?[] columns;

    private AddressBookFile(CsvText text, string encoding, AddressBookColumn?[] columns, IReadOnlyList<string[]> sample) =>
        (this.text, Encoding, Headings, this.columns, Sample) = (text, encoding, [.. text.Headings], columns, sample);

    public string Encoding { get; }

    public string Delimiter => text.Separator switch { '\t' => "tab", var sign => sign.ToString() };

    public IReadOnlyList<string> Headings { get; }

    /// <summary>The first rows, cell by cell.</summary>
    public IReadOnlyList<string[]> Sample { get; }

    /// <summary>What a column of the file was taken for; null when it is left out.</summary>
    public AddressBookColumn? ColumnAt(int index) => columns[index];

    /// <summary>Recognised: heading of the file → our name of the column.</summary>
    public IReadOnlyDictionary<string, string> Columns => Headings.Select((heading, index) => (heading, columns[index])).Where(found => found.Item2 is not null)
        .DistinctBy(found => found.heading).ToDictionary(found => found.heading, found => found.Item2!.Header);

    public IReadOnlyList<string> Ignored => Headings.Where((heading, index) => heading.Length > 0 && columns[index] is null).ToList();

    /// <summary>Why the file cannot be imported as its columns are taken now; null when it can.</summary>
    public Refusal? Missing
    {
        get
        {
            var missing = columns.Contains(AddressBookColumns.FullName) ? [] : new[] { AddressBookColumns.FirstName, AddressBookColumns.LastName }.Except(columns).Select(column => column!.Header).ToList();
            return missing.Count == 0 ? null : Refusal
                .Invalid("file", $"The first row must hold headings; there is none for: {string.Join(", ", missing)}. Found: {string.Join(", ", Headings.Take(30).Select(heading => heading.Length > 40 ? heading[..40] : heading))}.", "import-no-names");
        }
    }

    /// <returns>The opened file; a refusal when it is no CSV file.</returns>
    public static Answer<AddressBookFile> Open(byte[] bytes, ColumnMap map)
    {
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
            return Refusal.Invalid("file", "This is an Excel workbook. In Excel choose Save as, CSV UTF-8, and send that file.", "import-not-csv");
        var (encoding, name) = TextOfUnknownOrigin.Detect(bytes);
        var text = CsvText.Open(bytes, encoding);
        try
        {
            text.ReadHeadings();
        }
        catch (CsvFormatException)
        {
            text.Dispose();
            return Refusal.Invalid("file", "This is not a CSV file: its first row does not end.", "import-not-csv");
        }

        var sample = FirstRows(bytes, encoding, text.Headings.Count);
        return new AddressBookFile(text, name, Guess(text.Headings, sample, map), sample);
    }

    /// <summary>The next row; null at the end.</summary>
    /// <exception cref="CsvFormatException">The row is larger than any row of an address book: a quote was not closed.</exception>
    public AddressBookLine? Next()
    {
        if (!text.Read())
            return null;
        var row = new AddressBookRow();
        for (var index = 0; index < columns.Length; index++)
            if (columns[index] is { } column && text.Cell(index) is { Length: > 0 } cell && string.IsNullOrEmpty(column.Get(row)))
                column.Set!(row, Spreadsheets.WithoutGuard(cell));
        return new(text.Row, text.Line, text.Record(), row, text.IsBroken);
    }

    /// <summary>Where a row that could not be read would stand.</summary>
    public long NextRow => text.Row + 1;

    public void Dispose() => text.Dispose();

    private static List<string[]> FirstRows(byte[] bytes, System.Text.Encoding encoding, int width)
    {
        using var text = CsvText.Open(bytes, encoding);
        var rows = new List<string[]>();
        try
        {
            text.ReadHeadings();
            while (rows.Count < SampleRows && text.Read())
                rows.Add([.. Enumerable.Range(0, width).Select(text.Cell)]);
        }
        catch (CsvFormatException)
        {
            // Said when the rows themselves are read; a sample is what could be read.
        }

        return rows;
    }

    /// <summary>What was said, else by heading, else an email by its look: programs call it "Kontakt 1", but never mistake an at sign.</summary>
    private static AddressBookColumn?[] Guess(IReadOnlyList<string> headings, IReadOnlyList<string[]> sample, ColumnMap map)
    {
        var columns = headings.Select((heading, index) => map.Says(index, heading, out var said) ? said : AddressBookColumns.Find(heading) is { Set: not null } known ? known : null).ToArray();
        for (var index = 0; index < columns.Length && !columns.Contains(AddressBookColumns.Email); index++)
            if (columns[index] is null && !map.Says(index, headings[index], out _) && LooksLikeEmails(sample.Select(row => row[index])))
                columns[index] = AddressBookColumns.Email;
        return columns;
    }

    private static bool LooksLikeEmails(IEnumerable<string> cells)
    {
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        return filled.Count > 0 && filled.Count(cell => cell.Contains('@') && EmailFinding.FromText(cell).Address is not null) * 2 > filled.Count;
    }
}

/// <summary>A row of a file, and where it stands.</summary>
/// <param name="Row">As a spreadsheet counts.</param>
/// <param name="Line">As an editor counts.</param>
/// <param name="Text">The record as CSV.</param>
/// <param name="Cells">What was understood.</param>
/// <param name="IsBroken">It breaks off inside a quotation: nothing in it can be trusted.</param>
internal sealed record AddressBookLine(long Row, long Line, string Text, AddressBookRow Cells, bool IsBroken);
