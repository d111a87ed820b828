using BookingPlatform.Kernel.Pdf.Text;

namespace BookingPlatform.Kernel.Pdf.Writing;

/// <summary>One line of text and where it stands, in points from the top left corner of the paper.</summary>
internal sealed record PlacedLine(IReadOnlyList<Sign> Signs, double X, double Baseline, TypeStyle Type)
{
    public static PlacedLine At(string line, TypeStyle type, (double Left, double Width) room, Align align, bool fromRight)
    {
        var signs = Shaper.Shape(line, type.Bold, fromRight);
        var free = room.Width - (signs.Sum(sign => sign.Width) * type.Size / 1000);
        return new PlacedLine(signs, room.Left + (align is Align.End != fromRight ? free : 0), 0, type);
    }
}
