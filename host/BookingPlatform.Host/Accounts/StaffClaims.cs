using System.Security.Claims;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

/// <summary>What a signed-in person or a key carries through one request: who, for which business, with which rights. Read anew from the database, never from the cookie.</summary>
internal static class StaffClaims
{
    public const string Business = "business";
    public const string Source = "source";
    public const string Session = "session";

    /// <summary>The business whose identity provider let the person in; absent where they came by means of their own.</summary>
    public const string LetInBy = "let-in-by";

    /// <summary>A further business of the person: its id, a space, its name.</summary>
    public const string Elsewhere = "elsewhere";

    public static ClaimsPrincipal For(ApiKey key) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, key.Id.ToString()),
        new(ClaimTypes.Name, key.Name),
        new(Business, key.BusinessId.ToString()),
        new(Source, nameof(ActorSource.Api)),
        .. Roles.Parts(key.Rights).Where(Right.All.Contains).Select(right => new Claim(Right.Claim, right)),
    ], ApiKeyScheme.Name));

    /// <summary>Null when the person works nowhere (any more).</summary>
    public static ClaimsPrincipal? For(OpenSession session)
    {
        if (session.Work is null && !session.IsOperator)
            return null;
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, session.StaffId.ToString()),
            new(ClaimTypes.GivenName, session.Name),
            new(Session, session.Id.ToString()),
        ];
        if (session.LetInBy is { } provider)
            claims.Add(new(LetInBy, provider.ToString()));
        if (session.IsOperator)
            claims.Add(new(Right.Claim, Right.RunInstallation));
        if (session.Work is { } work)
            claims.AddRange([new(Business, work.BusinessId.ToString()), new(ClaimTypes.Role, work.Role.ToString()), .. Roles.Rights(work.Role, work.ExtraRights, work.WithheldRights).Select(right => new Claim(Right.Claim, right))]);
        claims.AddRange(session.Places.Where(place => place != session.Work).Select(place => new Claim(Elsewhere, $"{place.BusinessId} {place.Name}")));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    public static Actor ToActor(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(Business), out var business)
            ? new Actor(
                Enum.TryParse<ActorSource>(person.FindFirstValue(Source), out var source) ? source : ActorSource.Dashboard,
                business,
                person.StaffId(),
                person.FindFirstValue(ClaimTypes.GivenName) ?? person.Identity?.Name ?? "Unknown")
            : Actor.Nobody;

    /// <summary>This session opens that business, whether it is the one at work or another.</summary>
    public static bool WorksFor(this ClaimsPrincipal person, Guid business) =>
        person.FindFirstValue(Business) == business.ToString() || person.FindAll(Elsewhere).Any(place => place.Value.StartsWith(business.ToString(), StringComparison.Ordinal));

    /// <summary>The person where they came in by means of their own: only then may they do something for themselves outside the business at work.</summary>
    public static Guid? SelfId(this ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == LetInBy) ? null : person.StaffId();

    /// <summary>The person, or the key.</summary>
    public static Guid? StaffId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Guid? SessionId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Session), out var id) ? id : null;
}
