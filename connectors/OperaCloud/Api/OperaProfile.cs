namespace BookingPlatform.OperaCloud.Api;

/// <summary>A profile as read, and with only the changed sections as written.</summary>
internal sealed record OperaProfile : OperaAnswer
{
    public IReadOnlyList<OperaId>? ProfileIdList { get; init; }
    public IReadOnlyList<OperaReference>? ExternalReferences { get; init; }
    public OperaDetails? ProfileDetails { get; init; }
}

internal sealed record OperaDetails
{
    public OperaCustomer? Customer { get; init; }
    public OperaEmails? Emails { get; init; }
    public OperaTelephones? Telephones { get; init; }
    public OperaAddresses? Addresses { get; init; }
    public OperaComments? Comments { get; init; }
    public OperaRestrictions? ProfileRestrictions { get; init; }
    public string? ProfileType { get; init; }
    public string? StatusCode { get; init; }
    public string? LastModifyDateTime { get; init; }
}

internal sealed record OperaCustomer(IReadOnlyList<OperaName>? PersonName);

/// <summary>Names have no id; one is told by its type.</summary>
internal sealed record OperaName
{
    public string? NamePrefix { get; init; }
    public string? GivenName { get; init; }
    public string? MiddleName { get; init; }
    public string? Surname { get; init; }
    public string? NameSuffix { get; init; }
    public string? NameTitle { get; init; }
    public string? Language { get; init; }
    public string? NameType { get; init; }
}

internal sealed record OperaEmails(IReadOnlyList<OperaEmailEntry>? EmailInfo);

internal sealed record OperaEmailEntry(string? Id, OperaEmail? Email);

internal sealed record OperaEmail
{
    public string? EmailAddress { get; init; }
    public string? Type { get; init; }
    public bool? PrimaryInd { get; init; }
}

internal sealed record OperaTelephones(IReadOnlyList<OperaTelephoneEntry>? TelephoneInfo);

internal sealed record OperaTelephoneEntry(string? Id, OperaTelephone? Telephone);

internal sealed record OperaTelephone
{
    public string? PhoneNumber { get; init; }
    public string? PhoneTechType { get; init; }
    public string? PhoneUseType { get; init; }
    public bool? PrimaryInd { get; init; }
}

internal sealed record OperaAddresses(IReadOnlyList<OperaAddressEntry>? AddressInfo);

internal sealed record OperaAddressEntry(string? Id, OperaAddress? Address);

internal sealed record OperaAddress
{
    public IReadOnlyList<string?>? AddressLine { get; init; }
    public string? CityName { get; init; }
    public string? PostalCode { get; init; }
    public string? State { get; init; }
    public OperaCountry? Country { get; init; }
    public string? Type { get; init; }
    public bool? PrimaryInd { get; init; }
}

internal sealed record OperaCountry(string? Code);

internal sealed record OperaComments(IReadOnlyList<OperaCommentEntry>? CommentInfo);

internal sealed record OperaCommentEntry(OperaComment? Comment);

internal sealed record OperaComment
{
    public OperaText? Text { get; init; }
    public string? CommentTitle { get; init; }
    public string? Type { get; init; }
}

internal sealed record OperaText(string? Value);

internal sealed record OperaRestrictions(bool? Restricted, string? ReasonDescription);
