using System.Text.Json.Serialization;

namespace BookingPlatform.Mews.Api;

/// <summary>Who is asking. Not a record, so that nothing prints the tokens.</summary>
internal sealed class MewsCredentials(string clientToken, string accessToken, string? chainId)
{
    public string ClientToken => clientToken;
    public string AccessToken => accessToken;

    /// <summary>Needed with tokens for several properties, ignored otherwise.</summary>
    public string? ChainId => chainId;
}

/// <summary>Mews takes its credentials in every body.</summary>
internal abstract class MewsRequest(MewsCredentials by)
{
    private static readonly string Name = $"BookingPlatform {typeof(MewsRequest).Assembly.GetName().Version?.ToString(3)}";

    public string ClientToken => by.ClientToken;
    public string AccessToken => by.AccessToken;
    public string Client { get; } = Name;
}

internal sealed class ConfigurationGet(MewsCredentials by) : MewsRequest(by)
{
    public string? EnterpriseId { get; init; }
}

internal sealed class CustomersGetAll(MewsCredentials by) : MewsRequest(by)
{
    public string[]? ChainIds { get; } = by.ChainId is { } chain ? [chain] : null;
    public Extent Extent { get; } = new();
    public Limitation Limitation { get; init; } = new(1);
    public string[]? ActivityStates { get; init; }
    public string[]? CustomerIds { get; init; }
    public string[]? Emails { get; init; }
    public string[]? FirstNames { get; init; }
    public string[]? LastNames { get; init; }
    public Interval? CreatedUtc { get; init; }
    public Interval? UpdatedUtc { get; init; }
}

internal sealed record Extent(bool Customers = true, bool Addresses = true, bool Documents = false);

internal sealed record Limitation(int Count, string? Cursor = null);

internal sealed record Interval(DateTime StartUtc, DateTime EndUtc);

internal sealed class CustomersAdd(MewsCredentials by) : MewsRequest(by)
{
    public string? ChainId { get; } = by.ChainId;

    // Stays false: true would silently rewrite the guest who owns the email.
    public bool OverwriteExisting { get; }

    public required string LastName { get; init; }
    public string? FirstName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Notes { get; init; }
    public MewsAddress? Address { get; init; }
}

internal sealed class CustomersUpdate(MewsCredentials by) : MewsRequest(by)
{
    public string? ChainId { get; } = by.ChainId;
    public required string CustomerId { get; init; }
    public required MewsAddress Address { get; init; }
}

internal sealed class AccountsUpdate(MewsCredentials by) : MewsRequest(by)
{
    public string? ChainId { get; } = by.ChainId;
    public required AccountUpdate[] AccountUpdates { get; init; }
}

internal sealed record AccountUpdate(string Id, CustomerFields Customer)
{
    public string Discriminator { get; } = "Customer";
}

/// <summary>An absent field is left alone.</summary>
internal sealed record CustomerFields
{
    public Written? FirstName { get; init; }
    public Written? LastName { get; init; }
    public Written? Email { get; init; }
    public Written? Telephone { get; init; }
    public Written? Notes { get; init; }
    public ClassificationFields? Classifications { get; init; }
}

/// <summary>Each flag is written by itself; the others stay.</summary>
internal sealed record ClassificationFields(WrittenFlag Blocklist);

internal sealed record WrittenFlag(bool Value);

/// <summary>A value to be written; null clears the field.</summary>
internal sealed record Written([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value);

internal sealed class AccountsMerge(MewsCredentials by) : MewsRequest(by)
{
    public required AccountMerge[] AccountMergeParameters { get; init; }
}

internal sealed record AccountMerge(string[] SourceAccountIds, string TargetAccountId)
{
    public string AccountType { get; } = "Customer";
}

internal sealed class ReservationsUpdateCustomer(MewsCredentials by) : MewsRequest(by)
{
    public string? EnterpriseId { get; init; }
    public required string ReservationId { get; init; }
    public required string CustomerId { get; init; }
}

internal sealed class AddressesUpdate(MewsCredentials by) : MewsRequest(by)
{
    public string? ChainId { get; } = by.ChainId;
    public required AddressUpdate[] AddressUpdates { get; init; }
}

internal sealed record AddressUpdate(string AddressId)
{
    public required Written Line1 { get; init; }
    public required Written Line2 { get; init; }
    public required Written City { get; init; }
    public required Written PostalCode { get; init; }
    public required Written CountryCode { get; init; }
    public required Written CountrySubdivisionCode { get; init; }
}

internal sealed class AccountNotesGetAll(MewsCredentials by) : MewsRequest(by)
{
    public string[]? ChainIds { get; } = by.ChainId is { } chain ? [chain] : null;
    public required string[] AccountIds { get; init; }
    public string[] ActivityStates { get; } = [MewsActivity.Active];
    public Limitation Limitation { get; } = new(1000);
}

internal sealed class AccountNotesAdd(MewsCredentials by) : MewsRequest(by)
{
    public string? ChainId { get; } = by.ChainId;
    public required NewNote[] AccountNotes { get; init; }
}

internal sealed record NewNote(string AccountId, string Content)
{
    public string[] Classifications { get; } = ["General"];
}

internal static class MewsActivity
{
    public const string Active = "Active";
    public const string Deleted = "Deleted";
}
