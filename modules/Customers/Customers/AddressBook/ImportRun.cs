using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>An import that took place: who, when, which file, what came of it. It can be taken back.</summary>
internal sealed class ImportRun : IBelongToBusiness
{
    public const int LongestFileName = 200;
    public const int LongestHeadings = 4000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required DateTime AtUtc { get; init; }

    public required string ByName { get; init; }

    public string? FileName { get; init; }

    /// <summary>The headings as a line of CSV, for the file of the refused lines.</summary>
    public required string Headings { get; init; }

    public int Rows { get; private set; }

    public int Imported { get; private set; }

    public int Duplicates { get; private set; }

    public int Refused { get; private set; }

    public DateTime? UndoneAtUtc { get; private set; }

    /// <summary>How many records the undo removed.</summary>
    public int Removed { get; private set; }

    /// <summary>And how many it left, because somebody had worked with them.</summary>
    public int Kept { get; private set; }

    public void Count(ImportReport report) =>
        (Rows, Imported, Duplicates, Refused) = (report.Rows, report.Imported, report.Duplicates, report.Refused);

    public void TakenBack(int removed, int kept, DateTime now) => (UndoneAtUtc, Removed, Kept) = (now, removed, kept);
}

/// <summary>A line that was not imported, kept so that it can be corrected and sent again.</summary>
internal sealed class RefusedLine : IBelongToBusiness
{
    public const int Longest = 4000;
    public const int LongestReason = 300;

    public Guid BusinessId { get; set; }

    public required Guid ImportId { get; init; }

    /// <summary>As a spreadsheet counts rows.</summary>
    public required long Row { get; init; }

    /// <summary>Its cells, as a record of CSV.</summary>
    public required string Text { get; init; }

    public required string Reason { get; init; }
}

internal static class ImportShapes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<ImportRun>(run =>
        {
            run.ToTable("customers_imports").HasKey(x => x.Id);
            run.Property(x => x.Id).ValueGeneratedNever();
            run.Property(x => x.FileName).HasMaxLength(ImportRun.LongestFileName);
            run.Property(x => x.Headings).HasMaxLength(ImportRun.LongestHeadings);
            run.HasIndex(x => new { x.BusinessId, x.AtUtc });
        });
        model.Entity<RefusedLine>(line =>
        {
            line.ToTable("customers_import_refused").HasKey(x => new { x.ImportId, x.Row });
            line.HasOne<ImportRun>().WithMany().HasForeignKey(x => x.ImportId);
            line.Property(x => x.Text).HasMaxLength(RefusedLine.Longest);
            line.Property(x => x.Reason).HasMaxLength(RefusedLine.LongestReason);
        });
    }
}
