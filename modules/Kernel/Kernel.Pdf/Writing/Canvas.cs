using System.Globalization;
using System.Text;
using BookingPlatform.Kernel.Pdf.Fonts;
using BookingPlatform.Kernel.Pdf.Text;

namespace BookingPlatform.Kernel.Pdf.Writing;

/// <summary>What is drawn on one page. Places are given in points from the top left corner; PDF itself counts from the bottom.</summary>
internal sealed class Canvas(PageSize size, FontUses fonts)
{
    private readonly StringBuilder content = new();

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>What follows belongs to the structure element that owns this mark.</summary>
    public void BeginMarked(string tag, int mark) => content.Append(CultureInfo.InvariantCulture, $"/{tag} <</MCID {mark}>> BDC\n");

    /// <summary>What follows is decoration: nobody reads it aloud.</summary>
    public void BeginArtifact(bool isPagination = false) => content.Append(isPagination ? "/Artifact <</Type/Pagination>> BDC\n" : "/Artifact BMC\n");

    public void End() => content.Append("EMC\n");

    public void Rule(double x, double y, double width, double grey) =>
        content.Append(CultureInfo.InvariantCulture, $"{Pdf.Number(grey)} G 0.5 w {Pdf.Number(x)} {Pdf.Number(size.Height - y)} m {Pdf.Number(x + width)} {Pdf.Number(size.Height - y)} l S\n");

    public void Fill(double x, double y, double width, double height) =>
        content.Append(CultureInfo.InvariantCulture, $"0 g {Pdf.Number(x)} {Pdf.Number(size.Height - y - height)} {Pdf.Number(width)} {Pdf.Number(height)} re f\n");

    /// <param name="signs">From left to right.</param>
    /// <param name="x">Left end.</param>
    /// <param name="baseline">From the top of the page.</param>
    /// <param name="type">Size and grey.</param>
    public void Text(IReadOnlyList<Sign> signs, double x, double baseline, TypeStyle type)
    {
        if (signs.Count == 0)
            return;
        content.Append(CultureInfo.InvariantCulture, $"BT {Pdf.Number(type.Grey)} g 1 0 0 1 {Pdf.Number(x)} {Pdf.Number(size.Height - baseline)} Tm\n");
        Face? face = null;
        foreach (var sign in signs)
        {
            var use = fonts.Of(sign.Face);
            if (face != sign.Face)
                content.Append(face is null ? "" : "> Tj\n").Append(CultureInfo.InvariantCulture, $"/{use.Name} {Pdf.Number(type.Size)} Tf <");
            face = sign.Face;
            content.Append(CultureInfo.InvariantCulture, $"{use.CodeOf(sign):X4}");
        }

        content.Append("> Tj ET\n");
    }
}
