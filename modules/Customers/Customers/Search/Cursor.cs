using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace BookingPlatform.Customers.Search;

/// <summary>Where the next page of a list starts, as an opaque text.</summary>
internal sealed record Cursor(int Place, string Text, Guid Id)
{
    public static Cursor? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text)) is { Place: >= 0, Text: not null } cursor && !cursor.Text.Any(char.IsControl) ? cursor : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));
}
