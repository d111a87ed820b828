using System.Globalization;
using CsvHelper;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>
/// Our CSV files: UTF-8 with byte order mark, RFC 4180, and no cell that a spreadsheet would run as a formula (OWASP ASVS 1.2.10).
/// The writer guards cells that begin with <c>= + - @</c>, tab or carriage return; we those that only seem not to,
/// because spreadsheets look past white space and invisible signs, and those of East Asia take the full-width forms as well.
/// </summary>
internal static class Spreadsheets
{
    private const string Running = "=+-@\t\r\n＝＋－＠";
    private const string GuardedByWriter = "=+-@\t\r";
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static CsvWriter Writer(Stream stream) => CsvWriter.Create(stream, Format, leaveOpen: true);

    public static void WriteInert(this CsvWriter csv, string? cell) =>
        csv.WriteField(cell is { Length: > 0 } && !GuardedByWriter.Contains(cell[0]) && IsRun(cell) ? $"'{cell}" : cell);

    /// <summary>The cell of a file of ours as it was before it was guarded.</summary>
    public static string WithoutGuard(string cell) => cell is ['\'', .. var rest] && IsRun(rest) ? rest : cell;

    private static bool IsRun(string cell)
    {
        foreach (var sign in cell)
        {
            if (Running.Contains(sign))
                return true;
            if (!char.IsWhiteSpace(sign) && !char.IsControl(sign) && char.GetUnicodeCategory(sign) is not UnicodeCategory.Format)
                return false;
        }

        return false;
    }
}
