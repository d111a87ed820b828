using System.Globalization;
using System.Text;
using QRCoder;

namespace BookingPlatform.Kernel.Pdf;

/// <summary>A link as a QR code (ISO 18004, error correction M): its dark squares, with the light margin of four that readers need. For paper and, as one SVG path, for pages.</summary>
public sealed class QrCode
{
    private readonly bool[,] dark;

    private QrCode(bool[,] dark) => this.dark = dark;

    /// <summary>Squares along a side, the margin included.</summary>
    public int Size => dark.GetLength(0);

    /// <summary>Whether that square is dark; counted from 0.</summary>
    public bool IsDark(int row, int column) => dark[row, column];

    /// <summary>The code of a text of at most some two thousand letters.</summary>
    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var dark = new bool[rows.Count, rows.Count];
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows.Count; column++)
                dark[row, column] = rows[row][column];
        return new QrCode(dark);
    }

    /// <summary>The path of an SVG of <see cref="Size"/> units: one run of squares after the other.</summary>
    public string ToPath()
    {
        var path = new StringBuilder();
        foreach (var (row, column, length) in Runs())
            path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{length}v1h-{length}z");
        return path.ToString();
    }

    /// <summary>The dark squares as runs, row by row.</summary>
    public IEnumerable<(int Row, int Column, int Length)> Runs()
    {
        for (var row = 0; row < Size; row++)
            for (var column = 0; column < Size; column++)
            {
                var start = column;
                while (column < Size && dark[row, column])
                    column++;
                if (column > start)
                    yield return (row, start, column - start);
            }
    }
}
