using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

/// <summary>A person who signs in to the dashboard. Where they work, and as what, their memberships say.</summary>
[AcrossBusinesses("A person may work for several businesses; memberships carry the business.")]
internal sealed class Staff : IdentityUser<Guid>
{
    public Staff() => Id = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>Runs the installation: opens and closes businesses, and is member of none.</summary>
    public bool IsOperator { get; set; }
}

[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class StaffClaim : IdentityUserClaim<Guid>;

[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class StaffLogin : IdentityUserLogin<Guid>;

[AcrossBusinesses("Belongs to a person, not to a business.")]
internal sealed class StaffToken : IdentityUserToken<Guid>;

/// <summary>A person works for a business in a role.</summary>
internal sealed class Membership : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid StaffId { get; init; }

    public required Role Role { get; set; }

    /// <summary>Rights given to this person on top of the role's, separated by spaces.</summary>
    public string ExtraRights { get; set; } = "";

    /// <summary>Rights of the role that this person does not have, separated by spaces.</summary>
    public string WithheldRights { get; set; } = "";
}

internal enum Role
{
    OperationsReader,
    FrontDesk,
    Operations,
    Manager,
    Owner,
}
