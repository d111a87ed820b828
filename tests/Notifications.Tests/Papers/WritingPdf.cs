using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel.Pdf;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Notifications.Tests.Papers;

public sealed class WritingPdf
{
    private static readonly PdfSettings Plain = new("Statement of Zoë Müller", "en-GB", PageSize.A4);

    [Fact, Trait("Criterion", "S1-36")]
    public async Task A_document_says_what_is_a_heading_a_paragraph_and_a_table()
    {
        var pdf = await Write(Plain, document =>
        {
            document.Heading("Statement");
            document.Paragraph("All bookings.");
            var table = document.Table([new("Day", 1), new("Price", 1, Align.End)]);
            table.Row(["21 Nov 2026", "€85.00"]);
            table.End();
        });

        pdf.Tags.Should().BeEquivalentTo("H1", "P", "TH", "TH", "TR", "TD", "TD", "TR", "Table", "Document");
        pdf.Catalog.Should().Contain("/MarkInfo<</Marked true>>").And.Contain("/Lang(en-GB)").And.Contain("/DisplayDocTitle true").And.Contain("/StructTreeRoot");
        pdf.Of("StructElem").Where(element => element.Contains("/S/TH/", StringComparison.Ordinal)).Should().OnlyContain(head => head.Contains("/Scope/Column", StringComparison.Ordinal));
        var info = pdf.Entries(int.Parse(Regex.Match(pdf.Trailer, @"/Info (\d+)").Groups[1].Value, CultureInfo.InvariantCulture));
        info.Should().Contain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Statement of Zoë Müller")));
    }

    [Fact, Trait("Criterion", "S1-36")]
    public async Task Everything_on_a_page_belongs_to_the_structure_or_is_decoration()
    {
        var pdf = await Write(Plain, document =>
        {
            document.Heading("Statement");
            var table = document.Table([new("Day", 1)]);
            for (var row = 0; row < 80; row++)
                table.Row([$"Row {row}"]);
            table.End();
        });

        foreach (var page in pdf.Pages)
        {
            var content = pdf.ContentOf(page);
            Regex.Split(content, @"(?:/Artifact[^\n]*|/\w+ <</MCID \d+>> BDC)\n.*?EMC\n", RegexOptions.Singleline).Should().OnlyContain(rest => rest.Length == 0);
            Regex.Matches(content, @"MCID (\d+)").Select(mark => int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture))
                .Should().Equal(Enumerable.Range(0, Regex.Count(content, "MCID")));
        }
    }

    /// <summary>Each in the order of the paper, which for Hebrew and Arabic is the reverse of the order of writing.</summary>
    [Theory, Trait("Criterion", "S1-36")]
    [InlineData("Łukasz Żółć", false)]
    [InlineData("Ελένη Παπαδοπούλου", false)]
    [InlineData("Екатерина Щукина", false)]
    [InlineData("שירה כהן", true)]
    [InlineData("فاطمة الزهراء", true)]
    [InlineData("王小明 陳大文", false)]
    [InlineData("さくら タナカ", false)]
    [InlineData("김민준", false)]
    [InlineData("สมชาย ใจดี", false)]
    [InlineData("अनिल शर्मा", false)]
    [InlineData("Գրիգոր ნინო", false)]
    [InlineData("Nguyễn Thị Ánh", false)]
    public async Task A_name_in_any_script_can_be_copied_out_again(string name, bool isReversed)
    {
        var pdf = await Write(Plain, document => document.Paragraph(name));

        var signs = name.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        if (isReversed)
            signs.Reverse();
        // Lam and alef are one sign, which gives back both in the order of writing.
        pdf.AllText().Replace("لا", "ال", StringComparison.Ordinal).Should().Contain(string.Concat(signs).Replace("لا", "ال", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Characters_that_no_face_has_show_a_box_each_and_give_their_own_text_back()
    {
        var pdf = await Write(Plain, document => document.Paragraph("A𓀀B𓀁C"));

        pdf.AllText().Should().Contain("A𓀀B𓀁C");
    }

    [Fact]
    public async Task Two_hundred_pages_repeat_the_head_and_count_themselves()
    {
        var pdf = await Write(Plain with { Size = PageSize.Letter, Footer = "Harbour Hotel" }, document =>
        {
            var table = document.Table([new("Day", 1), new("Guest", 2)]);
            var row = 0;
            while (document.PageCount < 200)
                table.Row([$"{++row}", "Anna Smyth"]);
            table.End();
        });

        var texts = pdf.Texts();
        texts.Should().HaveCount(200).And.OnlyContain(text => text.Contains("Day\nGuest\n", StringComparison.Ordinal) && text.Contains("Harbour Hotel", StringComparison.Ordinal));
        texts[1].Should().Contain("2 / 200");
        pdf.Pages.Should().OnlyContain(page => page.Contains("/MediaBox[0 0 612 792]", StringComparison.Ordinal));
        pdf.Tags.Count(tag => tag == "TH").Should().Be(2, "who listens hears the head once");
    }

    [Fact]
    public async Task Pages_leave_as_they_fill_and_the_same_input_gives_the_same_bytes()
    {
        async Task<byte[]> Once()
        {
            using var stream = new MemoryStream();
            var document = new PdfDocument(stream, Plain);
            document.Paragraph("first page");
            document.NewPage();
            await document.FlushAsync(CancellationToken.None);
            stream.Length.Should().BePositive("the first page has left already");
            document.Paragraph("second page فاطمة");
            await document.FinishAsync(CancellationToken.None);
            return stream.ToArray();
        }

        (await Once()).Should().Equal(await Once());
    }

    [Fact]
    public async Task Long_text_is_broken_at_spaces_and_a_word_wider_than_the_line_inside()
    {
        var pdf = await Write(Plain, document => document.Paragraph(string.Join(' ', Enumerable.Repeat("reservation", 40)) + " " + new string('x', 300)));

        var lines = pdf.AllText().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().OnlyContain(line => line.Length < 110);
        lines.Should().HaveCountGreaterThan(6);
    }

    [Fact]
    public async Task Nothing_to_say_is_one_empty_page()
    {
        var pdf = await Write(Plain, _ => { });

        pdf.Pages.Should().ContainSingle();
        pdf.AllText().Should().Contain("1 / 1");
    }

    [SkippableByName("pdftotext"), Trait("Criterion", "S1-36")]
    public async Task Another_program_reads_the_same_text()
    {
        var file = Path.GetTempFileName();
        await using (var stream = File.Create(file))
        {
            var document = new PdfDocument(stream, Plain);
            document.Paragraph("Zoë Müller, 王小明");
            document.Paragraph("שירה כהן");
            await document.FinishAsync(CancellationToken.None);
        }

        using var reading = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var text = await reading.StandardOutput.ReadToEndAsync();
        File.Delete(file);

        text.Should().Contain("Zoë Müller, 王小明").And.Contain("שירה כהן");
    }

    private static async Task<ParsedPdf> Write(PdfSettings settings, Action<PdfDocument> write)
    {
        using var stream = new MemoryStream();
        var document = new PdfDocument(stream, settings);
        write(document);
        await document.FinishAsync(CancellationToken.None);
        return new ParsedPdf(stream.ToArray());
    }
}

/// <summary>Runs where the program is installed, and is reported as skipped with its name elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkippableByNameAttribute : FactAttribute
{
    public SkippableByNameAttribute(string program)
    {
        Program = program;
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
            Skip = $"{program} is not installed here.";
    }

    public string Program { get; }
}
