using System.Text;

namespace BookingPlatform.Customers.AddressBook;

/// <summary>Finds out in which encoding a program wrote a text file: byte order mark, UTF-8, UTF-16 without mark, otherwise the Windows code page of Western Europe.</summary>
internal static class TextOfUnknownOrigin
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The encoding, and its name as the report tells it.</returns>
    public static (Encoding Encoding, string Name) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, "UTF-8"),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, "UTF-16"),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, "UTF-16"),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, "UTF-16"),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, "UTF-16"),
        _ when IsUtf8(bytes) => (Encoding.UTF8, "UTF-8"),
        _ => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, "Windows-1252"),
    };

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
