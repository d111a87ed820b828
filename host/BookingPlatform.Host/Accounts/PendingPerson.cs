using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

/// <summary>Who has typed the right password and not yet the code: kept for five minutes in an encrypted cookie that opens nothing else.</summary>
internal sealed class PendingPerson(IHttpContextAccessor context)
{
    private const string Stays = "stays";
    private const string LetInBy = "let-in-by";

    public Task Remember(Guid staffId, bool stays, Guid? letInBy = null) => context.HttpContext!.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, staffId.ToString()), new(Stays, stays.ToString(CultureInfo.InvariantCulture)), new(LetInBy, letInBy?.ToString() ?? "")], IdentityConstants.TwoFactorUserIdScheme)));

    public async Task<(Guid StaffId, bool Stays, Guid? LetInBy)?> Find()
    {
        var known = await context.HttpContext!.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return known.Principal?.StaffId() is { } id ? (id, known.Principal.FindFirstValue(Stays) == bool.TrueString, Guid.TryParse(known.Principal.FindFirstValue(LetInBy), out var business) ? business : null) : null;
    }

    public Task Forget() => context.HttpContext!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
}
