using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Push;

internal static class FieldWords
{
    private static readonly (GuestFields Field, string Word)[] All =
    [
        (GuestFields.Name, "name"), (GuestFields.Email, "email"), (GuestFields.Phone, "phone number"), (GuestFields.Address, "address"), (GuestFields.Notes, "notes"),
    ];

    /// <summary>"name, email and address".</summary>
    public static string InWords(this GuestFields fields)
    {
        var words = All.Where(known => fields.HasFlag(known.Field)).Select(known => known.Word).ToArray();
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }
}
