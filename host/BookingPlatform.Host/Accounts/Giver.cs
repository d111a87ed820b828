using System.Security.Claims;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Accounts;

/// <summary>Whoever gives and takes rights: nobody gives what they do not have, and nobody touches somebody who may do more than they.</summary>
internal sealed record Giver(ClaimsPrincipal Person)
{
    public Guid? StaffId => Person.StaffId();

    public bool IsOwner => Person.HasClaim(ClaimTypes.Role, nameof(Role.Owner));

    public bool May(string right) => Person.HasClaim(Right.Claim, right);

    public bool MayGive(Role role) => role is Role.Owner ? IsOwner : Roles.Rights(role).All(May);

    public bool MayTouch(Membership member) => member.Role is Role.Owner ? IsOwner : Roles.Rights(member.Role, member.ExtraRights, member.WithheldRights).All(May);
}
