using System.Text.Json;

namespace BookingPlatform.Mews.Api;

// Only what is used, and nothing stricter than needed: Mews adds members to its enums without notice.

internal sealed record MewsConfiguration
{
    public MewsEnterprise? Enterprise { get; init; }
}

internal sealed record MewsEnterprise(string? Id, string? Name, string? ChainName, string? TimeZoneIdentifier);

internal sealed record MewsCustomers
{
    public IReadOnlyList<MewsCustomer>? Customers { get; init; }
    public string? Cursor { get; init; }
}

internal sealed record MewsCustomer
{
    public string? Id { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public bool? HasOtaEmail { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
    public string? UpdatedUtc { get; init; }
    public string? AddressId { get; init; }
    public MewsAddress? Address { get; init; }
    public bool? IsActive { get; init; }
    public string? MergeTargetId { get; init; }
}

internal sealed record MewsAddress
{
    public string? Line1 { get; init; }
    public string? Line2 { get; init; }
    public string? City { get; init; }
    public string? PostalCode { get; init; }
    public string? CountryCode { get; init; }
    public string? CountrySubdivisionCode { get; init; }
}

internal sealed record MewsWebhook(IReadOnlyList<MewsEvent>? Events);

internal sealed record MewsEvent(string? Discriminator, MewsEventValue? Value);

internal sealed record MewsEventValue(string? Id);

internal sealed record MewsNotes
{
    public IReadOnlyList<MewsNote>? AccountNotes { get; init; }
}

internal sealed record MewsNote(string? AccountId, string? Content);

/// <summary>The written accounts or addresses come back; the caller reads the guest instead, so their shape does not matter.</summary>
internal sealed record MewsAccepted;

/// <summary>The body of every error.</summary>
internal sealed record MewsError(string? Message, string? RequestId)
{
    public static MewsError? From(string? body)
    {
        try
        {
            return string.IsNullOrWhiteSpace(body) ? null : JsonSerializer.Deserialize<MewsError>(body, MewsJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
