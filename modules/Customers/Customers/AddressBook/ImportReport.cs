using BookingPlatform.Customers.Search;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>What became of an address book, row by row where there is something to say.</summary>
internal sealed class ImportReport(bool dryRun, string encoding, string delimiter, IReadOnlyDictionary<string, string> columns, IReadOnlyList<string> ignoredColumns)
{
    /// <summary>So many remarks are told; of the others only the number.</summary>
    private const int MostRemarks = 1000;

    /// <summary>So many refused lines are kept: a file with more is wrong as a whole.</summary>
    private const int MostRefusedLines = 10_000;
    private readonly List<ImportRemark> remarks = [];
    private readonly List<RefusedLine> refusedLines = [];

    public bool DryRun { get; } = dryRun;

    /// <summary>By which the import can be undone, and its refused lines downloaded; null in a dry run.</summary>
    public Guid? ImportId { get; set; }

    /// <summary>In which encoding the file was read.</summary>
    public string Encoding { get; } = encoding;

    public string Delimiter { get; } = delimiter;

    /// <summary>Headings of the file and what they were taken for.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; } = columns;

    public IReadOnlyList<string> IgnoredColumns { get; } = ignoredColumns;

    public int Rows { get; set; }

    /// <summary>Imported; in a dry run, how many would be.</summary>
    public int Imported { get; private set; }

    /// <summary>Of those imported.</summary>
    public int WithoutEmail { get; private set; }

    /// <summary>Left out because the customer is in the file twice or stored already.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Left out because something in the row is not right.</summary>
    public int Refused { get; private set; }

    public IReadOnlyList<ImportRemark> Remarks => remarks;

    public int RemarksLeftOut { get; private set; }

    internal void Took(Customer customer)
    {
        Imported++;
        if (customer.Email is null)
            WithoutEmail++;
    }

    internal void Refuse(AddressBookLine line, string field, string code, string message)
    {
        Refused++;
        Remark(new(line.Row, line.Line, RemarkKind.Refused, field, code, message));
        if (ImportId is { } import && Refused <= MostRefusedLines)
            refusedLines.Add(new RefusedLine { ImportId = import, Row = line.Row, Text = Words.Cut(line.Text, RefusedLine.Longest), Reason = Words.Cut(message, RefusedLine.LongestReason) });
    }

    internal void Duplicate(AddressBookLine line, string message)
    {
        Duplicates++;
        Remark(new(line.Row, line.Line, RemarkKind.Duplicate, "row", "duplicate", message));
    }

    internal void Note(AddressBookLine line, string field, string code, string message) => Remark(new(line.Row, line.Line, RemarkKind.Note, field, code, message));

    /// <summary>The lines refused since it was last asked, to be stored.</summary>
    internal IReadOnlyList<RefusedLine> TakeRefusedLines()
    {
        var taken = refusedLines.ToList();
        refusedLines.Clear();
        return taken;
    }

    private void Remark(ImportRemark remark)
    {
        if (remarks.Count < MostRemarks)
            remarks.Add(remark);
        else
            RemarksLeftOut++;
    }
}

internal enum RemarkKind
{
    /// <summary>Not imported: to be corrected in the file.</summary>
    Refused,

    /// <summary>Not imported: there already.</summary>
    Duplicate,

    /// <summary>Imported, but worth a look.</summary>
    Note,
}

/// <param name="Row">As a spreadsheet counts: the headings are row 1.</param>
/// <param name="Line">As an editor counts: cells may hold several lines.</param>
/// <param name="Kind">What became of the row.</param>
/// <param name="Field">The field at fault, as in the API.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">In plain words.</param>
internal sealed record ImportRemark(long Row, long Line, RemarkKind Kind, string Field, string Code, string Message);
