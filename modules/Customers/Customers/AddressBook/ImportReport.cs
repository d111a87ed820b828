namespace BookingPlatform.Customers.AddressBook;

/// <summary>What became of an address book, row by row where there is something to say.</summary>
internal sealed class ImportReport(bool dryRun, string encoding, string delimiter, IReadOnlyDictionary<string, string> columns, IReadOnlyList<string> ignoredColumns)
{
    /// <summary>So many remarks are told; of the others only the number.</summary>
    private const int MostRemarks = 1000;
    private readonly List<ImportRemark> remarks = [];

    public bool DryRun { get; } = dryRun;

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

    internal void Refuse(long row, string field, string code, string message)
    {
        Refused++;
        Remark(new(row, RemarkKind.Refused, field, code, message));
    }

    internal void Duplicate(long row, string message)
    {
        Duplicates++;
        Remark(new(row, RemarkKind.Duplicate, "row", "duplicate", message));
    }

    internal void Note(long row, string field, string code, string message) => Remark(new(row, RemarkKind.Note, field, code, message));

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
/// <param name="Kind">What became of the row.</param>
/// <param name="Field">The field at fault, as in the API.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">In plain words.</param>
internal sealed record ImportRemark(long Row, RemarkKind Kind, string Field, string Code, string Message);
