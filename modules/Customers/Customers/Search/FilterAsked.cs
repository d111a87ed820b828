using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Customers.Search;

/// <summary>A filter as it stands in an address: of the API, of the list page, of a saved filter. Everything may be missing or wrong.</summary>
internal sealed record FilterAsked
{
    /// <summary>Words of name, email or phone.</summary>
    public string? Q { get; init; }

    /// <summary><c>true</c>: only customers with an alert; <c>false</c>: only those without.</summary>
    public string? Flagged { get; init; }

    /// <summary><c>true</c>: only customers who may not book online; <c>false</c>: only the others.</summary>
    public string? Blocked { get; init; }

    /// <summary>Only those on this list.</summary>
    public string? ListId { get; init; }

    /// <summary><c>placeholder</c> (no email), <c>unverified</c>, <c>verified</c>, <c>relay</c>, <c>shared</c> or <c>bounced</c>; several with commas.</summary>
    public string? EmailState { get; init; }

    /// <summary>A day, <c>yyyy-MM-dd</c>; both ends belong to the range.</summary>
    public string? LastVisitFrom { get; init; }

    public string? LastVisitTo { get; init; }

    /// <summary><c>true</c>: only those deleted in the last 30 days.</summary>
    public string? Deleted { get; init; }

    public static FilterAsked Of(IQueryCollection query) => Of(field => query[field].ToString());

    /// <param name="query">The query of an address, with or without question mark.</param>
    public static FilterAsked Of(string? query)
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return Of(field => fields.TryGetValue(field, out var value) ? value.ToString() : null);
    }

    private static FilterAsked Of(Func<string, string?> field) => new()
    {
        Q = Typed(field("q")),
        Flagged = Typed(field("flagged")),
        Blocked = Typed(field("blocked")),
        ListId = Typed(field("listId")),
        EmailState = Typed(field("emailState")),
        LastVisitFrom = Typed(field("lastVisitFrom")),
        LastVisitTo = Typed(field("lastVisitTo")),
        Deleted = Typed(field("deleted")),
    };

    private static string? Typed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>Those that say something, for an address that asks the same again.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts() => new (string Name, string? Value)[]
    {
        ("q", Q), ("flagged", Flagged), ("blocked", Blocked), ("listId", ListId), ("emailState", EmailState), ("lastVisitFrom", LastVisitFrom), ("lastVisitTo", LastVisitTo), ("deleted", Deleted),
    }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value));
}
