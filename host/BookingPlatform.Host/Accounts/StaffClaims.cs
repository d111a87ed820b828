using System.Security.Claims;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Host.Accounts;

/// <summary>What a signed-in person or a key carries: business, role, name. Rights follow from the role at every request, so a changed bundle needs no new sign-in.</summary>
internal static class StaffClaims
{
    public const string Business = "business";
    public const string Source = "source";

    public static ClaimsPrincipal For(ApiKey key) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, key.Id.ToString()),
        new(ClaimTypes.Name, key.Name),
        new(Business, key.BusinessId.ToString()),
        new(Source, nameof(ActorSource.Api)),
        .. key.Rights.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(right => new Claim(Right.Claim, right)),
    ], ApiKeyScheme.Name));

    public static Actor ToActor(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(Business), out var business)
            ? new Actor(
                Enum.TryParse<ActorSource>(person.FindFirstValue(Source), out var source) ? source : ActorSource.Dashboard,
                business,
                Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null,
                person.FindFirstValue(ClaimTypes.GivenName) ?? person.Identity?.Name ?? "Unknown")
            : Actor.Nobody;
}

/// <summary>Adds the membership to the cookie at sign-in.</summary>
internal sealed class StaffClaimsFactory(UserManager<Staff> users, IOptions<IdentityOptions> options, AccountsDb db)
    : UserClaimsPrincipalFactory<Staff>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Staff user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.Name));
        var membership = await db.Memberships.IgnoreQueryFilters([ModuleDb.BusinessFilter]).Where(row => row.StaffId == user.Id).OrderBy(row => row.Id).FirstOrDefaultAsync();
        if (membership is not null)
        {
            identity.AddClaim(new Claim(StaffClaims.Business, membership.BusinessId.ToString()));
            identity.AddClaim(new Claim(ClaimTypes.Role, membership.Role.ToString()));
        }

        return identity;
    }
}

/// <summary>Turns the role into rights.</summary>
internal sealed class RoleRights : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity is ClaimsIdentity identity && !identity.HasClaim(claim => claim.Type == Right.Claim)
            && Enum.TryParse<Role>(identity.FindFirst(ClaimTypes.Role)?.Value, out var role))
            identity.AddClaims(Roles.Rights(role).Select(right => new Claim(Right.Claim, right)));
        return Task.FromResult(principal);
    }
}
