using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Email;

/// <summary>What kind of address somebody typed; the first that applies.</summary>
internal enum EmailKind
{
    Missing,
    Malformed,
    Placeholder,
    OwnDomain,
    Role,
    Relay,
    Shared,
    Ok,
}

/// <summary>A customer who has the address already.</summary>
internal sealed record EmailHolder(Guid CustomerId, string FirstName, string LastName, EmailState State)
{
    /// <summary>The names under which records used the address that were merged into theirs.</summary>
    public IReadOnlyList<(string First, string Last)> FormerNames { get; init; } = [];

    /// <summary>The address stands on their own record, and is not only known from one that was merged into it.</summary>
    public bool HasItToday { get; init; } = true;

    public bool IsNamed((string First, string Last) name) =>
        PersonNames.Agree(name, (FirstName, LastName)) || FormerNames.Any(former => PersonNames.Agree(name, former));
}

/// <summary>What was found out about a typed address.</summary>
internal sealed record EmailFinding(EmailKind Kind, EmailAddress? Address)
{
    /// <summary>From so many differently named people on, an address is not one person's (S0-43).</summary>
    public const int SharedByNames = 3;

    public string? Fault { get; init; }

    /// <summary>The address that was probably meant.</summary>
    public string? Suggestion { get; init; }

    public IReadOnlyList<EmailHolder> Holders { get; init; } = [];

    /// <summary>With which state the address is kept when nobody objects.</summary>
    public EmailState State => Kind switch
    {
        EmailKind.Role or EmailKind.Shared => EmailState.Shared,
        EmailKind.Relay => EmailState.Relay,
        EmailKind.Ok => EmailState.Unverified,
        _ => EmailState.Placeholder,
    };

    /// <summary>What can be said from the text alone, before any record is looked at.</summary>
    public static EmailFinding FromText(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return new(EmailKind.Missing, null);
        if (EmailAddress.Read(typed, out var fault) is not { } address)
            return PlaceholderEmail.IsOne(typed)
                ? new(EmailKind.Placeholder, null)
                : new(EmailKind.Malformed, null) { Fault = fault, Suggestion = Suggest(typed.Trim()) };
        return new(PlaceholderEmail.IsReserved(address.Domain) ? EmailKind.Placeholder
            : address.Domain.EndsWith(".invalid", StringComparison.Ordinal) ? EmailKind.Malformed
            : RelayDomains.Has(address.Domain) ? EmailKind.Relay
            : RoleAddresses.IsOne(address.Local) ? EmailKind.Role
            : EmailKind.Ok, address)
        {
            Fault = "Nothing can ever be delivered to a domain that ends in .invalid.",
            Suggestion = Suggest(address.Text),
        };
    }

    /// <summary>The same with what the business's records add.</summary>
    public EmailFinding Among(IReadOnlyList<EmailHolder> holders)
    {
        var shared = holders.Any(holder => holder.State is EmailState.Shared)
            || holders.DistinctBy(holder => Words.SortKey(holder.FirstName, holder.LastName)).Count() >= SharedByNames;
        return this with
        {
            Kind = Kind is EmailKind.Ok && shared ? EmailKind.Shared : Kind,
            Holders = holders,
        };
    }

    /// <summary>Why the address cannot be kept; null when it can.</summary>
    /// <param name="field">Where the address stands in the request.</param>
    /// <param name="acceptShared">Staff know that it is a desk's mailbox and keep it as a contact.</param>
    public Refusal? Refuse(string field, bool acceptShared) => Kind switch
    {
        EmailKind.Malformed => Refusal.Invalid(field, Fault!, "email-malformed") is var refusal && Suggestion is null ? refusal : refusal.With("suggestion", Suggestion),
        EmailKind.Placeholder => Refusal.Invalid(field, "This is a generated placeholder, not an address. Leave the email empty until you have the customer's own.", "email-placeholder"),
        EmailKind.OwnDomain => Refusal.Invalid(field, "This is our own address, not the customer's. Better continue without an email.", "email-own-domain").With("harms", OwnDomain.Harms),
        EmailKind.Role when !acceptShared => Refusal.Invalid(field, "This looks like the mailbox of a desk, not of a person. Keep it only if the customer really reads it; otherwise continue without an email.", "email-role")
            .With("harms", OwnDomain.Harms),
        _ => null,
    };

    private static string? Suggest(string typed) => typed.LastIndexOf('@') is var at and > 0 && TypoDomains.Suggest(typed[(at + 1)..].ToLowerInvariant()) is { } domain
        ? $"{typed[..at]}@{domain}"
        : null;
}
