using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Host.Commands;

/// <summary>How many rows, and a checksum that does not depend on their order: SHA-256 of each row, the first eight bytes added up.</summary>
internal readonly record struct RowSum(long Rows, ulong Value)
{
    public static RowSum Zero => default;

    public RowSum With(object?[] row)
    {
        var text = new StringBuilder();
        foreach (var value in row)
        {
            var word = Text(value);
            text.Append(CultureInfo.InvariantCulture, $"{word?.Length ?? -1}:{word}");
        }

        return new RowSum(Rows + 1, unchecked(Value + BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))));
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
